/** Which accesses reached the device, by the log of the hardware below Xen. */
import { MEMORY_FLOOR, PORT, WRITE } from '#import/traces/access-columns.ts';
import type { Trace } from '#import/traces/trace.ts';
import { regionAt, type Layout } from '#model/layout.ts';
import { align, NONE, SEVERAL } from './align.ts';
import type { JoinedAccess } from './joined-access.ts';
import { absentFromTable, TABLE_DOUBT } from './table-absence.ts';
import { absences } from './hardware-absence.ts';
import {
  isRepeated,
  isSame,
  linesOn,
  piecesOn,
  piecesBesideTable,
  type HardwareLine,
  type Piece,
} from './hardware-pieces.ts';

/** `yes` and `no` are proven; everything else is `unknown`, with the reason. */
export type Reached = 'yes' | 'no' | 'unknown';

export interface HardwareFact {
  readonly reached: Reached;
  /** How it got there; null where it did not, or that is not known. */
  readonly how: string | null;
  /** Why it is not known, in a sentence; null where it is. */
  readonly doubt: string | null;
  /** First line of the hardware's log that shows it, or null. */
  readonly line: number | null;
}

export interface HardwareFacts {
  /** By joined access. */
  readonly facts: readonly HardwareFact[];
  /** Host-physical address of the page that is the table's, or null. */
  readonly page: number | null;
  /** Why nothing or little is known, in a sentence. */
  readonly remark: string | null;
}

const PAGE = 4096;
/** Fewer lines that fit can be chance. */
const FEWEST = 2;
const TABLE = 'msix-table';
/** The table, which is looked at apart, and interrupt messages. */
const NOT_REGISTERS: readonly string[] = [TABLE, 'vtd-ir', 'apic-msi'];
const isRegisters = (region: string): boolean => !NOT_REGISTERS.includes(region);

/** `accesses` by the log of the hardware; `layout` is the device's in the guest, null when the device is not known. */
export function hardwareFacts(
  accesses: readonly JoinedAccess[],
  hardware: Trace,
  layout: Layout | null,
): HardwareFacts {
  const nothing = (remark: string): HardwareFacts => ({
    facts: accesses.map(() => unknown(remark)),
    page: null,
    remark,
  });
  if (!layout)
    return nothing('The device is not known, so that its lines in the hardware’s log are not either.');
  const guestPage = Math.floor((layout.base + layout.tableStart) / PAGE);
  const pieces = piecesBesideTable(accesses, layout, guestPage);
  const page = hostPage(hardware, pieces);
  if (typeof page === 'string') return nothing(page);
  const doubts = accesses.map((access) => doubtOf(access, layout, guestPage));
  const lines = linesOn(hardware, page, isRegisters);
  const found = registerFacts(pieces, lines, hardware, page);
  const isWhole = hardware.lossMarks.length === 0;
  const tableLines = linesOn(hardware, page, (region) => region === TABLE);
  const absent = isWhole ? absentFromTable(accesses, layout, guestPage, tableLines) : new Set<number>();
  return {
    facts: accesses.map((access, n) => {
      const own =
        found.get(n) ??
        (absent.has(n)
          ? { reached: 'no', doubt: null, line: null }
          : { reached: 'unknown', doubt: doubts[n]!, line: null });
      return { ...own, how: own.reached === 'yes' ? howOf(access) : null };
    }),
    page: page * PAGE,
    remark: null,
  };
}

const unknown = (doubt: string): HardwareFact => ({ reached: 'unknown', how: null, doubt, line: null });

const howOf = ({ where, write }: JoinedAccess): string | null => {
  if (where === 'unknown') return null;
  if (where === 'xen') return 'Xen did it itself';
  return write
    ? 'it is on the hardware, and the device model was sent it as well'
    : 'the device model read it through its own mapping';
};

function doubtOf(access: JoinedAccess, layout: Layout, guestPage: number): string {
  if (Math.floor(access.address / PAGE) !== guestPage) return 'It is not on the first page of the table.';
  if (isRepeated(access)) return 'It is a repeated access, whose values are not recorded.';
  return regionAt(layout, access.address - layout.base) === 'table'
    ? TABLE_DOUBT
    : 'No line of the hardware’s log is its own for certain.';
}

/**
 * Bytes from the start of the table's page to the first that the hardware's log shows to be a register, not the
 * table: `guestPage` is the page's frame in the guest. Infinity where the log shows none.
 */
