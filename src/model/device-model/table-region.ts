import type { Context } from '../context.ts';

/** pci_msix_write: one aligned dword at `offset` (from the table BAR). True when it took effect. */
export function writeTableRegion(context: Context, offset: number, value: number): boolean {
  const { tableStart, entries } = context.layout;
  const index = (offset - tableStart) / 4;
  const entry = index >> 2;
  const { deviceModel } = context.design;
  return entry < entries
    ? deviceModel.writeEntry(context, entry, index & 3, offset, value)
    : deviceModel.writePastTable(context, offset, value);
}

/** pci_msix_read: one aligned dword; from the latch inside the table, else whatever the design can reach. */
export function readTableRegion(context: Context, offset: number): boolean {
  const { recorder, layout } = context;
  if (offset >= layout.tableEnd) return context.design.deviceModel.readPastTable(context, offset);
  const index = (offset - layout.tableStart) / 4;
  context.lo = context.state.deviceModel.latch[index]!;
  recorder?.hop('device-model', 'dm.read-latch', {
    offset,
    size: 4,
    entry: index >> 2,
    field: index & 3,
    lo: context.lo,
  });
  return true;
}
