/** The route's scene as marks: lanes, stations, roads and the token, with the caption below. */
import type { Party } from '#model/route.ts';
import type { Rect } from '#scene/route/rect.ts';
import type {
  CaptionScene,
  RouteScene,
  SceneText,
  StationScene,
  TokenScene,
} from '#scene/route/route-scene.ts';
import type { Mark, RectMark, TextMark } from './marks.ts';
import { mixed, type ColourName, type Palette } from './palette.ts';

const COLOUR_OF: Readonly<Record<Party, ColourName>> = {
  guest: 'guest',
  xen: 'xen',
  'device-model': 'dm',
  hardware: 'hw',
};

const box = ({ x, y, width, height }: Rect, look: Omit<RectMark, 'kind' | keyof Rect>): RectMark => ({
  kind: 'rect',
  x,
  y,
  width,
  height,
  ...look,
});

type Words = Pick<TextMark, 'text' | 'x' | 'y' | 'size' | 'colour'> &
  Partial<Pick<TextMark, 'anchor' | 'face'>>;

const words = (text: Words): TextMark => ({ kind: 'text', anchor: 'start', face: 'text', ...text });

/** Everything of the scene but the caption. */
export function routeMarks(scene: RouteScene, palette: Palette): Mark[] {
  const { fontSize: size, heading } = scene;
  return [
    ...scene.lanes.flatMap((lane): Mark[] => {
      const colour = palette[COLOUR_OF[lane.party]];
      return [
        box(lane, {
          radius: 8,
          fill: palette.surface,
          stroke: { colour: lane.active ? colour : palette.line, width: 1 },
        }),
        words({ text: lane.title, x: lane.titleX, y: lane.titleY, size, face: 'bold', colour }),
      ];
    }),
    words({ ...heading, size, colour: palette['text-2'] }),
    ...roadMarks(scene, palette),
    ...segmentMarks(scene, palette),
    ...scene.stations.flatMap((station) => stationMarks(station, size, palette)),
    ...roadLabels(scene, palette),
    ...(scene.token ? tokenMarks(scene.token, size, palette) : []),
  ];
}

function roadMarks({ roads }: RouteScene, palette: Palette): Mark[] {
  return roads.map(({ path, label }) => ({
    kind: 'path',
    path,
    stroke: { colour: palette['text-3'], width: 1.5, dash: [2, 6], ends: 'round' },
    opacity: label === null ? 0.55 : 0.9,
  }));
}

function roadLabels({ roads, fontSize: size }: RouteScene, palette: Palette): Mark[] {
  return roads.flatMap(({ label }): Mark[] => {
    if (!label) return [];
    const x = label.x + label.width / 2;
    const y = label.y + label.height / 2 + size * 0.35;
    return [
      box(label, { radius: 4, fill: palette.surface }),
      words({ text: label.text, x, y, size, anchor: 'middle', colour: palette['text-2'] }),
    ];
  });
}

function segmentMarks({ segments, fontSize }: RouteScene, palette: Palette): Mark[] {
  return segments.flatMap(({ party, path, arrow, strength }) => {
    const colour = palette[COLOUR_OF[party]];
    const opacity = strength === 'older' ? 0.3 : 1;
    const line = (data: string, width: number): Mark[] =>
      data === '' ? [] : [{ kind: 'path', path: data, stroke: { colour, width, ends: 'round' }, opacity }];
    return [...line(path, fontSize * 0.19), ...line(arrow, fontSize * 0.15)];
  });
}

/** Fill and outline of a station: where the token stands before all, then what went wrong, then which it is. */
function stationBox(
  { phase, own, party, status }: StationScene,
  palette: Palette,
): Pick<RectMark, 'fill' | 'stroke'> {
  const colour = palette[COLOUR_OF[party]];
  if (status?.tone === 'lost')
    return {
      fill: palette['lost-soft'],
      stroke: { colour: palette.lost, width: phase === 'present' ? 2 : 1 },
    };
  if (phase === 'present') return { fill: palette['surface-3'], stroke: { colour, width: 2 } };
  const isAside = phase === 'aside';
  const outline = own ? palette.xen : palette.line;
  return {
    fill: own ? palette['xen-soft'] : isAside ? palette.surface : palette['surface-2'],
    stroke: {
      colour: phase === 'visited' ? mixed(colour, palette.line, 0.55) : outline,
      width: own ? 1.5 : 1,
      ...(isAside && { dash: [3, 4] as const }),
    },
  };
}

function stationMarks(station: StationScene, size: number, palette: Palette): Mark[] {
  const { name, status, phase, own, party, row } = station;
  const quiet = phase === 'aside';
  const statusLook = {
    plain: { colour: quiet ? palette['text-3'] : palette['text-2'], face: 'text' },
    good: { colour: palette[COLOUR_OF[party]], face: 'bold' },
    lost: { colour: palette.lost, face: 'bold' },
  } as const;
  const place = ({ text, x, y, anchor }: SceneText) => ({ text, x, y, anchor, size });
  const nameFace = name.face === 'mono' ? (own ? 'mono-bold' : 'mono') : own ? 'bold' : 'text';
  return [
    box(station, { radius: row ? 4 : 6, ...stationBox(station, palette) }),
    words({ ...place(name), face: nameFace, colour: quiet ? palette['text-3'] : palette.text }),
    ...(status ? [words({ ...place(status), ...statusLook[status.tone] })] : []),
  ];
}

function tokenMarks(token: TokenScene, size: number, palette: Palette): Mark[] {
  const colour = palette[COLOUR_OF[token.party]];
  const { label, leader, x, y, radius } = token;
  const stroke = { colour, width: 1.5 };
  return [
    ...(leader === '' ? [] : [{ kind: 'path', path: leader, stroke } as const]),
    { kind: 'circle', x, y, radius, fill: colour, stroke: { colour: palette.bg, width: 1.5 } },
    { kind: 'circle', x, y, radius: radius * 0.35, fill: palette.bg },
    ...(label ? [box(label, { radius: 4, fill: palette.bg, stroke })] : []),
    ...(label?.lines ?? []).map((text, i) =>
      words({
        text,
        x: (label?.x ?? 0) + size * 0.4,
        y: (label?.y ?? 0) + size * (1.1 + 1.25 * i),
        size,
        face: 'mono',
        colour: palette.text,
      }),
    ),
  ];
}

/** The hop in words while it travels, the verdict at the end. */
export function captionMarks(caption: CaptionScene, fontSize: number, palette: Palette): Mark[] {
  const { bad, kind, lines, headlineSize, counter } = caption;
  const outline = bad
    ? { colour: palette.lost, width: 1.5 }
    : {
        colour: kind === 'verdict' ? palette['line-strong'] : palette.line,
        width: kind === 'verdict' ? 1.5 : 1,
      };
  return [
    box(caption, { radius: 8, fill: bad ? palette['lost-soft'] : palette['surface-2'], stroke: outline }),
    ...lines.map(({ text, x, y, face }) =>
      words({
        text,
        x,
        y,
        face,
        size: face === 'bold' ? headlineSize : fontSize,
        colour: bad && face === 'bold' ? palette.lost : palette.text,
      }),
    ),
    words({ ...counter, size: fontSize, colour: palette['text-2'] }),
  ];
}
