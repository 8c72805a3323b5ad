import { LOST, type Context } from './context.ts';
import type { Layout } from './layout.ts';
import { pendingDword } from './interrupts.ts';
import { CHANGED_MASK, REACHED_PBA, WROTE_TABLE } from './seen.ts';
import { VECTOR_CONTROL, type HardwareState } from './state.ts';

/** Dword `index` (from the table BAR) as the device holds it. */
export function peek(hardware: HardwareState, layout: Layout, index: number): number {
  const offset = 4 * index;
  if (offset >= layout.tableStart && offset < layout.tableEnd)
    return hardware.table[(offset - layout.tableStart) / 4]!;
  const stored = hardware.registers.get(index) ?? 0;
  if (layout.pbaStart === null || offset < layout.pbaStart || offset >= layout.pbaEnd!) return stored;
  return (stored | pendingDword(hardware.pending, offset - layout.pbaStart)) >>> 0;
}

function poke(context: Context, index: number, value: number): void {
  const { layout, recorder } = context;
  const { hardware } = context.state;
  const offset = 4 * index;
  if (offset >= layout.tableStart && offset < layout.tableEnd) {
    const slot = (offset - layout.tableStart) / 4;
    context.seen |= WROTE_TABLE;
    if (slot % 4 === VECTOR_CONTROL && ((hardware.table[slot]! ^ value) & 1) !== 0)
      context.seen |= CHANGED_MASK;
    recorder?.changed('hardware', 'table', Math.floor(slot / 4), hardware.table[slot]!, value, offset);
    hardware.table[slot] = value;
    return;
  }
  // The PBA is read-only in the device: a write to it changes nothing.
  if (layout.pbaStart !== null && offset >= layout.pbaStart && offset < layout.pbaEnd!) {
    context.seen |= REACHED_PBA;
    return;
  }
  recorder?.changed('hardware', 'register', null, hardware.registers.get(index) ?? 0, value, offset);
  hardware.registers.set(index, value);
}

/**
 * The device answers a read of `size` bytes at `offset` (from the table BAR); result in context.lo and .hi.
 * `devmem`: it is QEMU that reads, through /dev/mem.
 */
export function readHardware(context: Context, offset: number, size: number, devmem: boolean): void {
  const { layout, recorder } = context;
  const { hardware } = context.state;
  if (!hardware.decode) {
    context.lo = size >= 4 ? 0xffffffff : 2 ** (8 * size) - 1;
    context.hi = size === 8 ? 0xffffffff : 0;
    context.fate |= LOST;
    recorder?.hop('hardware', 'hardware.no-decode', { offset, size });
    return;
  }
  const index = Math.floor(offset / 4);
  const within = offset - 4 * index;
  if (within === 0 && size >= 4) {
    context.lo = peek(hardware, layout, index);
    context.hi = size === 8 ? peek(hardware, layout, index + 1) : 0;
  } else {
    const shift = 8 * within;
    const first = peek(hardware, layout, index);
    const second = within + size > 4 ? peek(hardware, layout, index + 1) : 0;
    const third = within + size > 8 ? peek(hardware, layout, index + 2) : 0;
    const join = (low: number, high: number) =>
      (shift === 0 ? low : (low >>> shift) | (high << (32 - shift))) >>> 0;
    const mask = size >= 4 ? 0xffffffff : 2 ** (8 * size) - 1;
    context.lo = (join(first, second) & mask) >>> 0;
    context.hi = size === 8 ? join(second, third) : 0;
  }
  recorder?.hop(
    'hardware',
    devmem ? 'hardware.read-devmem' : 'hardware.read',
    { offset, size, lo: context.lo, hi: context.hi },
    { at: 'hw.read', offset, size, lo: context.lo, hi: context.hi, devmem },
  );
}

/** The device receives a write of `size` bytes at `offset` (from the table BAR). */
export function writeHardware(context: Context, offset: number, size: number, lo: number, hi: number): void {
  const { layout } = context;
  const { hardware } = context.state;
  if (!hardware.decode) {
    context.fate |= LOST;
    context.recorder?.hop('hardware', 'hardware.no-decode', { offset, size, write: true });
    return;
  }
  if (offset < layout.tableStart || offset >= layout.tableEnd) context.registerBytes += size;
  context.recorder?.hop(
    'hardware',
    'hardware.write',
    { offset, size, lo, hi },
    { at: 'hw.write', offset, size, lo, hi, devmem: false },
  );
  const index = Math.floor(offset / 4);
  const within = offset - 4 * index;
  if (within === 0 && size >= 4) {
    poke(context, index, lo);
    if (size === 8) poke(context, index + 1, hi);
    return;
  }
  for (let byte = 0; byte < size; byte++) {
    const at = Math.floor((offset + byte) / 4);
    const shift = 8 * (offset + byte - 4 * at);
    const source = byte < 4 ? lo >>> (8 * byte) : hi >>> (8 * (byte - 4));
    const old = peek(hardware, layout, at);
    poke(context, at, ((old & ~(0xff << shift)) | ((source & 0xff) << shift)) >>> 0);
  }
}
