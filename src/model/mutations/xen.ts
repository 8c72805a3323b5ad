/** Mistakes in Xen's half of a design. */
import { UNHANDLEABLE, type Context } from '../context.ts';
import { writeHardware } from '../hardware.ts';
import { vpciHandler } from '../vpci/handler.ts';
import { msixtblHandler, type MsixtblOptions } from '../xen/msixtbl.ts';
import { insideTable } from '../xen/table-entry.ts';
import { inHandler, inXen, type Mutation } from './mutation.ts';

const HEAD = 'xen-head--qemu-latch';
const HEAD_OPTIONS: MsixtblOptions = {
  covers: 'table-pages',
  misalignedWrite: 'drop',
  shortWrite: 'forward',
  handledWrite: 'forward',
  adjacentWrite: 'forward',
};

const withOptions = (options: Partial<MsixtblOptions>) =>
  inXen(() => ({ handlers: [msixtblHandler({ ...HEAD_OPTIONS, ...options })] }));

const entryAt = (context: Context, offset: number): number =>
  Math.floor((offset - context.state.xen.gtable) / 16);

/** A dword write of vector control, or the upper half of a qword write of data and control. */
const isControl = (context: Context, offset: number, size: number): boolean =>
  insideTable(context, offset) && ((offset & 15) === 12 || ((offset & 15) === 8 && size === 8));

