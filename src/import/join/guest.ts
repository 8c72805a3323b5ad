/** The guest's own record of its accesses (mmiotrace), which alone tells sizes and that nothing was made up below. */
import { PORT, SIZE_KNOWN, WRITE } from '#import/traces/access-columns.ts';
import type { Trace } from '#import/traces/trace.ts';
import { align } from './align.ts';
import type { JoinedAccess } from './joined-access.ts';

export interface GuestFacts {
  /** The accesses, with the guest's sizes where neither other side tells them. */
  readonly accesses: readonly JoinedAccess[];
  /** Line of the guest's record, by access; null where not exactly one fits. */
  readonly lines: readonly (number | null)[];
  /** Accesses in the guest's record, on the same pages, that nothing below it shows. */
  readonly onlyInGuest: number;
}

const PAGE = 4096;

/** Lines up the joined accesses with those in `guest`, which has all vCPUs in one order. */
export function guestFacts(accesses: readonly JoinedAccess[], guest: Trace): GuestFacts {
  const pages = new Set(accesses.map(({ address }) => Math.floor(address / PAGE)));
  const { length, address, flags, lo, size, line } = guest.accesses;
  const rows: number[] = [];
  for (let row = 0; row < length; row++)
    if ((flags[row]! & PORT) === 0 && pages.has(Math.floor(address[row]! / PAGE))) rows.push(row);
  const found = align(
    accesses.map(() => ({ alone: 1, paired: 0, crosses: false })),
    rows.length,
    (i, j) => {
      const access = accesses[i]!;
      const row = rows[j]!;
      const value = access.xen?.value ?? access.request?.lo ?? null;
      return (
        access.address === address[row] &&
        access.write === ((flags[row]! & WRITE) !== 0) &&
        (value === null || value === lo[row])
      );
    },
    () => false,
  );
  const partner = accesses.map((_, n) =>
    found.partners[n]! >= 0 && found.canBeAlone[n] === 0 ? rows[found.partners[n]!]! : null,
  );
  return {
    accesses: accesses.map((access, n) => {
      const row = partner[n] ?? null;
      const tells = row !== null && access.size === null && (flags[row]! & SIZE_KNOWN) !== 0;
      return tells ? { ...access, size: size[row]! } : access;
    }),
    lines: partner.map((row) => (row === null ? null : line[row]!)),
    onlyInGuest: found.leftOver.length,
  };
}
