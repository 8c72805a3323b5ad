/** One page of the memory map as marks, with the BARs to scale above it. */
import type { BarStrip } from '#scene/page-map/bar-strip.ts';
import type { MapCell, MapScene, MapText, Rect } from '#scene/page-map/shapes.ts';
import type { ZoneKind } from '#scene/page-map/zones.ts';
import { regionPattern } from './hatch.ts';
import type { Mark, RectMark, Stroke, TextMark } from './marks.ts';
import type { ColourName, Palette } from './palette.ts';
import { leftOf, widthOf } from './text-fit.ts';

const box = ({ x, y, width, height }: Rect, look: Omit<RectMark, 'kind' | keyof Rect>): RectMark => ({
  kind: 'rect',
  x,
  y,
  width,
  height,
  ...look,
});

const TONES: Readonly<Record<MapText['tone'], ColourName>> = {
  plain: 'text',
  strong: 'text',
  faint: 'text-3',
  outside: 'text-3',
  table: 'table',
  pba: 'pba',
  adjacent: 'adjacent',
};

/** From the middle of a line, where the map's scene places words, down to the baseline. */
const MIDDLE_TO_BASELINE = 0.35;

function textMark(
  { x, y, text, anchor, tone, mono, squeezed }: MapText,
  size: number,
  palette: Palette,
): TextMark {
  return {
    kind: 'text',
    text,
    x,
    y: y + MIDDLE_TO_BASELINE * size,
    anchor,
    size,
    face: mono ? (tone === 'strong' ? 'mono-bold' : 'mono') : tone === 'strong' ? 'bold' : 'text',
    colour: palette[TONES[tone]],
    ...(squeezed !== undefined && { pressed: squeezed }),
  };
}

/** Fill of a cell or of a part of the strip; bytes in no BAR have none. */
const softOf = (kind: ZoneKind, palette: Palette): string =>
  kind === 'outside' ? palette.surface : palette[`${kind}-soft`];

function outlineOf(kind: ZoneKind, palette: Palette): { stroke: Stroke; opacity: number } {
  switch (kind) {
    case 'table':
      return { stroke: { colour: palette.table, width: 1 }, opacity: 0.45 };
    case 'pba':
    case 'adjacent':
      return { stroke: { colour: palette[kind], width: 1 }, opacity: 0.55 };
    case 'plain':
      return { stroke: { colour: palette['line-strong'], width: 1 }, opacity: 0.5 };
    case 'outside':
      return { stroke: { colour: palette['line-strong'], width: 1, dash: [3, 3] }, opacity: 1 };
  }
}

/** Zigzag at both ends of a stretch: more bytes than it is high. */
function breaks({ x, y, width, height }: Rect, palette: Palette): Mark {
  const teeth = Math.max(2, Math.floor(width / 12));
  const step = width / teeth;
  const edge = (at: number, depth: number) =>
    Array.from({ length: teeth }, (_, i) => {
      const left = x + i * step;
      return `M${left},${at}L${left + step / 2},${at + depth}L${left + step},${at}Z`;
    }).join('');
  return { kind: 'path', path: edge(y, 3) + edge(y + height, -3), fill: palette.surface };
}

/** Words on a plate of the cell's own colour, so that its pattern does not run through them. */
function onPlate(text: TextMark, cell: MapCell, palette: Palette): Mark[] {
  if (cell.kind === 'table') return [text];
  const left = leftOf(text) - 3;
  const plate = { x: left, y: text.y - text.size, width: widthOf(text) + 6, height: 1.3 * text.size };
  return [box(plate, { radius: 3, fill: softOf(cell.kind, palette) }), text];
}

