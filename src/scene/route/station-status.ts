import type { Hop } from '#model/route.ts';

/** How a status word is meant: neutral, done, or bytes that went nowhere. */
export type Tone = 'plain' | 'good' | 'lost';

export interface Status {
  /** Longest first; the longest that fits is shown. */
  readonly words: readonly string[];
  readonly tone: Tone;
}

const plain = (...words: string[]): Status => ({ words, tone: 'plain' });
const good = (...words: string[]): Status => ({ words, tone: 'good' });
const lost = (...words: string[]): Status => ({ words, tone: 'lost' });

/** What the row of `all` handlers that are asked first shows when `asked` of them have declined. */
export const othersStatus = (asked: number, all: number): Status =>
  plain(asked < all ? `${asked} so far` : 'decline');

/** What a station shows once the hop has arrived: one or two words for the decision. */
export function statusOf(hop: Hop): Status {
  const { facts } = hop;
  const rule: string = hop.rule;
  switch (rule) {
    case 'guest.write':
    case 'guest.rep-write':
      return plain('writes');
    case 'guest.read':
    case 'guest.rep-read':
      return plain('reads');
    case 'guest.direct':
      return plain('no exit');
    case 'guest.value':
      return good('goes on');
    case 'config.enable':
      return plain('enables');
    case 'config.disable':
      return plain('disables');
    case 'xen.fault-claimed':
    case 'xen.fault-unmapped':
      return plain('trapped');
    case 'protected.crash':
      return lost('domain crash', 'crash');
    case 'protected.emulate':
      return plain('read-only');
    case 'xen.emulate':
      return plain('asks handlers', 'asks');
    case 'xen.none-accepted':
      return plain('no taker');
    case 'xen.result-okay':
      return good('OKAY');
    case 'xen.result-unhandleable':
      return plain('UNHANDLEABLE', 'not finished', 'unfinished');
    case 'xen.decline':
    case 'msixtbl.decline-nothing-bound':
    case 'msixtbl.decline-outside':
    case 'msixtbl.decline-unbound':
    case 'msixtbl.snoop':
    case 'msixtbl.decline-yields':
    case 'page.decline':
    case 'page.refuse-pba':
      return plain('declines');
    case 'page.read-misaligned':
    case 'msixtbl.read-misaligned':
    case 'msixtbl.read-short':
    case 'msixtbl.write-misaligned':
    case 'msixtbl.write-short':
    case 'msixtbl.read-not-shadowed':
    case 'msixtbl.read-shadow-invalid':
    case 'msixtbl.read-unbound':
    case 'msixtbl.write-unbound':
      return plain('leaves it');
    case 'msixtbl.accept-entry':
    case 'msixtbl.accept-adjacent':
    case 'msixtbl.read-shadow':
    case 'msixtbl.read-mask':
    case 'msixtbl.read-data-and-mask':
    case 'msixtbl.write-message':
    case 'msixtbl.write-postponed':
    case 'adjacent.read':
    case 'adjacent.write':
    case 'page.accept':
    case 'vpci.accept':
    case 'vpci.read-entry':
    case 'vpci.write-message':
    case 'vpci.write-mask':
    case 'vpci.read-pba':
    case 'vpci.write-pba':
    case 'vpci.read-adjacent':
    case 'vpci.write-adjacent':
      return good('takes it');
    case 'msixtbl.write-misaligned-dropped':
    case 'msixtbl.write-short-dropped':
    case 'adjacent.write-unmapped':
    case 'adjacent.write-discarded':
    case 'vpci.ignore-pba-write':
      return lost('drops it');
    case 'adjacent.read-unmapped':
      return lost('all ones');
    case 'page.warn-pba':
    case 'page.assertion':
    case 'adjacent.warn-pba':
    case 'adjacent.warn-uninitialised':
      return plain('warns');
    case 'xen.select-server':
      return plain('finds QEMU');
    case 'xen.send':
      return plain('vCPU waits');
    case 'xen.mask':
    case 'vpci.mask':
      return facts.masked === true ? good('masks') : good('unmasks');
    case 'config.intercept':
      return plain('notes it');
    case 'msixtbl.register':
      return good('registers');
    case 'msixtbl.unregister':
      return plain('unregisters');
    case 'xen.forced-unbind':
      return lost('forced unbind', 'unbinds');
    case 'completion.unmask':
      return good('unmasks');
    case 'completion.forget-snoop':
      return plain('nothing to do', 'nothing');
    case 'completion.failed':
      return lost('fails');
    case 'dm.receive':
      return plain('received');
    case 'dm.answer':
      return plain('answers');
    case 'dm.reject-size':
      return lost('refuses size', 'refuses');
    case 'dm.bar-read':
      return lost('logs, reads 0', 'reads 0');
    case 'dm.bar-write':
      return lost('logs, drops it', 'drops it');
    case 'dm.reject-range':
      return lost('no such entry', 'drops it');
    case 'dm.reject-range-logged':
      return lost('logs, drops it', 'drops it');
    case 'dm.same-value':
      return plain('same value');
    case 'dm.latch-message':
    case 'dm.latch-control':
      return good('latches');
    case 'dm.unmask':
      return plain('must re-bind', 're-binds');
    case 'dm.read-latch':
      return good('from latch');
    case 'dm.read-devmem':
      return plain('by /dev/mem');
    case 'dm.read-unsupported':
      return lost('all ones');
    case 'dm.take-message':
      return plain('new message', 'new');
    case 'dm.take-written':
      return plain('as written');
    case 'dm.keep-old-message':
      return plain('old message', 'old');
    case 'dm.map':
    case 'vpci.map':
      return plain('maps');
    case 'dm.map-failed':
      return lost('map fails', 'fails');
    case 'dm.bind':
    case 'dm.bind-for-mask':
    case 'vpci.bind':
      return plain('binds');
    case 'dm.bind-failed':
      return lost('bind fails', 'fails');
    case 'dm.unbind':
    case 'vpci.unbind':
      return plain('unbinds');
    case 'dm.unbind-failed':
      return lost('unbind fails', 'fails');
    case 'dm.unmap':
    case 'vpci.unmap':
      return plain('unmaps');
    case 'dm.unmap-failed':
      return lost('unmap fails', 'fails');
    case 'config.receive':
      return plain('config write', 'config');
    case 'config.remember':
      return plain('remembers', 'notes it');
    case 'config.device':
      return good('written');
    case 'hardware.write':
      return good('written');
    case 'hardware.read':
    case 'hardware.read-devmem':
      return good('read');
    case 'hardware.intx':
      return plain('INTx off');
    case 'xen.mixed-flags':
      return lost('-EINVAL');
    case 'vpci.mask-unchanged':
    case 'vpci.config-unchanged':
      return plain('no change');
    case 'vpci.refuse':
    case 'vpci.straddles':
      return lost('refuses');
    case 'vpci.split':
      return plain('splits');
    case 'vpci.config':
      return plain('config');
    case 'vpci.unsupported-address':
      return lost('bad address', 'fails');
    case 'vpci.enable-failed':
      return lost('fails');
    case 'dm.refuse-unmasked':
      return lost('refuses');
    case 'dm.mask-call':
      return facts.masked === true ? plain('asks to mask') : plain('asks to unmask', 'asks unmask');
    case 'own.store':
      return plain('stores');
    case 'own.load':
      return plain('loads');
    case 'own.second-fault':
      return plain('second fault', '2nd fault');
    case 'own.protected':
      return lost('drops it');
    case 'own.complete':
      return good('carries out', 'performs');
    case 'xen.wait':
      return plain('vCPU waits');
    case 'xen.still-waits':
      return plain('still waits');
    case 'xen.no-wait':
    case 'dm.idle':
      return plain('nothing');
    case 'xen.bad-slot':
      return lost('bad slot');
    case 'xen.resume':
      return good('vCPU goes on', 'goes on');
    case 'xen.mask-function':
      return plain('masks all');
    case 'xen.mask-impossible':
      return lost('impossible');
    case 'xen.warn-maskall':
      return plain('warns');
    case 'xen.refuse-unprepared':
      return lost('refuses');
    case 'xen.refuse-decode-off':
      return lost('-ENXIO');
    case 'guest.waits':
      return plain('waits');
    case 'config.move-bar':
      return plain('moves');
    case 'device.raise':
      return plain('raises');
    case 'device.message':
      return good('sends');
    case 'device.pending':
      return plain('pending');
    case 'device.decode-on':
      return good('decodes');
    case 'device.decode-off':
      return plain('off');
    case 'hardware.no-decode':
      return lost('no answer');
    case 'xen.inject':
      return good('injects');
    case 'xen.inject-old':
      return lost('old vector', 'old');
    case 'xen.inject-nobody':
    case 'unruly.nobody':
      return lost('nobody');
    case 'xen.prepare':
      return good('prepares');
    case 'xen.prepare-busy':
      return lost('-EBUSY');
    case 'xen.release':
      return plain('releases');
    case 'xen.host-mask':
      return facts.masked === true ? plain('host masks') : plain('host unmasks', 'unmasks');
    case 'xen.host-mask-nothing':
      return plain('nothing');
    case 'dm.remap':
      return plain('re-binds');
    case 'unruly.bind':
      return plain('binds');
    case 'unruly.unbind':
      return plain('unbinds');
    case 'unruly.refused':
    case 'unruly.bind-refused':
      return lost('refuses');
    case 'unruly.not-bound':
      return plain('masks');
    case 'unruly.break-slot':
      return lost('breaks slot', 'breaks');
    case 'unruly.mend-slot':
      return plain('mends slot', 'mends');
    default:
      return plain('');
  }
}
