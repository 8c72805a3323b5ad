/** vPCI's handling of one entry's interrupt: what it asks of the rest of Xen, in the guest's own context. */
import type { Context } from '../context.ts';
import { ADDRESS_HIGH, ADDRESS_LOW, DATA } from '../state.ts';
import { GFLAG_UNMASKED, gflagsOf } from '../xen/gflags.ts';
import { bindPirq, mapPirq, unbindPirq, unmapPirq } from '../xen/hypercalls.ts';
import { maskForGuest } from '../xen/mask.ts';

/** vpci_msix_arch_mask_entry: only an entry with a pirq has an interrupt to mask. */
export function maskEntry(context: Context, entry: number, masked: boolean): void {
  const bound = context.state.xen.mapped[entry] === 1;
  context.recorder?.hop('xen', 'vpci.mask', { entry, masked }, { at: 'vpci.mask', entry, masked, bound });
  if (bound) maskForGuest(context, entry, masked);
}

function unmap(context: Context, entry: number): void {
  context.recorder?.hop('xen', 'vpci.unmap', { entry }, { at: 'vpci.unmap', entry });
  unmapPirq(context, entry);
}

/** vpci_msix_arch_disable_entry; false when the entry has no pirq. */
export function disableEntry(context: Context, entry: number): boolean {
  if (context.state.xen.mapped[entry] !== 1) return false;
  context.recorder?.hop('xen', 'vpci.unbind', { entry }, { at: 'vpci.unbind', entry });
  unbindPirq(context, entry, false);
  unmap(context, entry);
  return true;
}

/** Messages that vPCI can bind: the x86 interrupt window below 4 GiB. */
const isInterruptAddress = (low: number, high: number): boolean => high === 0 && low >>> 20 === 0xfee;

/** vpci_msix_arch_enable_entry: maps a pirq and binds the message; false when the message cannot be bound. */
function enableEntry(context: Context, entry: number): boolean {
  const { recorder } = context;
  const { vpci } = context.state;
  recorder?.hop('xen', 'vpci.map', { entry }, { at: 'vpci.map', entry });
  if (mapPirq(context, entry, -1) === null) return false;
  const low = vpci.message[3 * entry + ADDRESS_LOW]!;
  const high = vpci.message[3 * entry + ADDRESS_HIGH]!;
  const data = vpci.message[3 * entry + DATA]!;
  const masked = vpci.masked[entry] === 1;
  if (!isInterruptAddress(low, high)) {
    recorder?.hop(
      'xen',
      'vpci.unsupported-address',
      { entry, lo: low, hi: high },
      log('debug:unsupported-address'),
    );
    unmap(context, entry);
    return false;
  }
  const vector = data & 0xff;
  const gflags = gflagsOf(low, data) | (masked ? 0 : GFLAG_UNMASKED);
  recorder?.hop(
    'xen',
    'vpci.bind',
    { entry, vector, gflags, masked },
    { at: 'vpci.bind', entry, vector, gflags, masked },
  );
  bindPirq(context, entry, vector, gflags, null);
  return true;
}

/** update_entry: tears the binding down and makes it anew from the stored message. */
export function updateEntry(context: Context, entry: number): void {
  const { recorder } = context;
  const { vpci } = context.state;
  disableEntry(context, entry);
  if (!enableEntry(context, entry)) {
    recorder?.hop('xen', 'vpci.enable-failed', { entry }, log('entry-enable-failed'));
    return;
  }
  recorder?.changed('xen', 'updated', entry, vpci.updated[entry]!, 0);
  vpci.updated[entry] = 0;
}

const log = (what: string) => ({ at: 'log', who: 'xen', what }) as const;
