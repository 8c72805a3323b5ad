/** The memory map in its panel: which BAR it is, what must be known of it, the BARs to scale, and the page. */
import { isAccess, type Step } from '#model/access.ts';
import { pageOf, type Layout } from '#model/layout.ts';
import { barStrip } from '#scene/page-map/bar-strip.ts';
import { PARTY_WORD } from '#scene/page-map/held-values.ts';
import { mapAccess } from '#scene/page-map/map-access.ts';
import { mapScene } from '#scene/page-map/map-scene.ts';
import { viewAt } from '#scene/page-map/map-view.ts';
import { barTitle, layoutNotes } from '#scene/page-map/notes.ts';
import { offsetText } from '#scene/page-map/number-text.ts';
import type { CurrentAccess, MapScene } from '#scene/page-map/shapes.ts';
import { pageSpan } from '#scene/page-map/zones.ts';
import type { Size } from '#scene/route/geometry-parts.ts';
import { wrapText } from '#scene/route/text-width.ts';
import { mapMarks, stripMarks } from './map-marks.ts';
import type { GroupMark, Mark, TextMark } from './marks.ts';
import type { Moment } from './moment.ts';
import type { Palette } from './palette.ts';
import { fitted } from './text-fit.ts';

/** Type of the map, as on the screen. */
const METRICS = { font: 13, char: 7.8 };
const PADDING = 10;
const LINE = 18;

/** The newest access up to step `n`: the map stays where it was while other things happen. */
function newestOffset(steps: readonly Step[], n: number): number | undefined {
  const step = steps.slice(0, n + 1).findLast(isAccess);
  return step?.offset;
}

/** The panel of `size`, drawn from its upper left corner on. */
export function mapPanel({ run, step, state, previous }: Moment, size: Size, palette: Palette): Mark[] {
  const { layout, scenario } = run;
  const found = mapAccess(scenario.steps[step], step);
  const access = found && { start: found.offset, end: found.offset + found.size, label: found.label };
  const view = viewAt(layout, found?.offset ?? newestOffset(scenario.steps, step));
  const width = size.width - 2 * PADDING;
  const strip = barStrip(layout, pageSpan(layout, pageOf(layout, view.offset)), access, width, METRICS);
  const notes = noteLines(layout, width);
  const mapTop = 50 + notes.length * LINE + strip.height;
  const room = { width, height: size.height - mapTop - PADDING };
  const scene = mapScene({
    layout,
    state,
    previous,
    party: 'hardware',
    view,
    access,
    size: room,
    metrics: METRICS,
  });
  const within = (name: string, y: number, scale: number, marks: readonly Mark[]): GroupMark => ({
    kind: 'group',
    name,
    x: PADDING,
    y,
    scale,
    marks,
  });
  return [
    {
      kind: 'rect',
      x: 0,
      y: 0,
      width: size.width,
      height: size.height,
      radius: 8,
      fill: palette.surface,
      stroke: { colour: palette.line, width: 1 },
    },
    ...headLines(layout, scene, access, width, palette),
    ...notes.map((text, i) => line(text, 58 + LINE * i, palette['text-2'])),
    within('BARs', mapTop - strip.height, 1, stripMarks(strip, METRICS.font, palette)),
    within('page', mapTop, Math.min(1, room.height / scene.height), mapMarks(scene, METRICS.font, palette)),
  ];
}

const line = (text: string, y: number, colour: string): TextMark => ({
  kind: 'text',
  text,
  x: PADDING,
  y,
  anchor: 'start',
  size: METRICS.font,
  face: 'text',
  colour,
});

/** Which BAR, whose values, and where the access is if not in the picture. */
function headLines(
  layout: Layout,
  { unseen, marks }: MapScene,
  access: CurrentAccess | null,
  width: number,
  palette: Palette,
): Mark[] {
  const { name, place } = barTitle(layout);
  const title = fitted(`${name}, ${place}`, 'bold', width, 15, METRICS.font);
  const [strayed] = unseen;
  const aside =
    access && strayed
      ? `: ${access.label} ${marks.length > 0 ? 'goes on' : 'is'} at ${offsetText(strayed.start)}, outside`
      : '';
  const values = fitted(
    `Values of ${PARTY_WORD.hardware}${aside}`,
    'text',
    width,
    METRICS.font,
    METRICS.font,
  );
  return [
    { kind: 'text', x: PADDING, y: 22, anchor: 'start', face: 'bold', colour: palette.text, ...title },
    { ...line('', 40, palette['text-3']), ...values },
  ];
}

const noteLines = (layout: Layout, width: number): string[] =>
  layoutNotes(layout).flatMap(({ contradiction, text }) =>
    wrapText(contradiction ? `Contradiction: ${text}` : text, METRICS.font, 'text', width),
  );
