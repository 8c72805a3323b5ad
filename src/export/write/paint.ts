/** A picture in pixels, on any canvas. The same picture, scale and fonts give the same pixels. */
import type { Mark, Picture, Stroke, TextMark } from '../picture/marks.ts';
import { widthOf } from '../picture/text-fit.ts';
import { FACES, FAMILIES } from './faces.ts';

export type Canvas2d = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** Waits until the page's own fonts can be painted with; a picture made before that would have others. */
export async function fontsReady(fonts: FontFaceSet): Promise<void> {
  await Promise.all(FAMILIES.map((family) => fonts.load(`500 16px '${family}'`)));
}

function setStroke(context: Canvas2d, { colour, width, dash, ends }: Stroke): void {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.setLineDash(dash ?? []);
  context.lineCap = ends ?? 'butt';
  context.lineJoin = ends === 'round' ? 'round' : 'miter';
}

function paintShape(context: Canvas2d, mark: Exclude<Mark, { kind: 'text' | 'group' }>): void {
  const { fill, stroke } = mark;
  const path = new Path2D(mark.kind === 'path' ? mark.path : undefined);
  if (mark.kind === 'rect') {
    const { x, y, width, height, radius } = mark;
    if (radius === undefined) path.rect(x, y, width, height);
    else path.roundRect(x, y, width, height, Math.min(radius, width / 2, height / 2));
  } else if (mark.kind === 'circle') path.arc(mark.x, mark.y, mark.radius, 0, 2 * Math.PI);
  if (fill !== undefined) {
    context.fillStyle = fill;
    context.fill(path);
  }
  if (stroke) {
    setStroke(context, stroke);
    context.stroke(path);
  }
}

const ALIGN = { start: 'left', middle: 'center', end: 'right' } as const;

function paintText(context: Canvas2d, mark: TextMark): void {
  const { text, x, y, anchor, size, face, colour, pressed } = mark;
  const { family, weight } = FACES[face];
  context.font = `${weight} ${size}px ${family}`;
  context.fillStyle = colour;
  context.textAlign = ALIGN[anchor];
  if (pressed === undefined) {
    context.fillText(text, x, y);
    return;
  }
  const natural = widthOf({ text, size, face });
  context.save();
  context.translate(x, y);
  context.scale(pressed / natural, 1);
  context.fillText(text, 0, 0);
  context.restore();
}

function paintMark(context: Canvas2d, mark: Mark): void {
  if (mark.kind === 'group') {
    const { x, y, scale, marks } = mark;
    context.save();
    context.translate(x, y);
    context.scale(scale, scale);
    for (const inner of marks) paintMark(context, inner);
    context.restore();
    return;
  }
  context.globalAlpha = mark.kind === 'text' ? 1 : (mark.opacity ?? 1);
  if (mark.kind === 'text') paintText(context, mark);
  else paintShape(context, mark);
}

/** Covers the canvas from its upper left corner on, `scale` pixels to a pixel of the design size. */
export function paint(context: Canvas2d, picture: Picture, scale: number): void {
  const { width, height, background, marks } = picture;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.globalAlpha = 1;
  context.textBaseline = 'alphabetic';
  // Advances without rounding to whole pixels: every scale has the same line breaks and the same places.
  context.textRendering = 'geometricPrecision';
  context.fontKerning = 'normal';
  context.fillStyle = background;
  context.fillRect(0, 0, width, height);
  for (const mark of marks) paintMark(context, mark);
}
