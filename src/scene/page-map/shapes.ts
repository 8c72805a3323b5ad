import type { Level } from './map-view.ts';
import type { Span, ZoneKind } from './zones.ts';

/** In pixels of the picture, from its top left corner. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Sizes of the type the picture is set in, in pixels; everything else follows from them. */
export interface Metrics {
  /** Type size. */
  readonly font: number;
  /** Advance of one monospace character. */
  readonly char: number;
}

/** Words to place. `mono` for numbers and names of code; `faint` for what is there but says little. */
export interface MapText {
  readonly x: number;
  /** Middle of the line. */
  readonly y: number;
  readonly text: string;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly tone: 'plain' | 'strong' | 'faint' | ZoneKind;
  readonly mono: boolean;
  /** Width to press the words into, when they are a little too long. */
  readonly squeezed?: number;
}

/** One pending bit, drawn inside a PBA cell. */
export interface PendingBit extends Rect {
  readonly pending: boolean;
}

/** Something of the picture that stands for bytes, can be pointed at and has a name. */
export interface MapCell extends Rect, Span {
  /** Stable: the same bytes at the same level have the same key in every picture. */
  readonly key: string;
  readonly kind: ZoneKind;
  /** Draws the bytes one by one, or as a stretch that is compressed. */
  readonly compressed: boolean;
  /** The value differs from that of the state before. */
  readonly changed: boolean;
  /** For screen readers and the inspector line. */
  readonly name: string;
  readonly texts: readonly MapText[];
  readonly bits: readonly PendingBit[];
  /** Bit of its dword, in the bit view only. */
  readonly bit: number | null;
  /** Drawn apart: bits that carry nothing, bytes in no BAR. */
  readonly idle: boolean;
  /** The part of the cell whose bytes are said to be table and PBA at once, when there is one. */
  readonly pbaOver?: Rect;
}

/** Cells side by side, in rising order of offsets (bits: falling). */
export interface MapRow {
  readonly key: string;
  readonly y: number;
  readonly height: number;
  readonly cells: readonly MapCell[];
}

/** A drawn box around bytes the access touches. */
export interface AccessMark extends Rect, Span {}

/** Name of the access, above its first mark. */
export interface Callout {
  readonly text: MapText;
  /** Where the stem that joins it to the mark stands. */
  readonly stemX: number;
  readonly stemTop: number;
  readonly stemBottom: number;
}

/** What is drawn below the strip, at one level. */
export interface MapScene {
  readonly level: Level;
  readonly width: number;
  /** Can exceed the height asked for when even the fewest rows do not fit. */
  readonly height: number;
  readonly rulerWidth: number;
  /** The bytes this picture is about. */
  readonly span: Span;
  readonly rows: readonly MapRow[];
  readonly texts: readonly MapText[];
  /** Frames behind the cells, such as a dword around its bytes. */
  readonly frames: readonly (Rect & { readonly kind: ZoneKind })[];
  readonly marks: readonly AccessMark[];
  readonly callout: Callout | null;
  /** Bytes of the access that no cell here stands for. */
  readonly unseen: readonly Span[];
  readonly cursor: { readonly key: string; readonly rect: Rect } | null;
  /** What the next level will be about, and where it lies here. */
  readonly focus: Rect;
}

/** What the guest is accessing right now. */
export interface CurrentAccess extends Span {
  readonly label: string;
}

/** Heights that go with a type size. */
export const sizesOf = ({ font }: Metrics) => ({
  row: Math.round(font * 1.7),
  line: Math.round(font * 1.45),
  gap: 2,
});

/** Part of `rect` that stands for `part` of `whole`, bytes running from left to right; never thinner than 3 pixels. */
export function partOf(rect: Rect, whole: Span, part: Span): Rect {
  const length = whole.end - whole.start;
  const from = (Math.max(part.start, whole.start) - whole.start) / length;
  const to = (Math.min(part.end, whole.end) - whole.start) / length;
  const width = Math.min(rect.width, Math.max(3, (to - from) * rect.width));
  return { ...rect, x: Math.min(rect.x + from * rect.width, rect.x + rect.width - width), width };
}

/** True when the two runs have a byte in common. */
export const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;
