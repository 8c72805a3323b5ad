import { textWidth, type Face } from '#scene/route/text-width.ts';
import type { FaceName, TextMark } from './marks.ts';

const MEASURED_AS: Readonly<Record<FaceName, Face>> = {
  text: 'text',
  bold: 'bold',
  mono: 'mono',
  'mono-bold': 'mono',
};

/** Width of a text mark in pixels, as the scenes measure. */
export const widthOf = ({
  text,
  size,
  face,
  pressed,
}: Omit<TextMark, 'kind' | 'x' | 'y' | 'anchor' | 'colour'>) =>
  pressed ?? textWidth(text, size, MEASURED_AS[face]);

/** Left edge of a text mark. */
export function leftOf(mark: TextMark): number {
  const width = widthOf(mark);
  return mark.anchor === 'start' ? mark.x : mark.anchor === 'end' ? mark.x - width : mark.x - width / 2;
}

/** `text` in the greatest of the sizes from `largest` down to `least` that fits; else cut, with the cut marked. */
export function fitted(
  text: string,
  face: FaceName,
  width: number,
  largest: number,
  least: number,
): { readonly text: string; readonly size: number } {
  for (let size = largest; size >= least; size--)
    if (widthOf({ text, size, face }) <= width) return { text, size };
  let kept = text.length;
  while (kept > 1 && widthOf({ text: `${text.slice(0, kept)}…`, size: least, face }) > width) kept--;
  return { text: `${text.slice(0, kept).trimEnd()}…`, size: least };
}
