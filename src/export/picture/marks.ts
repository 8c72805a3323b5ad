/**
 * A picture as a list of marks: what the writers of SVG, of pixels and of PDF all draw from. Lengths are in pixels of
 * the design size, colours are `#rrggbb`; later marks lie over earlier ones.
 */

/** How words are set. `text` and `bold` are the text face, the other two the monospace face. */
export type FaceName = 'text' | 'bold' | 'mono' | 'mono-bold';

export interface Stroke {
  readonly colour: string;
  readonly width: number;
  /** Lengths drawn and left out by turns; a drawn length of 0 with round ends is a dot. */
  readonly dash?: readonly [number, number];
  readonly ends?: 'butt' | 'round';
}

interface Drawn {
  readonly fill?: string;
  readonly stroke?: Stroke;
  /** 0 to 1; 1 when left out. */
  readonly opacity?: number;
}

export interface RectMark extends Drawn {
  readonly kind: 'rect';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Of the corners. */
  readonly radius?: number;
}

export interface CircleMark extends Drawn {
  readonly kind: 'circle';
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

export interface PathMark extends Drawn {
  readonly kind: 'path';
  /** SVG path data of straight lines: M, L, H, V, Z, in either case. */
  readonly path: string;
}

export interface TextMark {
  readonly kind: 'text';
  readonly text: string;
  readonly x: number;
  /** Baseline. */
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly size: number;
  readonly face: FaceName;
  readonly colour: string;
  /** Width to press the words into; left out where they stand as they are. */
  readonly pressed?: number;
}

/** Marks that belong together, moved and scaled as one. */
export interface GroupMark {
  readonly kind: 'group';
  /** What they show, in words, for who takes the picture apart. */
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly marks: readonly Mark[];
}

export type Mark = RectMark | CircleMark | PathMark | TextMark | GroupMark;

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly background: string;
  /** One line: what is shown. */
  readonly title: string;
  /** The same in sentences, for who cannot see it. */
  readonly description: string;
  readonly marks: readonly Mark[];
}

/** Every text of `marks` with its place and size on the page. */
export function textsOf(marks: readonly Mark[]): TextMark[] {
  return marks.flatMap((mark): TextMark[] => {
    if (mark.kind === 'text') return [mark];
    if (mark.kind !== 'group') return [];
    const { x, y, scale } = mark;
    return textsOf(mark.marks).map((text) => ({
      ...text,
      x: x + scale * text.x,
      y: y + scale * text.y,
      size: scale * text.size,
      ...(text.pressed === undefined ? {} : { pressed: scale * text.pressed }),
    }));
  });
}
