/**
 * When a missing line proves that an access did not reach the device. A log can lack a line without showing it, so one
 * access without a line proves nothing: several of one kind have to lack theirs, none of the kind may have one, and
 * accesses of another kind right before and after them have to be there.
 */
import type { Piece } from './hardware-pieces.ts';

/** `open`: a line fits it, but can also be another's. */
export type Sighting = 'there' | 'absent' | 'open';

export interface LogShape {
  /** Nothing says that lines are missing, and every line fits an access. */
  readonly isWhole: boolean;
  /** The log has lines of regions on both sides of these bytes. */
  readonly isShown: (piece: Piece) => boolean;
  /** The log has lines of this direction at all. */
  readonly hasDirection: (write: boolean) => boolean;
}

/** Accesses of one kind that have to lack a line together. */
const FEWEST_OF_A_KIND = 2;

/** For each piece without a line: null where that proves something, else why not. Null too for pieces with a line. */
export function absences(
  pieces: readonly Piece[],
  sightings: readonly Sighting[],
  { isWhole, isShown, hasDirection }: LogShape,
): (string | null)[] {
  const kinds = new Map<string, { absent: number; there: number }>();
  pieces.forEach((piece, n) => {
    if (piece.optional || !isShown(piece)) return;
    const kind = kinds.get(kindOf(piece)) ?? { absent: 0, there: 0 };
    kinds.set(kindOf(piece), kind);
    if (sightings[n] === 'absent') kind.absent++;
    else kind.there++;
  });
  const isFlanked = (n: number): boolean =>
    [-1, 1].every((step) => {
      const kind = kindOf(pieces[n]!);
      for (let at = n + step; at >= 0 && at < pieces.length; at += step) {
        const other = pieces[at]!;
        if (other.optional || kindOf(other) === kind || !isShown(other)) continue;
        return sightings[at] === 'there';
      }
      return false;
    });
  return pieces.map((piece, n) => {
    if (sightings[n] === 'there') return null;
    if (!isShown(piece))
      return 'The hardware’s log shows no region of the device for these bytes, so that it could not show this.';
    if (sightings[n] === 'open')
      return 'A line of the hardware’s log fits it, and another access equally well.';
    if (!isWhole || !hasDirection(piece.write))
      return 'No line of the hardware’s log fits it, but the log is not whole.';
    const { absent, there } = kinds.get(kindOf(piece))!;
    if (there > 0)
      return 'No line of the hardware’s log fits it, but others of its kind have one: its own can be missing.';
    if (absent < FEWEST_OF_A_KIND)
      return 'No line of the hardware’s log fits it; a single line can be missing without a trace.';
    if (!isFlanked(n))
      return 'No line of the hardware’s log fits it, nor any right before or after it: a stretch can be missing.';
    return null;
  });
}

/** Accesses of one kind are treated alike as long as nothing is bound or unbound: direction, region, and plain or not. */
const kindOf = ({ write, region, plain }: Piece): string =>
  `${write ? 'w' : 'r'} ${region} ${plain ? 'plain' : 'odd'}`;
