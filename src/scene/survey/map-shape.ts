/** Where the eight maps of a page stand: reads above writes, sizes from left to right; two and two where it is narrow. */
import { ACCESS_SIZES, type AccessSize } from '#model/access.ts';
import { PAGE_SIZE } from '#model/layout.ts';

/** Bytes in one row of a map: four table entries. */
export const ROW_BYTES = 64;
export const ROWS = PAGE_SIZE / ROW_BYTES;

const TITLE = 20;
const GAP = 12;
const LEAST_CELL = 1.5;
const MOST_CELL = 6;
/** Narrower than this, two maps stand side by side. */
const NARROW = 620;

export interface Plane {
  readonly size: AccessSize;
  readonly write: boolean;
  /** Upper left corner of its first byte. */
  readonly x: number;
  readonly y: number;
}

export interface MapShape {
  readonly width: number;
  readonly height: number;
  /** Side of the square of one byte. */
  readonly cell: number;
  readonly planes: readonly Plane[];
}

/** All sizes in CSS pixels. */
export function mapShape(width: number): MapShape {
  const across = width < NARROW ? 2 : 4;
  const room = (width - GAP * (across - 1)) / across / ROW_BYTES;
  const cell = Math.min(MOST_CELL, Math.max(LEAST_CELL, Math.floor(room * 2) / 2));
  const side = cell * ROW_BYTES;
  const planes = [false, true].flatMap((write, half) =>
    ACCESS_SIZES.map((size, n): Plane => {
      const row = half * (ACCESS_SIZES.length / across) + Math.floor(n / across);
      return { size, write, x: (n % across) * (side + GAP), y: TITLE + row * (side + TITLE + 6) };
    }),
  );
  const last = planes.at(-1)!;
  return { width: across * side + GAP * (across - 1), height: last.y + side, cell, planes };
}

/** The byte under a point, with the map it is in; null between the maps. `byte` counts from the start of the page. */
export function placeAtPoint(shape: MapShape, x: number, y: number): { plane: Plane; byte: number } | null {
  const side = shape.cell * ROW_BYTES;
  for (const plane of shape.planes) {
    const [dx, dy] = [x - plane.x, y - plane.y];
    if (dx >= 0 && dy >= 0 && dx < side && dy < side)
      return { plane, byte: Math.floor(dy / shape.cell) * ROW_BYTES + Math.floor(dx / shape.cell) };
  }
  return null;
}
