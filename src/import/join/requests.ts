/** Requests of a device-model log that can be the other side of accesses Xen recorded. */
import { PORT, REQUEST, VALUE_KNOWN, WRITE } from '#import/traces/access-columns.ts';
import type { Repeat, Trace } from '#import/traces/trace.ts';

export interface DmRequest {
  readonly row: number;
  readonly line: number;
  readonly time: number;
  readonly write: boolean;
  readonly address: number;
  /** Bytes of one element. */
  readonly size: number;
  /** Halves of the value; null when the log does not tell it. */
  readonly lo: number | null;
  readonly hi: number;
  readonly repeat: Repeat | null;
  /** Goes on where the request before it ended, so that both can be pieces of one access. */
  readonly continues: boolean;
}

/** The memory requests of `trace` on `pages` (page frame numbers), in order. */
export function requestsOn(trace: Trace, pages: ReadonlySet<number>): DmRequest[] {
  const { length, address, flags, size, lo, hi, line, time } = trace.accesses;
  const found: DmRequest[] = [];
  for (let row = 0; row < length; row++) {
    const bits = flags[row]!;
    if ((bits & PORT) !== 0 || !pages.has(Math.floor(address[row]! / 4096))) continue;
    const repeat = trace.repeats.get(row) ?? null;
    const known = (bits & VALUE_KNOWN) !== 0 && (repeat === null || !repeat.inRam);
    const write = (bits & WRITE) !== 0;
    const last = found.at(-1);
    found.push({
      row,
      line: line[row]!,
      time: time[row]!,
      write,
      address: address[row]!,
      size: size[row]!,
      lo: known ? lo[row]! : null,
      hi: known ? hi[row]! : 0,
      repeat,
      continues:
        last !== undefined &&
        last.write === write &&
        Math.abs(address[row]! - last.address) === last.size &&
        ((bits & REQUEST) === 0 || last.repeat !== null || last.continues),
    });
  }
  return found;
}
