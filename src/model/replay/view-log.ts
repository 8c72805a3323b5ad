/** When the parties begin and cease to disagree about what an entry holds. */
import { deviceFlags, entryFlags, FLAG_LABELS, MSIX_DIFFERS, type BeliefLabel } from '../belief-flags.ts';
import type { Design } from '../context.ts';
import type { MachineState } from '../state.ts';

/** Changes in the order in which they come; every array has `length` items. Bits are those of belief-flags.ts. */
export interface ViewChanges {
  readonly length: number;
  /** Position of the access after which it is so. */
  readonly positions: Uint32Array;
  readonly entries: Uint16Array;
  /** Rows in which a disagreement has come up. */
  readonly arose: Uint8Array;
  /** Rows in which one is over. */
  readonly ended: Uint8Array;
}

/** ViewChanges in the making. Message Control counts for entry 0. */
export class ViewLog {
  private readonly positions: number[] = [];
  private readonly entries: number[] = [];
  private readonly arose: number[] = [];
  private readonly ended: number[] = [];
  private readonly known: Uint8Array;
  private device: number;

  constructor(entries: number, state: MachineState, design: Design) {
    this.known = Uint8Array.from({ length: entries }, (_, entry) => entryFlags(state, entry, design));
    this.device = deviceFlags(state, design);
  }

  /** Looks at entries `first` to `last`, and at Message Control, after the access at `position`. */
  look(position: number, first: number, last: number, state: MachineState, design: Design): void {
    const device = deviceFlags(state, design);
    if (device !== this.device) this.note(position, 0, device & MSIX_DIFFERS, this.device & MSIX_DIFFERS);
    this.device = device;
    for (let entry = first; entry <= last; entry++) {
      const flags = entryFlags(state, entry, design);
      const before = this.known[entry]!;
      if (flags === before) continue;
      this.known[entry] = flags;
      this.note(position, entry, flags & ~before, before & ~flags);
    }
  }

  changes(): ViewChanges {
    return {
      length: this.positions.length,
      positions: Uint32Array.from(this.positions),
      entries: Uint16Array.from(this.entries),
      arose: Uint8Array.from(this.arose),
      ended: Uint8Array.from(this.ended),
    };
  }

  private note(position: number, entry: number, arose: number, ended: number): void {
    this.positions.push(position);
    this.entries.push(entry);
    this.arose.push(arose);
    this.ended.push(ended);
  }
}

/** How often a disagreement came up in each row; rows without any are left out. */
export function arisen({ arose }: ViewChanges): Partial<Record<BeliefLabel, number>> {
  const counts: Partial<Record<BeliefLabel, number>> = {};
  for (const flags of arose)
    for (const [bit, label] of FLAG_LABELS) if ((flags & bit) !== 0) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

/** Names of the rows in `flags`. */
export const labelsIn = (flags: number): BeliefLabel[] =>
  FLAG_LABELS.flatMap(([bit, label]) => ((flags & bit) === 0 ? [] : [label]));
