import { unreachable } from '../base/assert.ts';
import type { Hop } from '../route.ts';
import { EVENT_WORDS, isEventRule } from './events.ts';

/** A few words for a hop, to stand in a narrow place. */
export function hopTitle(hop: Hop): string {
  const { facts } = hop;
  switch (hop.rule) {
    case 'guest.write':
    case 'guest.rep-write':
      return 'guest writes';
    case 'guest.read':
    case 'guest.rep-read':
      return 'guest reads';
    case 'guest.direct':
      return 'page is mapped';
    case 'guest.value':
      return 'guest gets the value';
    case 'xen.fault-claimed':
    case 'xen.fault-unmapped':
      return 'page fault';
    case 'xen.emulate':
      return 'emulator';
    case 'xen.decline':
      return `${facts.handler ?? 'handler'} declines`;
    case 'xen.none-accepted':
      return 'no handler takes it';
    case 'xen.result-okay':
      return 'finished in Xen';
    case 'xen.result-unhandleable':
      return 'needs an ioreq server';
    case 'xen.select-server':
      return 'ioreq server found';
    case 'xen.send':
      return 'ioreq sent';
    case 'xen.mask':
      return facts.masked === true ? `mask entry ${facts.entry ?? 0}` : `unmask entry ${facts.entry ?? 0}`;
    case 'xen.forced-unbind':
      return 'forced unbind';
    case 'msixtbl.accept-entry':
      return 'msixtbl accepts: bound entry';
    case 'msixtbl.accept-adjacent':
      return 'msixtbl accepts: next to the table';
    case 'msixtbl.decline-nothing-bound':
      return 'msixtbl declines: nothing bound';
    case 'msixtbl.decline-outside':
      return 'msixtbl declines: outside the table';
    case 'msixtbl.decline-unbound':
      return 'msixtbl declines: entry unbound';
    case 'msixtbl.snoop':
      return 'address remembered';
    case 'msixtbl.read-misaligned':
    case 'msixtbl.write-misaligned':
      return 'not aligned: not here';
    case 'msixtbl.write-misaligned-dropped':
      return 'not aligned: dropped';
    case 'msixtbl.read-short':
    case 'msixtbl.write-short':
      return 'too short: not here';
    case 'msixtbl.write-short-dropped':
      return 'too short: dropped';
    case 'msixtbl.read-not-shadowed':
    case 'msixtbl.read-shadow-invalid':
    case 'msixtbl.read-unbound':
      return 'Xen does not know it';
    case 'msixtbl.read-shadow':
      return 'answered from the shadow';
    case 'msixtbl.read-mask':
    case 'msixtbl.read-data-and-mask':
      return 'answered from guest_masked';
    case 'msixtbl.write-message':
      return 'message noted';
    case 'msixtbl.write-postponed':
      return 'unmask postponed';
    case 'msixtbl.write-unbound':
      return 'no interrupt to mask';
    case 'msixtbl.register':
      return 'table registered';
    case 'msixtbl.unregister':
      return 'table unregistered';
    case 'adjacent.read':
      return 'read from the device';
    case 'adjacent.write':
      return 'written to the device';
    case 'adjacent.read-unmapped':
    case 'adjacent.write-unmapped':
      return 'page not mapped for it';
    case 'adjacent.write-discarded':
      return 'discarded: PBA on the page';
    case 'adjacent.warn-pba':
    case 'adjacent.warn-uninitialised':
      return 'warning, once';
    case 'completion.unmask':
      return 'unmask that waited';
    case 'completion.forget-snoop':
      return 'nothing to complete';
    case 'completion.failed':
      return 'unmask failed';
    case 'protected.crash':
      return 'domain crash';
    case 'protected.emulate':
      return 'read-only page: emulated';
    case 'dm.receive':
      return 'ioreq received';
    case 'dm.answer':
      return 'ioreq answered';
    case 'dm.reject-size':
      return 'refused: size';
    case 'dm.reject-range':
      return 'refused: no such entry';
    case 'dm.reject-range-logged':
      return 'logged: no such entry';
    case 'dm.bar-read':
    case 'dm.bar-write':
      return 'logged, not done';
    case 'dm.same-value':
      return 'same value: ignored';
    case 'dm.latch-message':
    case 'dm.latch-control':
      return 'latched';
    case 'dm.unmask':
      return 'unmask of a changed entry';
    case 'dm.take-written':
      return 'bound as written';
    case 'dm.take-message':
      return 'new message taken';
    case 'dm.keep-old-message':
      return 'old message kept';
    case 'dm.read-latch':
      return 'answered from the latch';
    case 'dm.read-devmem':
      return 'read through /dev/mem';
    case 'dm.read-unsupported':
      return 'no /dev/mem: all ones';
    case 'dm.map':
      return `map pirq, entry ${facts.entry ?? 0}`;
    case 'dm.map-failed':
      return 'map failed';
    case 'dm.bind':
      return `bind, entry ${facts.entry ?? 0}`;
    case 'dm.bind-failed':
      return 'bind failed';
    case 'dm.unbind':
      return `unbind, entry ${facts.entry ?? 0}`;
    case 'dm.unbind-failed':
      return 'unbind failed';
    case 'dm.unmap':
      return `unmap, entry ${facts.entry ?? 0}`;
    case 'dm.unmap-failed':
      return 'unmap failed';
    case 'config.enable':
      return 'guest enables MSI-X';
    case 'config.disable':
      return 'guest disables MSI-X';
    case 'config.receive':
      return 'Message Control written';
    case 'config.remember':
      return 'state remembered';
    case 'config.intercept':
      return 'function mask noted';
    case 'config.device':
      return 'device told';
    case 'hardware.read':
    case 'hardware.read-devmem':
      return 'device answers';
    case 'hardware.write':
      return 'device written';
    case 'xen.mixed-flags':
      return 'refused: flags differ';
    case 'msixtbl.decline-yields':
      return 'msixtbl declines: not its task';
    case 'page.accept':
      return 'msixtbl_page accepts';
    case 'page.decline':
      return 'msixtbl_page declines';
    case 'page.refuse-pba':
      return 'msixtbl_page declines: PBA';
    case 'page.read-misaligned':
      return 'not aligned: not here';
    case 'page.warn-pba':
      return 'debug warning';
    case 'page.assertion':
      return 'assertion fails';
    case 'vpci.accept':
      return 'vPCI accepts';
    case 'vpci.read-entry':
      return 'answered from vPCI’s entry';
    case 'vpci.write-message':
      return 'message stored';
    case 'vpci.write-mask':
      return 'mask bit changes';
    case 'vpci.mask-unchanged':
      return 'mask bit unchanged';
    case 'vpci.mask':
      return 'mask the interrupt';
    case 'vpci.refuse':
      return 'refused: size or alignment';
    case 'vpci.straddles':
      return 'runs out of its area';
    case 'vpci.split':
      return 'split into bytes';
    case 'vpci.read-pba':
      return 'PBA read';
    case 'vpci.write-pba':
      return 'PBA written';
    case 'vpci.ignore-pba-write':
      return 'PBA write ignored';
    case 'vpci.read-adjacent':
      return 'read from the device';
    case 'vpci.write-adjacent':
      return 'written to the device';
    case 'vpci.map':
      return `map pirq, entry ${facts.entry ?? 0}`;
    case 'vpci.bind':
      return `bind, entry ${facts.entry ?? 0}`;
    case 'vpci.unbind':
      return `unbind, entry ${facts.entry ?? 0}`;
    case 'vpci.unmap':
      return `unmap, entry ${facts.entry ?? 0}`;
    case 'vpci.unsupported-address':
      return 'address not supported';
    case 'vpci.enable-failed':
      return 'entry not enabled';
    case 'vpci.config':
      return 'Message Control written';
    case 'vpci.config-unchanged':
      return 'nothing changes';
    case 'dm.refuse-unmasked':
      return 'refused: entry unmasked';
    case 'dm.mask-call':
      return 'mask hypercall';
    case 'dm.bind-for-mask':
      return 'binds again';
    case 'own.store':
      return 'own mapping: store';
    case 'own.load':
      return 'own mapping: load';
    case 'own.second-fault':
      return 'second interception';
    case 'own.protected':
      return 'protected: dropped';
    case 'own.complete':
      return 'store completed';
    case 'hardware.intx':
      return 'INTx switched off';
    default:
      return isEventRule(hop.rule) ? EVENT_WORDS[hop.rule].title : unreachable(hop.rule);
  }
}
