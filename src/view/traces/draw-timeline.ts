/** Draws the lanes of a recording on a canvas. Colours are those of the theme, read from the element. */
import { LANES, type Lane } from '#scene/timeline.ts';
import { countsIn, placesOf, type Density } from '#scene/traces/density.ts';

export const LANE_HEIGHT = 28;

const LANE_COLOURS: Readonly<Record<Lane, string>> = {
  xen: '--xen',
  'device-model': '--dm',
  hardware: '--hw',
  lost: '--lost',
};

export interface TimelinePicture {
  readonly density: Density;
  /** First position shown and the one after the last; fractions are allowed. */
  readonly range: readonly [number, number];
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly cursor: number;
  readonly stretch: { readonly from: number; readonly to: number } | null;
  /** Positions that match the filter, rising; a lane of their own below the others. */
  readonly found: Uint32Array | null;
}

export function drawTimeline(element: HTMLCanvasElement, picture: TimelinePicture): void {
  const { width, height, range, density, cursor, stretch, found } = picture;
  const ratio = window.devicePixelRatio || 1;
  element.width = width * ratio;
  element.height = height * ratio;
  const context = element.getContext('2d');
  if (!context) return;
  context.scale(ratio, ratio);
  const colours = getComputedStyle(element);
  const colour = (name: string) => colours.getPropertyValue(name);
  const x = placesOf(range, width);
  if (stretch) {
    context.fillStyle = colour('--accent-soft');
    context.fillRect(x(stretch.from), 0, Math.max(1, x(stretch.to + 1) - x(stretch.from)), height);
  }
  const columns = Math.min(Math.floor(width), Math.ceil(range[1] - range[0]));
  const most = Math.max(1, Math.ceil((range[1] - range[0]) / columns));
  const bars = (lane: number, fill: string, countAt: (column: number) => number) => {
    context.fillStyle = fill;
    for (let column = 0; column < columns; column++) {
      const count = countAt(column);
      if (count === 0) continue;
      const tall = 4 + (LANE_HEIGHT - 8) * Math.min(1, count / most);
      const left = (column * width) / columns;
      context.fillRect(left, (lane + 1) * LANE_HEIGHT - 2 - tall, Math.max(1, width / columns - 0.5), tall);
    }
  };
  const bins = density.bins(range[0], range[1], columns);
  LANES.forEach((lane, at) =>
    bars(at, colour(LANE_COLOURS[lane]), (column) => bins[column * LANES.length + at]!),
  );
  if (found) {
    const counts = countsIn(found, range[0], range[1], columns);
    bars(LANES.length, colour('--accent'), (column) => counts[column]!);
  }
  context.fillStyle = colour('--line');
  for (let lane = 1; lane * LANE_HEIGHT < height; lane++)
    context.fillRect(0, lane * LANE_HEIGHT - 0.5, width, 1);
  context.strokeStyle = colour('--text');
  context.lineWidth = 2;
  context.strokeRect(x(cursor) - 1, 1, Math.max(3, x(cursor + 1) - x(cursor)) + 2, height - 2);
}
