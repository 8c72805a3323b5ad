/**
 * Accesses to the table itself that did not reach the device. Xen and the device model access the table on their own
 * account, so a line there is nobody's for certain. That lines are not there is proof only where so many would have to
 * be missing that a lost stretch does not explain it.
 */
import { regionAt, type Layout } from '#model/layout.ts';
import type { HardwareLine } from './hardware-pieces.ts';
import type { JoinedAccess } from './joined-access.ts';

const PAGE = 4096;
const ENTRY = 16;
const CONTROL = 12;
/** Lines of a direction that the log has of the table, before the absence of others means anything. */
const FEWEST_LINES = 4;
/** Accesses to entries without a vector that leave no line: a driver masks all of a table at once. */
const FEWEST_UNUSED = 40;
/** Writes of addresses and data, none of whose values comes up. */
const FEWEST_MESSAGES = 4;

export const TABLE_DOUBT =
  'It is to the table itself, which Xen and the device model also access on their own account.';

interface Dword {
  /** Bytes from the start of the page. */
  readonly at: number;
  /** What is written there; null where that is not known. */
  readonly value: number | null;
}

/** Indexes of the accesses that did not reach the device; `lines` are those of the table's page. */
export function absentFromTable(
  accesses: readonly JoinedAccess[],
  layout: Layout,
  guestPage: number,
  lines: readonly HardwareLine[],
): ReadonlySet<number> {
  const isShown = (write: boolean) => lines.filter((line) => line.write === write).length >= FEWEST_LINES;
  const shown = [isShown(false), isShown(true)];
  const touched = accesses.map((access) =>
    shown[Number(access.write)] === true ? dwordsOf(access, layout, guestPage) : [],
  );
  return new Set([...unused(accesses, touched, lines), ...messages(accesses, touched, lines)]);
}

/**
 * Accesses to entries of which the guest only ever accesses the mask bit: when there are many and no line is of any of
 * these entries.
 */
function unused(
  accesses: readonly JoinedAccess[],
  touched: readonly (readonly Dword[])[],
  lines: readonly HardwareLine[],
): number[] {
  const entryOf = (at: number) => Math.floor(at / ENTRY);
  const programmed = new Set(
    touched.flatMap((dwords) => dwords.filter(({ at }) => at % ENTRY < CONTROL).map(({ at }) => entryOf(at))),
  );
  const isUnused = (dwords: readonly Dword[]) =>
    dwords.length > 0 && dwords.every(({ at }) => !programmed.has(entryOf(at)));
  const found = accesses.flatMap((_, index) => (isUnused(touched[index]!) ? [index] : []));
  const entries = new Set(found.flatMap((index) => touched[index]!.map(({ at }) => entryOf(at))));
  const isSeen = lines.some(({ offset }) => entries.has(entryOf(offset)));
  return found.length < FEWEST_UNUSED || isSeen ? [] : found;
}

/**
 * Writes of addresses and data, when the host writes to the same places and not one of the guest's values is among
 * what is written. Zeroes, and what the host writes as well, prove nothing either way.
 */
function messages(
  accesses: readonly JoinedAccess[],
  touched: readonly (readonly Dword[])[],
  lines: readonly HardwareLine[],
): number[] {
  const writes = lines.filter(({ write }) => write);
  const isMessage = (index: number) =>
    accesses[index]!.write &&
    touched[index]!.length > 0 &&
    touched[index]!.every(
      ({ at, value }) => at % ENTRY < CONTROL && value !== null && writes.some(({ offset }) => offset === at),
    );
  const isSeen = (index: number) =>
    touched[index]!.some(({ at, value }) => writes.some((line) => line.offset === at && line.lo === value));
  const all = [...accesses.keys()].filter(isMessage);
  const unseen = all.filter((index) => !isSeen(index));
  const isTelling = all.every((index) => !isSeen(index) || touched[index]!.every(({ value }) => value === 0));
  return unseen.length < FEWEST_MESSAGES || !isTelling ? [] : unseen;
}

/** Dwords of the table that an access touches on the page; none when it is not wholly of the table. */
function dwordsOf({ address, size, xen, request }: JoinedAccess, layout: Layout, guestPage: number): Dword[] {
  if (Math.floor(address / PAGE) !== guestPage || request?.repeat != null || xen?.value === null) return [];
  const offset = address - layout.base;
  // One of unknown size can be twice as long as a dword.
  const length = size ?? (address % 8 === 0 ? 8 : 4);
  const isWhole = offset % 4 === 0 && length >= 4;
  const found: Dword[] = [];
  for (let at = offset - (offset % 4); at < offset + length; at += 4) {
    if (regionAt(layout, at) !== 'table') return [];
    const [lo, hi] = [request?.lo ?? xen?.value ?? null, request?.hi ?? null];
    found.push({ at: (address - offset + at) % PAGE, value: isWhole ? (at === offset ? lo : hi) : null });
  }
  return found;
}
