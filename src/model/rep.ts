import { RAM_READ_BASE, RAM_WRITE_BASE, type Context } from './context.ts';
import { PAGE_SIZE } from './layout.ts';
import { newRepBuffer } from './rep-buffer.ts';
import { dispatch, fault } from './xen/emulate.ts';
import { halves, join64 } from './base/hex.ts';
import type { Step } from './access.ts';

export type RepStep = Extract<Step, { op: 'rep-write' | 'rep-read' }>;

/** Keeps the source bytes where a later completion can read them again (snoop_gpa). */
function keepInRam(context: Context, step: Extract<RepStep, { op: 'rep-write' }>): void {
  const { guest } = context.state;
  const elements = step.df ? 1 : step.count;
  const length = elements * step.size;
  if (guest.ram.length < length) {
    const longer = new Uint8Array(length);
    longer.set(guest.ram);
    guest.ram = longer;
  }
  for (let k = 0; k < elements; k++)
    for (let i = 0; i < step.size; i++)
      guest.ram[k * step.size + i] = Number(((step.values[k] ?? 0n) >> BigInt(8 * i)) & 0xffn);
}

/** How many elements from `offset` on fit the page: hvmemul_do_io cuts a batch there, but never below one. */
function batchSize(context: Context, offset: number, size: number, df: boolean, left: number): number {
  const inPage = (offset + context.layout.pageShift) & (PAGE_SIZE - 1);
  const tail = PAGE_SIZE - inPage;
  if (left <= 1 || tail < size) return Math.min(left, 1);
  return Math.min(left, Math.floor((df ? inPage + size : tail) / size));
}

/**
 * REP MOVS between guest RAM and the BAR. Elements on pages that are mapped to the guest go straight to the
 * hardware; on trapped pages they travel in batches, which handlers can cut short. Returns the values of a REP read.
 */
export function runRep(
  context: Context,
  step: RepStep,
  traps: (offset: number) => boolean,
  direct: (offset: number, size: number, write: boolean, lo: number, hi: number) => void,
  noteWrite: (offset: number, size: number, lo: number, hi: number) => void,
): readonly bigint[] | null {
  const { recorder, request } = context;
  const { offset, size, count, df } = step;
  const write = step.op === 'rep-write';
  const buffer = newRepBuffer(count);
  const stride = df ? -size : size;
  context.repBuffer = buffer;
  recorder?.hop('guest', write ? 'guest.rep-write' : 'guest.rep-read', { offset, size, count });
  if (step.op === 'rep-write') {
    keepInRam(context, step);
    step.values.forEach((value, k) => {
      const { lo, hi } = halves(value);
      buffer.lo[k] = lo;
      buffer.hi[k] = hi;
      noteWrite(offset + stride * k, size, lo, hi);
    });
  }
  context.controlBefore = -1;
  let element = 0;
  let faulted = false;
  while (element < count && !context.state.crashed) {
    const at = offset + stride * element;
    if (!traps(at)) {
      direct(at, size, write, buffer.lo[element]!, buffer.hi[element]!);
      if (!write) {
        buffer.lo[element] = context.lo;
        buffer.hi[element] = context.hi;
      }
      element++;
      continue;
    }
    if (!faulted) fault(context, at, size, write);
    faulted = true;
    request.offset = at;
    request.size = size;
    request.write = write;
    request.lo = 0;
    request.hi = 0;
    request.count = batchSize(context, at, size, df, count - element);
    request.df = df;
    request.inRam = true;
    request.gpa = (write ? RAM_WRITE_BASE : RAM_READ_BASE) + stride * element;
    dispatch(context);
    element += request.count;
  }
  context.repBuffer = null;
  if (write) return null;
  const values = Array.from(buffer.lo, (lo, k) => join64(lo, buffer.hi[k]!));
  recorder?.hop('guest', 'guest.value', { offset, size, count }, { at: 'guest.value', values, rep: true });
  return values;
}
