import { RAM_WRITE_BASE, UNHANDLEABLE, type Context } from '../context.ts';
import { boundEntryAt } from './table-entry.ts';
import { writeTable } from './table-access.ts';

/** Dword of guest RAM at `gpa`, or null where no REP access ever put anything. */
function ramDword(context: Context, gpa: number): number | null {
  const { ram } = context.state.guest;
  const at = gpa - RAM_WRITE_BASE;
  if (at < 0 || at + 4 > ram.length) return null;
  return (ram[at]! | (ram[at + 1]! << 8) | (ram[at + 2]! << 16) | (ram[at + 3]! << 24)) >>> 0;
}

/**
 * msix_write_completion: after the device model has answered, before the vCPU goes on, carries out an unmask that
 * was postponed (msix_unmask_address) or that a REP access asked for (msix_snoop_address and its source in RAM).
 */
export function completeMsixWrite(context: Context): void {
  const { xen } = context.state;
  const { recorder } = context;
  if (xen.unmaskAddress === null && xen.snoopAddress === null) return;
  let target = xen.unmaskAddress;
  const snooped = xen.snoopAddress;
  xen.snoopAddress = null;
  if (target === null && snooped !== null && xen.snoopGpa !== 0) {
    const value = ramDword(context, xen.snoopGpa);
    if (xen.tablePresent && boundEntryAt(context, snooped) >= 0 && value !== null && (value & 1) === 0)
      target = snooped;
  }
  if (target === null) {
    recorder?.hop('xen', 'completion.forget-snoop', { offset: snooped ?? 0 });
    recorder?.changed('xen', 'msix_snoop_address', null, snooped ?? 0, 0);
    return;
  }
  const entry = Math.floor((target - xen.gtable) / 16);
  const address = context.layout.base + context.state.guest.barShift + target;
  recorder?.hop(
    'xen',
    'completion.unmask',
    { offset: target, address, entry },
    { at: 'xen.completion', address },
  );
  recorder?.changed('xen', 'msix_unmask_address', null, xen.unmaskAddress ?? 0, 0);
  recorder?.changed('xen', 'msix_snoop_address', null, snooped ?? 0, 0);
  xen.unmaskAddress = null;
  const known = xen.tablePresent && target >= xen.gtable && target < xen.gtable + 16 * context.layout.entries;
  if (!known || writeTable(context, target, 4, 0, 0) === UNHANDLEABLE)
    recorder?.hop(
      'xen',
      'completion.failed',
      { offset: target },
      {
        at: 'log',
        who: 'xen',
        what: 'debug:write-completion-failure',
      },
    );
}