export const XEN_MUTATIONS: readonly Mutation[] = [
  {
    id: 'end-inclusive',
    sentence:
      'The test for the table’s end compares with <= instead of <: one dword too many is taken for the table.',
    base: HEAD,
    caughtBy: { property: 'I8', setting: 'neighbours, bound' },
    of: inXen(() => ({ tweaks: { tableEndsLate: 4 } })),
  },
  {
    id: 'starts-late',
    sentence: 'The table is taken to begin one entry later: entry 0 counts as registers next to it.',
    base: HEAD,
    caughtBy: { property: 'I1', setting: 'any guest' },
    of: inXen(() => ({ tweaks: { tableStartsLate: 16 } })),
  },
  {
    id: 'half-page',
    sentence: 'The table’s pages are taken to end in the middle of the last one.',
    base: HEAD,
    caughtBy: { property: 'I8', setting: 'neighbours, bound' },
    of: inXen(() => ({ tweaks: { pagesEndLate: -0x800 } })),
  },
  {
    id: 'keeps-handled',
    sentence: 'A mask write that Xen handled is not sent on to the device model.',
    base: HEAD,
    caughtBy: { property: 'I2', setting: 'driver' },
    of: withOptions({ handledWrite: 'keep' }),
  },
  {
    id: 'table-only',
    sentence: 'The handler knows the table’s own bytes only, not its pages.',
    base: HEAD,
    caughtBy: { property: 'I8', setting: 'neighbours, bound' },
    of: withOptions({ covers: 'table' }),
  },
  {
    id: 'register-not-written',
    sentence: 'A write next to the table is sent on without being carried out.',
    base: HEAD,
    caughtBy: { property: 'I8', setting: 'neighbours, bound' },
    of: inHandler((handler) => ({
      write: (context, offset, size, lo, hi) =>
        insideTable(context, offset) ? handler.write(context, offset, size, lo, hi) : UNHANDLEABLE,
    })),
  },
  {
    id: 'register-twice',
    sentence:
      'A write next to the table is carried out a second time when the instruction is emulated again.',
    base: HEAD,
    caughtBy: { property: 'I19', setting: 'neighbours, bound' },
    of: inHandler((handler) => ({
      write(context, offset, size, lo, hi) {
        if (!insideTable(context, offset)) handler.write(context, offset, size, lo, hi);
        return handler.write(context, offset, size, lo, hi);
      },
    })),
  },
  {
    id: 'register-read-forwarded',
    sentence: 'Reads next to the table are left to the device model.',
    base: HEAD,
    caughtBy: { property: 'I12', setting: 'shared page, bound' },
    of: inHandler((handler) => ({
      read: (context, offset, size) =>
        insideTable(context, offset) ? handler.read(context, offset, size) : UNHANDLEABLE,
    })),
  },
  {
    id: 'pba-writable',
    sentence: 'The test whether the PBA shares the page is left out.',
    base: HEAD,
    caughtBy: { property: 'I11', setting: 'shared page, bound' },
    of: inHandler((handler) => ({
      write(context, offset, size, lo, hi) {
        if (insideTable(context, offset)) return handler.write(context, offset, size, lo, hi);
        context.doneOnHardware = true;
        writeHardware(context, offset, size, lo, hi);
        return UNHANDLEABLE;
      },
    })),
  },
  {
    id: 'warns-always',
    sentence: 'The flag that a warning was printed is not kept.',
    base: HEAD,
    caughtBy: { property: 'I18', setting: 'shared page' },
    of: inHandler((handler) => ({
      write(context, offset, size, lo, hi) {
        context.state.xen.warnedAdjacentPba = false;
        return handler.write(context, offset, size, lo, hi);
      },
    })),
  },
  {
    id: 'count-inverted',
    sentence: 'The record of the table goes when the count of references is not zero, and stays when it is.',
    base: HEAD,
    caughtBy: { property: 'I6', setting: 'partial unbind' },
    of: inXen(() => ({ dropsTableEntry: (refcnt) => refcnt !== 0 })),
  },
  {
    id: 'count-never',
    sentence: 'The record of the table is never dropped.',
    base: HEAD,
    caughtBy: { property: 'I5', setting: 'moving BAR' },
    of: inXen(() => ({ dropsTableEntry: () => false })),
  },
  {
    id: 'no-completion',
    sentence: 'The completion hook is not called when the vCPU goes on.',
    base: HEAD,
    caughtBy: { property: 'I5', setting: 'driver' },
    of: inXen(() => ({ complete: () => undefined })),
  },
  {
    id: 'completion-repeats',
    sentence:
      'The completion does not forget the address it has unmasked, and unmasks again after the next access.',
    base: HEAD,
    caughtBy: { property: 'I6', setting: 'driver' },
    of: inXen((xen) => ({
      complete(context) {
        const { unmaskAddress } = context.state.xen;
        xen.complete(context);
        context.state.xen.unmaskAddress = unmaskAddress;
      },
    })),
  },
  {
    id: 'no-snoop',
    sentence: 'Xen does not remember where an unmask of an unbound entry was written.',
    base: HEAD,
    caughtBy: { property: 'I5', setting: 'driver' },
    of: inHandler((handler) => ({
      accept(context, request) {
        const accepted = handler.accept(context, request);
        context.state.xen.snoopAddress = null;
        return accepted;
      },
    })),
  },
  {
    id: 'snoop-next-entry',
    sentence:
      'The remembered address is compared with the control word of the entry after the one that was bound.',
    base: HEAD,
    caughtBy: { property: 'I5', setting: 'driver' },
    of: inXen(() => ({ tweaks: { snoopsNextEntry: true } })),
  },
  {
    id: 'flag-not-set',
    sentence: 'Writing address or data does not set table_flags, so an unmask is not postponed.',
    base: HEAD,
    caughtBy: { property: 'I7', setting: 'driver' },
    of: inHandler((handler) => ({
      write(context, offset, size, lo, hi) {
        const code = handler.write(context, offset, size, lo, hi);
        context.state.xen.tableFlags.fill(0);
        return code;
      },
    })),
  },
  {
    id: 'flag-not-cleared',
    sentence: 'Postponing an unmask does not clear table_flags, so the completion postpones it again.',
    base: HEAD,
    caughtBy: { property: 'I5', setting: 'driver' },
    of: inHandler((handler) => ({
      write(context, offset, size, lo, hi) {
        const { xen } = context.state;
        const flags = xen.tableFlags.slice();
        const code = handler.write(context, offset, size, lo, hi);
        if (xen.unmaskAddress !== null) {
          const entry = entryAt(context, xen.unmaskAddress);
          xen.tableFlags[entry] = (flags[entry] ?? 0) | 1;
        }
        return code;
      },
    })),
  },
  {
    id: 'mask-inverted',
    sentence: 'The mask bit is tested the wrong way round.',
    base: HEAD,
    caughtBy: { property: 'I6', setting: 'driver' },
    of: inHandler((handler) => ({
      write(context, offset, size, lo, hi) {
        const control = isControl(context, offset, size) ? 1 : 0;
        return size === 8
          ? handler.write(context, offset, size, lo, (hi ^ control) >>> 0)
          : handler.write(context, offset, size, (lo ^ control) >>> 0, hi);
      },
    })),
  },
  {
    id: 'upper-half-ignored',
    sentence: 'Of a qword write of data and control only the lower half is looked at.',
    base: HEAD,
    caughtBy: { property: 'I6', setting: 'driver' },
    of: inHandler((handler) => ({
      write: (context, offset, size, lo, hi) =>
        size === 8 && isControl(context, offset, size)
          ? handler.write(context, offset, 4, lo, 0)
          : handler.write(context, offset, size, lo, hi),
    })),
  },
  {
    id: 'reads-wrong-dword',
    sentence: 'The two halves of a qword read are answered the wrong way round.',
    base: HEAD,
    caughtBy: { property: 'I13', setting: 'driver' },
    of: inHandler((handler) => ({
      read(context, offset, size) {
        const code = handler.read(context, offset, size);
        if (size === 8) [context.lo, context.hi] = [context.hi, context.lo];
        return code;
      },
    })),
  },
  {
    id: 'crashes-again',
    sentence: 'A write to the read-only page of the PBA is not emulated for a domU.',
    base: HEAD,
    caughtBy: { property: 'I17', setting: 'neighbours' },
    of: inXen(() => ({ protectedWrite: 'crash' })),
  },
  {
    id: 'disable-keeps-vectors',
    sentence: 'Switching MSI-X off does not unbind the vectors.',
    base: HEAD,
    caughtBy: { property: 'I4', setting: 'driver' },
    of: inXen((xen) => ({
      configure(context, enable, maskall) {
        if (enable) xen.configure(context, enable, maskall);
        else context.state.hardware.enabled = context.state.deviceModel.enabled = false;
      },
    })),
  },
  {
    id: 'mixed-flags-accepted',
    sentence: 'A bind whose flag contradicts the device’s other vectors is accepted.',
    base: 'dm-owns-mask--qemu-owns-mask',
    caughtBy: { property: 'I16', setting: 'mixed flags' },
    of: inXen(() => ({ tweaks: { acceptsMixedFlags: true } })),
  },
  {
    id: 'flag-ignored',
    sentence: 'Xen ignores the flag that says who handles the mask bit, and goes on handling it.',
    base: 'dm-owns-mask--qemu-owns-mask',
    caughtBy: { property: 'I20', setting: 'driver' },
    of: inXen(() => ({ honoursMaskFlag: false })),
  },
  {
    id: 'domu-writes-pba',
    sentence: 'vPCI does not ask whether the domain is the hardware domain before it writes the PBA.',
    base: 'vpci-head--domu',
    caughtBy: { property: 'I11', setting: 'shared page' },
    of: inXen(() => ({ handlers: [vpciHandler(true)] })),
  },
];
