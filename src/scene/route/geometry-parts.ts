import type { Design } from '#model/context.ts';
import type { Party } from '#model/route.ts';
import { othersStation, ownHandlers, partyOf, stationNames, type StationId } from './stations.ts';
import { textWidth } from './text-width.ts';
import type { Rect } from './rect.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A station's box. `row`: one of the handlers, name and answer on one line. */
export interface Box extends Rect {
  readonly id: StationId;
  readonly party: Party;
  readonly row: boolean;
  readonly own: boolean;
}

export interface Lane extends Rect {
  readonly party: Party;
  readonly title: string;
  /** Baseline of the title. */
  readonly titleX: number;
  readonly titleY: number;
}

/**
 * A straight line on which roads may run. `direction` 1 and -1: only towards greater or smaller coordinates, so that
 * going out and coming back do not coincide. `inside`: only for those with business in that lane.
 * `passesXen`: leads around Xen, which only a mapped page allows.
 */
export interface Street {
  readonly axis: 'horizontal' | 'vertical';
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly direction: -1 | 0 | 1;
  readonly inside: Party | null;
  readonly passesXen: boolean;
}

/** The unmoving part of the picture: everything that depends on the design's handlers and the size alone. */
export interface Geometry {
  readonly width: number;
  /** At least the height asked for; more when the parts need it. */
  readonly height: number;
  readonly orientation: 'columns' | 'stacked';
  readonly fontSize: number;
  readonly lanes: readonly Lane[];
  readonly boxes: readonly Box[];
  readonly streets: readonly Street[];
  /** Where the token's label may stand: no box and no title in there. */
  readonly freeAreas: readonly Rect[];
  /** Heading above the handlers. */
  readonly heading: { readonly text: string; readonly x: number; readonly y: number };
  /** Room for the caption and, at the end, the verdict. */
  readonly caption: Rect;
}

/** What a picture is drawn for, where that does not follow from its size. */
export interface Room {
  /** Size of the type in pixels. */
  readonly fontSize?: number;
  /** False where the words stand elsewhere: then the picture has no caption. */
  readonly caption?: boolean;
  /** True where height is dear: the handlers that are asked first share one row, and boxes are as low as can be. */
  readonly folded?: boolean;
}

/** What a builder of one orientation gives back. */
export type GeometryParts = Pick<
  Geometry,
  'lanes' | 'boxes' | 'streets' | 'freeAreas' | 'heading' | 'caption' | 'height'
>;

/** Measures that follow from the font size. */
export interface Measures {
  readonly fontSize: number;
  readonly padding: number;
  readonly rowHeight: number;
  readonly boxHeight: number;
  readonly titleHeight: number;
  /** Least space between boxes of one column. */
  readonly boxGap: number;
  /** Height of the street below the lanes. */
  readonly corridor: number;
  /** Least widths of the columns: guest, Xen left, Xen right, device model, hardware. */
  readonly columns: readonly [number, number, number, number, number];
  readonly captionHeight: (lines: number) => number;
}

export const XEN_LEFT: readonly StationId[] = ['fault', 'emulator', 'ioreq-server', 'completion'];
export const XEN_RIGHT: readonly StationId[] = ['masking', 'hypercalls'];
export const DEVICE_MODEL: readonly StationId[] = ['dm-ioreq', 'dm-memory-core', 'dm-table', 'dm-vectors'];
export const HARDWARE: readonly StationId[] = ['hw-table', 'hw-pba', 'hw-registers', 'hw-control'];

export const LANE_TITLES: Readonly<Record<Party, string>> = {
  guest: 'Guest',
  xen: 'Xen',
  'device-model': 'Device model',
  hardware: 'Hardware',
};

/** Below this width the lanes stand one under the other. */
export const STACK_BELOW = 548;

/** What of a design the fixed parts depend on. */
export interface Cast {
  /** Handlers that are asked first, in order. */
  readonly earlier: readonly string[];
  /** Handlers that concern the device, asked after them. */
  readonly own: readonly string[];
  /** False where no device model takes part. */
  readonly deviceModel: boolean;
}

export function castOf(design: Design): Cast {
  return {
    earlier: design.xen.earlierHandlers,
    own: ownHandlers(design),
    deviceModel: design.deviceModel.present,
  };
}

