/** Which accesses reached the device, by the log of the hardware below Xen. */
import { PORT, WRITE } from '#import/traces/access-columns.ts';
import type { Trace } from '#import/traces/trace.ts';
import { regionAt, type Layout } from '#model/layout.ts';
import { align, NONE, SEVERAL } from './align.ts';
import type { JoinedAccess } from './facts.ts';

/**
 * `yes` and `no` are proven; `unknown` covers bytes of the table, which Xen and the device model also program on their
 * own account, and whatever fits in more than one way.
 */
export type Reached = 'yes' | 'no' | 'unknown';

export interface HardwareFacts {
  /** By joined access. */
  readonly reached: readonly Reached[];
  /** How it got there; null where it did not, or that is not known. */
  readonly how: readonly (string | null)[];
  /** Host-physical address of the page that is the table's, or null. */
  readonly page: number | null;
  /** Why nothing or little is known, in a sentence. */
  readonly remark: string | null;
}

const PAGE = 4096;
const LOWEST_MEMORY = 0x100000;
/** Fewer lines that fit can be chance. */
const FEWEST = 2;
/** The table, which is not looked at, and interrupt messages. */
const TABLE_REGIONS: readonly string[] = ['msix-table', 'vtd-ir', 'apic-msi'];

interface Line {
  readonly offset: number;
  readonly write: boolean;
  readonly lo: number;
}

/** A dword (or less) of an access, as the device sees it. */
interface Piece extends Line {
  readonly access: number;
  readonly known: boolean;
}

export function hardwareFacts(
  accesses: readonly JoinedAccess[],
  hardware: Trace,
  layout: Layout | null,
): HardwareFacts {
  const nothing = (remark: string): HardwareFacts => ({
    reached: accesses.map(() => 'unknown'),
    how: accesses.map(() => null),
    page: null,
    remark,
  });
  if (!layout)
    return nothing('The device is not known, so that its lines in the hardware’s log are not either.');
  const guestPage = Math.floor((layout.base + layout.tableStart) / PAGE);
  const pieces = piecesOf(accesses, layout, guestPage);
  if (pieces.length === 0) return nothing('No access lies next to the table.');
  const tables = hardware.sources.filter(({ name, count }) => name === 'msix-table' && count > 0);
  // Lines of the table itself show its page; without any, the page is the one that fits best.
  const pages =
    tables.length > 0 ? tables.map(({ lowest }) => Math.floor(lowest / PAGE)) : hostPages(hardware);
  const scored = pages
    .map((page) => ({ page, lines: linesOn(hardware, page) }))
    .map(({ page, lines }) => ({ page, lines, score: scoreOf(pieces, lines) }))
    .sort((a, b) => b.score - a.score);
  const [first, second] = scored;
  if (!first || first.score < FEWEST)
    return nothing('The hardware’s log has no line that fits an access next to the table.');
  if (second && second.score === first.score)
    return nothing('The hardware’s log has several pages that fit equally well.');
  const { lines, page } = first;
  const found = align(
    pieces.map(() => ({ alone: 1, paired: 0, crosses: false })),
    lines.length,
    (i, j) => isSame(pieces[i]!, lines[j]!),
    () => false,
  );
  const whole = hardware.lossMarks.length === 0 && found.leftOver.length === 0;
  // Bytes that no region of the emulated device answers for never show in the log, whoever accesses them.
  const shown = hardware.sources.filter(({ name, count }) => count > 0 && !TABLE_REGIONS.includes(name));
  const isShown = ({ offset }: Piece) =>
    shown.some(({ lowest, highest }) => page * PAGE + offset >= lowest && page * PAGE + offset <= highest);
  const reached: Reached[] = accesses.map(() => 'unknown');
  pieces.forEach((piece, n) => {
    const partner = found.partners[n]!;
    const isPaired = partner !== NONE && found.canBeAlone[n] === 0 && partner !== SEVERAL;
    const isAlone = found.canBePaired[n] === 0 && whole && isShown(piece);
    if (isPaired) reached[piece.access] = 'yes';
    else if (isAlone && reached[piece.access] !== 'yes') reached[piece.access] = 'no';
  });
  return {
    reached,
    how: accesses.map((access, n) => (reached[n] === 'yes' ? howOf(access) : null)),
    page: page * PAGE,
    remark: null,
  };
}

const howOf = ({ where, write }: JoinedAccess): string | null => {
  if (where === 'unknown') return null;
  if (where === 'xen') return 'Xen did it itself';
  return write ? 'Xen did it itself and then sent it on' : 'the device model read it through its own mapping';
};

/** Accesses to bytes of the table's page that are not the table's, cut into the dwords a device gets. */
function piecesOf(accesses: readonly JoinedAccess[], layout: Layout, guestPage: number): Piece[] {
  return accesses.flatMap((access, index) => {
    const { address, write } = access;
    if (Math.floor(address / PAGE) !== guestPage) return [];
    const size = access.size ?? (address % 4 === 0 ? 4 : address % 2 === 0 ? 2 : 1);
    if (access.request?.repeat || access.xen?.value === null) return [];
    const lo = access.request?.lo ?? access.xen?.value ?? 0;
    const found: Piece[] = [];
    for (let at = 0; at < size; at += 4) {
      const offset = address - layout.base + at;
      if (regionAt(layout, offset) === 'table') continue;
      const value = at === 0 ? lo : (access.request?.hi ?? 0);
      found.push({ access: index, offset: (address + at) % PAGE, write, lo: value, known: true });
    }
    return found;
  });
}

function hostPages(hardware: Trace): number[] {
  const pages = new Set<number>();
  const { address, flags, length } = hardware.accesses;
  for (let row = 0; row < length; row++) {
    const at = address[row]!;
    if ((flags[row]! & PORT) !== 0 || at < LOWEST_MEMORY || (at >= 0xfee00000 && at < 0xfef00000)) continue;
    pages.add(Math.floor(at / PAGE));
  }
  return [...pages];
}

function linesOn(hardware: Trace, page: number): Line[] {
  const { address, flags, lo, source, length } = hardware.accesses;
  const found: Line[] = [];
  for (let row = 0; row < length; row++)
    if (
      Math.floor(address[row]! / PAGE) === page &&
      (flags[row]! & PORT) === 0 &&
      !TABLE_REGIONS.includes(hardware.sources[source[row]!]!.name)
    )
      found.push({ offset: address[row]! % PAGE, write: (flags[row]! & WRITE) !== 0, lo: lo[row]! });
  return found;
}

const isSame = (piece: Piece, line: Line): boolean =>
  piece.offset === line.offset && piece.write === line.write && piece.lo === line.lo;

/** How many lines are also accesses, in any order. */
const scoreOf = (pieces: readonly Piece[], lines: readonly Line[]): number =>
  lines.filter((line) => pieces.some((piece) => isSame(piece, line))).length;
