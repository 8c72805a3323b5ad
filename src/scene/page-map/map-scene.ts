import { sharedSpan } from '#model/layout.ts';
import { within } from './access-marks.ts';
import { barScene } from './bar-scene.ts';
import { bitScene } from './bit-scene.ts';
import { entryScene } from './entry-scene.ts';
import { pageScene, type MapInput } from './page-scene.ts';
import { overlap, type MapCell, type MapScene } from './shapes.ts';
import type { Span } from './zones.ts';

export type { MapInput } from './page-scene.ts';

/** The picture at the level of `input.view`. */
export function mapScene(input: MapInput): MapScene {
  const scene = levelScene(input);
  const shared = sharedSpan(input.layout);
  if (shared === null || !overlap(shared, spanOf(scene))) return scene;
  return {
    ...scene,
    rows: scene.rows.map((row) => ({ ...row, cells: row.cells.map((cell) => withPba(cell, shared)) })),
  };
}

function spanOf({ rows }: MapScene): Span {
  const cells = rows.flatMap((row) => row.cells);
  return {
    start: Math.min(...cells.map(({ start }) => start)),
    end: Math.max(...cells.map(({ end }) => end)),
  };
}

/** Such bytes are drawn as table, for that is what handlers take them for, with the PBA's pattern over it. */
function withPba(cell: MapCell, shared: Span): MapCell {
  if (!overlap(cell, shared)) return cell;
  const { x, y, width, height } = within(cell, shared);
  return { ...cell, pbaOver: { x, y, width, height }, name: `${cell.name}, also said to be the PBA` };
}

function levelScene(input: MapInput): MapScene {
  switch (input.view.level) {
    case 'bar':
      return barScene(input);
    case 'page':
      return pageScene(input);
    case 'entry':
      return entryScene(input);
    case 'bit':
      return bitScene(input);
  }
}

/** What is under a point of the picture: the cell, and the byte of it that the point is nearest to. */
export function hitAt(scene: MapScene, x: number, y: number): { cell: MapCell; offset: number } | null {
  for (const row of scene.rows)
    for (const cell of row.cells) {
      if (x < cell.x || x >= cell.x + cell.width || y < cell.y || y >= cell.y + cell.height) continue;
      const bytes = cell.end - cell.start;
      // A tall stretch is a field with offsets that run downwards; everything else runs to the right.
      const isTall = cell.compressed && cell.height > 40;
      const share = isTall ? (y - cell.y) / cell.height : (x - cell.x) / cell.width;
      return { cell, offset: Math.min(cell.end - 1, cell.start + Math.floor(share * bytes)) };
    }
  return null;
}
