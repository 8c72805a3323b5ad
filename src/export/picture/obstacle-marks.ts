import type { ObstacleWords } from '#scene/obstacle.ts';
import type { Size } from '#scene/route/geometry-parts.ts';
import { wrapText } from '#scene/route/text-width.ts';
import type { Mark, TextMark } from './marks.ts';
import type { Palette } from './palette.ts';

type Line = Pick<TextMark, 'text' | 'size' | 'face' | 'colour'>;

/** A notice at the foot of `area`, in the place of the caption, when the run cannot happen. */
export function obstacleMarks(
  { head, failing, reason, foot }: ObstacleWords,
  area: Size,
  fontSize: number,
  palette: Palette,
): Mark[] {
  const inner = area.width - 2 * fontSize;
  const wrapped = (text: string, size: number, face: 'text' | 'bold', colour: string): Line[] =>
    wrapText(text, size, face, inner).map((line) => ({ text: line, size, face, colour }));
  const lines = [
    ...wrapped(head, Math.round(1.15 * fontSize), 'bold', palette.lost),
    ...wrapped(`${failing} ${reason}`, fontSize, 'text', palette.text),
    ...wrapped(foot, fontSize, 'text', palette['text-2']),
  ];
  const height = lines.reduce((sum, { size }) => sum + 1.4 * size, 1.2 * fontSize);
  const top = area.height - height - 1;
  let y = top + 0.3 * fontSize;
  return [
    {
      kind: 'rect',
      x: 1,
      y: top,
      width: area.width - 2,
      height,
      radius: 8,
      fill: palette['lost-soft'],
      stroke: { colour: palette.lost, width: 1.5 },
    },
    ...lines.map((line): Mark => ({
      kind: 'text',
      ...line,
      x: fontSize,
      y: (y += 1.4 * line.size),
      anchor: 'start',
    })),
  ];
}