/** All handlers in the order in which they are asked; folded, those that are asked first are one. */
export function handlerStations(cast: Cast, folded = false): StationId[] {
  const own = cast.own.map((name): StationId => `handler:${name}`);
  return folded && cast.earlier.length > 1
    ? [othersStation(cast.earlier.length), ...own]
    : [...cast.earlier.map((name): StationId => `handler:${name}`), ...own];
}

/** Sizes for a font size; `handlers` are all that are asked. */
export function measures(fontSize: number, handlers: readonly StationId[], room: Room = {}): Measures {
  const padding = Math.round(fontSize * 0.5);
  const width = (texts: readonly string[], face: 'text' | 'mono') =>
    Math.max(...texts.map((text) => textWidth(text, fontSize, face)));
  const shortest = (stations: readonly StationId[]) => stations.map((s) => stationNames(s).at(-1) ?? '');
  const column = (stations: readonly StationId[], words: readonly string[]) =>
    Math.ceil(Math.max(width(shortest(stations), 'text'), width(words, 'text')) + 2 * padding);
  const handlerWidth =
    width(shortest(handlers), 'mono') +
    width(['declines', 'takes it', 'leaves it'], 'text') +
    3 * padding +
    2;
  return {
    fontSize,
    padding,
    rowHeight: Math.round(fontSize * 1.75),
    boxHeight: Math.round(fontSize * (room.folded ? 2.9 : 3.2)),
    titleHeight: Math.round(fontSize * 2),
    boxGap: fontSize * (room.folded ? 1.25 : 1.6),
    corridor: Math.round(fontSize * (room.folded ? 2.1 : 1.8)),
    columns: [
      column(['vcpu'], ['enables', 'disables']),
      column(XEN_LEFT, ['unfinished', 'vCPU waits', 'finds QEMU']),
      Math.ceil(Math.max(handlerWidth, textWidth('Handlers, in order', fontSize, 'text') + padding)),
      Math.max(
        column(DEVICE_MODEL, ['same value', 'by /dev/mem', 'old message']),
        Math.ceil(textWidth(LANE_TITLES['device-model'], fontSize, 'bold')) + 2,
      ),
      column(HARDWARE, ['written']),
    ],
    captionHeight: (lines) => (room.caption === false ? 0 : Math.round(fontSize * (1.5 + 1.4 * lines + 1.3))),
  };
}

/** A box for `id` at the given place. */
export function boxAt(
  id: StationId,
  x: number,
  y: number,
  width: number,
  height: number,
  ownHandlers: readonly string[],
): Box {
  const row = id.startsWith('handler:');
  const own = row && ownHandlers.includes(id.slice('handler:'.length));
  return { id, party: partyOf(id), x, y, width, height, row, own };
}

/** A lane with its title in the upper left corner. */
export function laneAt(party: Party, rect: Rect, measure: Measures): Lane {
  return {
    party,
    ...rect,
    title: LANE_TITLES[party],
    titleX: rect.x + measure.padding,
    titleY: rect.y + Math.round(measure.titleHeight * 0.7),
  };
}

/** Two streets side by side, one for each direction. */
export function twoWay(
  axis: Street['axis'],
  at: number,
  from: number,
  to: number,
  apart: number,
  use: Partial<Pick<Street, 'inside' | 'passesXen'>> = {},
): Street[] {
  const common = {
    axis,
    from: Math.min(from, to),
    to: Math.max(from, to),
    inside: null,
    passesXen: false,
    ...use,
  };
  const [forth, back]: [number, number] =
    axis === 'vertical' ? [at + apart, at - apart] : [at - apart, at + apart];
  return [
    { ...common, at: forth, direction: 1 },
    { ...common, at: back, direction: -1 },
  ];
}

/** A street on one line, both ways unless `use` says otherwise. */
export function single(
  axis: Street['axis'],
  at: number,
  from: number,
  to: number,
  use: Partial<Pick<Street, 'inside' | 'passesXen' | 'direction'>> = {},
): Street {
  return {
    axis,
    at,
    from: Math.min(from, to),
    to: Math.max(from, to),
    direction: 0,
    inside: null,
    passesXen: false,
    ...use,
  };
}