function cellMarks(cell: MapCell, size: number, palette: Palette): Mark[] {
  const { x, y, kind, compressed, bits, changed, texts } = cell;
  return [
    box(cell, { fill: softOf(kind, palette) }),
    ...regionPattern(kind, cell, palette),
    box(cell, outlineOf(kind, palette)),
    ...(compressed ? [breaks(cell, palette)] : []),
    ...bits.map((bit) =>
      box(bit.pending ? { ...bit, y: bit.y - 2, height: bit.height + 4 } : bit, {
        fill: bit.pending ? palette.pba : palette.surface,
        stroke: { colour: palette.pba, width: 0.5 },
      }),
    ),
    ...(changed
      ? [{ kind: 'path', path: `M${x},${y}L${x + 9},${y}L${x},${y + 9}Z`, fill: palette.text } as const]
      : []),
    ...texts.flatMap((text) => onPlate(textMark(text, size, palette), cell, palette)),
  ];
}

/** A box around bytes that an access touches, set off from what lies under it. */
const accessMark = (mark: Rect, palette: Palette): Mark[] => [
  box(mark, { stroke: { colour: palette.surface, width: 5 } }),
  box(mark, { stroke: { colour: palette.text, width: 2.5 } }),
];

/** The map of one page. `size` is the type size it was laid out for. */
export function mapMarks(scene: MapScene, size: number, palette: Palette): Mark[] {
  const { rows, texts, marks, callout } = scene;
  return [
    ...rows.flatMap((row) => row.cells.flatMap((cell) => cellMarks(cell, size, palette))),
    ...texts.map((text) => textMark(text, size, palette)),
    ...marks.flatMap((mark) => accessMark(mark, palette)),
    ...(callout
      ? [
          {
            kind: 'path',
            path: `M${callout.stemX},${callout.stemBottom}L${callout.stemX},${callout.stemTop}`,
            stroke: { colour: palette.text, width: 2 },
          } as const,
          textMark(callout.text, size, palette),
        ]
      : []),
  ];
}

/** The BARs side by side, with a window around the page that the map shows. */
export function stripMarks(strip: BarStrip, size: number, palette: Palette): Mark[] {
  const { parts, bars, pageLines, ticks, fan, window, mark } = strip;
  const line = { colour: palette['line-strong'], width: 1 };
  const bar = bars[0]?.rect;
  return [
    ...parts.flatMap((part): Mark[] => [
      box(part, { fill: part.kind === 'table' ? palette.table : softOf(part.kind, palette) }),
      ...regionPattern(part.kind, part, palette),
      ...(part.broken ? [breakMark(part, palette)] : []),
    ]),
    ...bars.flatMap(({ rect, label }): Mark[] => [
      box(rect, { stroke: line }),
      ...(label === ''
        ? []
        : [
            textMark(
              { ...rect, y: 8, text: label, anchor: 'start', tone: 'strong', mono: false },
              size,
              palette,
            ),
          ]),
    ]),
    ...(bar
      ? pageLines.map((x): Mark => ({
          kind: 'path',
          path: `M${x},${bar.y}V${bar.y + bar.height}`,
          stroke: line,
        }))
      : []),
    ...ticks.map((tick) => textMark(tick, size, palette)),
    ...(fan === '' ? [] : [{ kind: 'path', path: fan, stroke: line, opacity: 0.7 } as const]),
    ...(window
      ? [
          box(
            { ...window, y: window.y - 2, height: window.height + 4 },
            { radius: 2, stroke: { colour: palette.text, width: 2 } },
          ),
        ]
      : []),
    ...(mark ? accessMark({ ...mark, y: mark.y + 3, height: mark.height - 6 }, palette) : []),
  ];
}

/** Two strokes across a part that is drawn shorter than to scale. */
function breakMark({ x, y, width, height }: Rect, palette: Palette): Mark {
  const middle = x + width / 2;
  const stroke = (left: number) => `M${left},${y + height + 3}L${left + 4},${y - 3}`;
  return {
    kind: 'path',
    path: stroke(middle - 5) + stroke(middle + 1),
    stroke: { colour: palette.surface, width: 3 },
  };
}
