import { RAM_READ_BASE, RAM_WRITE_BASE, type Context } from './context.ts';

/** Reads the REP source element at guest-physical address `gpa` into context.lo and .hi. */
export function readRam(context: Context, gpa: number, size: number): void {
  const element = Math.abs(gpa - RAM_WRITE_BASE) / size;
  context.lo = context.repBuffer?.lo[element] ?? 0;
  context.hi = context.repBuffer?.hi[element] ?? 0;
}

/** Stores context.lo and .hi as the REP destination element at `gpa`. */
export function writeRam(context: Context, gpa: number, size: number): void {
  const element = Math.abs(gpa - RAM_READ_BASE) / size;
  if (!context.repBuffer) return;
  context.repBuffer.lo[element] = context.lo;
  context.repBuffer.hi[element] = context.hi;
}