export function firstRegister(accesses: readonly JoinedAccess[], guestPage: number, hardware: Trace): number {
  const page = hostPage(hardware, piecesOn(accesses, guestPage));
  if (typeof page === 'string') return Infinity;
  return Math.min(Infinity, ...linesOn(hardware, page, isRegisters).map(({ offset }) => offset));
}

type RegisterFact = Omit<HardwareFact, 'how'>;

/** What is proven of the accesses that `pieces` are of. */
function registerFacts(
  pieces: readonly Piece[],
  lines: readonly HardwareLine[],
  hardware: Trace,
  page: number,
): Map<number, RegisterFact> {
  const found = align(
    pieces.map(({ optional }) => ({ alone: optional ? 0 : 1, paired: 0, crosses: false })),
    lines.length,
    (i, j) => isSame(pieces[i]!, lines[j]!) && (!pieces[i]!.optional || isSecond(lines, j)),
    () => false,
  );
  const partners = pieces.map((_, n) => {
    const partner = found.partners[n]!;
    return partner !== NONE && partner !== SEVERAL && found.canBeAlone[n] === 0 ? partner : null;
  });
  const absent = absences(
    pieces,
    partners.map((partner, n) =>
      partner !== null ? 'there' : found.canBePaired[n] === 1 ? 'open' : 'absent',
    ),
    {
      isWhole: hardware.lossMarks.length === 0 && found.leftOver.length === 0,
      isShown: shownBy(hardware, page),
      hasDirection: (write) => hasDirection(hardware, write),
    },
  );
  const facts = new Map<number, RegisterFact>();
  pieces.forEach(({ access, optional }, n) => {
    const partner = partners[n];
    const before = facts.get(access);
    if (partner != null)
      facts.set(access, { reached: 'yes', doubt: null, line: before?.line ?? lines[partner]!.line });
    else if (!optional && before?.reached !== 'yes') {
      const doubt = absent[n] ?? null;
      facts.set(access, { reached: doubt === null ? 'no' : 'unknown', doubt, line: null });
    }
  });
  return facts;
}

/** A line that can be the upper half of the access which the line before is the lower half of. */
function isSecond(lines: readonly HardwareLine[], n: number): boolean {
  const first = lines[n - 1];
  return first?.offset === lines[n]!.offset - 4 && first.write === lines[n]!.write;
}

/** Bytes that no region of the emulated device answers for never show in the log, whoever accesses them. */
function shownBy(hardware: Trace, page: number): (piece: Piece) => boolean {
  const shown = hardware.sources.filter(({ name, count }) => count > 0 && isRegisters(name));
  return ({ offset }) =>
    shown.some(({ lowest, highest }) => page * PAGE + offset >= lowest && page * PAGE + offset <= highest);
}

const hasDirection = ({ accesses }: Trace, write: boolean): boolean =>
  accesses.flags.some((bits) => write === ((bits & WRITE) !== 0));

/** The host's page that is the table's, or why it is not known. */
function hostPage(hardware: Trace, pieces: readonly Piece[]): number | string {
  const tables = hardware.sources.filter(({ name, count }) => name === TABLE && count > 0);
  // Lines of the table itself show its page; without any, the page is the one that fits best.
  if (tables.length === 1) return Math.floor(tables[0]!.lowest / PAGE);
  if (pieces.length === 0) return 'No access lies next to the table.';
  const pages = tables.length > 0 ? tables.map(({ lowest }) => Math.floor(lowest / PAGE)) : pagesOf(hardware);
  const scored = pages
    .map((page) => ({ page, score: scoreOf(pieces, linesOn(hardware, page, isRegisters)) }))
    .sort((a, b) => b.score - a.score);
  const [first, second] = scored;
  if (!first || first.score < FEWEST)
    return 'The hardware’s log has no line that fits an access next to the table.';
  if (second && second.score === first.score)
    return 'The hardware’s log has several pages that fit equally well.';
  return first.page;
}

function pagesOf(hardware: Trace): number[] {
  const pages = new Set<number>();
  const { address, flags, length } = hardware.accesses;
  for (let row = 0; row < length; row++) {
    const at = address[row]!;
    if ((flags[row]! & PORT) !== 0 || at < MEMORY_FLOOR || (at >= 0xfee00000 && at < 0xfef00000)) continue;
    pages.add(Math.floor(at / PAGE));
  }
  return [...pages];
}

/** How many lines are also accesses, in any order. */
const scoreOf = (pieces: readonly Piece[], lines: readonly HardwareLine[]): number =>
  lines.filter((line) => pieces.some((piece) => isSame(piece, line))).length;
