import { REPEATED, WRITE } from './access-source.ts';
import type { Replay } from './replay.ts';

/** Writes of a recording to the pages of table and PBA: all others change nothing but the register they go to. */
export interface NearWrites {
  /** Rising. */
  readonly positions: Uint32Array;
  /** Where each goes, as a number: writes of one number overwrite each other. */
  readonly places: Float64Array;
  /** Whether a place is next to the table, or of an entry whose address or data were written. */
  readonly isActive: (place: number) => boolean;
}

const SIZES = 16;

/** The writes before position `n`. */
export function writesNear(replay: Replay, n: number): NearWrites {
  const { plan } = replay;
  const { source, rows, layout, repeats } = plan;
  const [start, end] = replay.near;
  const positions: number[] = [];
  const places: number[] = [];
  const programmed = new Uint8Array(layout.entries);
  for (let position = 0; position < n; position++) {
    const row = rows[position]!;
    const flags = source.flags[row]!;
    if ((flags & WRITE) === 0) continue;
    const offset = source.address[row]! - layout.base;
    const size = source.size[row]!;
    const isRepeated = (flags & REPEATED) !== 0;
    const length = isRepeated ? size * (repeats.get(row)?.count ?? 1) : size;
    if (offset + length <= start || offset - length >= end) continue;
    positions.push(position);
    // A repeated access stands for itself.
    places.push(isRepeated ? -1 - position : offset * SIZES + size);
    const within = offset - layout.tableStart;
    const isControl = within % 16 === 12 && size === 4 && !isRepeated;
    if (isControl || within + length <= 0) continue;
    const last = Math.min(layout.entries - 1, Math.floor((within + length - 1) / 16));
    for (let entry = Math.max(0, Math.floor(within / 16)); entry <= last; entry++) programmed[entry] = 1;
  }
  return {
    positions: Uint32Array.from(positions),
    places: Float64Array.from(places),
    isActive: (place) => {
      const entry = Math.floor((Math.floor(place / SIZES) - layout.tableStart) / 16);
      return place < 0 || (programmed[entry] ?? 1) === 1;
    },
  };
}
