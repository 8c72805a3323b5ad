/** Accesses cut into what a device gets of them, and the lines of the hardware's log that can be those. */
import { PORT, WRITE } from '#import/traces/access-columns.ts';
import type { Trace } from '#import/traces/trace.ts';
import { regionAt, type Layout, type RegionKind } from '#model/layout.ts';
import type { JoinedAccess } from './joined-access.ts';

const PAGE = 4096;

/** A line of the hardware's log on one page. */
export interface HardwareLine {
  /** Bytes from the start of the page. */
  readonly offset: number;
  readonly write: boolean;
  readonly lo: number;
  /** Line of the log. */
  readonly line: number;
}

/** A dword (or less) of an access, as the device sees it. */
export interface Piece {
  /** Index of the joined access. */
  readonly access: number;
  /** Bytes from the start of the page. */
  readonly offset: number;
  readonly write: boolean;
  /** Null where no side tells it. */
  readonly lo: number | null;
  /** The access may be shorter, so that this piece need not exist. */
  readonly optional: boolean;
  readonly region: RegionKind;
  /** The access lies on a multiple of its size, and wholly in this region. */
  readonly plain: boolean;
}

/** Pieces of `accesses` on the guest's page `guestPage`, apart from bytes of the table. */
export const piecesBesideTable = (
  accesses: readonly JoinedAccess[],
  layout: Layout,
  guestPage: number,
): Piece[] =>
  piecesOn(accesses, guestPage, (address) => regionAt(layout, address - layout.base)).filter(
    ({ region }) => region !== 'table',
  );

/** All pieces there; `regionOf` tells what a byte of the guest's memory belongs to. */
export const piecesOn = (
  accesses: readonly JoinedAccess[],
  guestPage: number,
  regionOf: (address: number) => RegionKind = () => 'adjacent',
): Piece[] =>
  accesses.flatMap((access, index) =>
    Math.floor(access.address / PAGE) !== guestPage || isRepeated(access)
      ? []
      : piecesOf(access, index, regionOf),
  );

export const isRepeated = ({ request, xen }: JoinedAccess): boolean =>
  request?.repeat != null || xen?.value === null;

function piecesOf(access: JoinedAccess, index: number, regionOf: (address: number) => RegionKind): Piece[] {
  const { address, write, size, request, xen } = access;
  const own = size ?? (address % 4 === 0 ? 4 : address % 2 === 0 ? 2 : 1);
  // Xen's record has no size: an access to a dword may have been one to eight bytes.
  const most = size === null && address % 8 === 0 ? 8 : own;
  const region = regionOf(address);
  const plain = address % own === 0 && region === regionOf(address + own - 1);
  const found: Piece[] = [];
  for (let at = 0; at < most; at += 4)
    found.push({
      access: index,
      offset: (address % PAGE) + at,
      write,
      lo: at === 0 ? (request?.lo ?? xen?.value ?? null) : (request?.hi ?? null),
      optional: at >= own,
      region: regionOf(address + at),
      plain,
    });
  return found;
}

/** Lines of `hardware` on the host's page `page`, of regions whose name `isWanted`. */
export function linesOn(
  hardware: Trace,
  page: number,
  isWanted: (region: string) => boolean,
): HardwareLine[] {
  const { address, flags, lo, line, source, length } = hardware.accesses;
  const found: HardwareLine[] = [];
  for (let row = 0; row < length; row++)
    if (
      Math.floor(address[row]! / PAGE) === page &&
      (flags[row]! & PORT) === 0 &&
      isWanted(hardware.sources[source[row]!]!.name)
    )
      found.push({
        offset: address[row]! % PAGE,
        write: (flags[row]! & WRITE) !== 0,
        lo: lo[row]!,
        line: line[row]!,
      });
  return found;
}

export const isSame = (piece: Piece, line: HardwareLine): boolean =>
  piece.offset === line.offset && piece.write === line.write && (piece.lo === null || piece.lo === line.lo);
