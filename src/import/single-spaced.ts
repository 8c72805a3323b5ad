/** Takes out the blank lines that a mail program or a page put behind every line. */
import type { CleanLine } from './clean-text.ts';

/** In fewer lines blank ones between them say nothing. */
const FEWEST_LINES = 6;
const NEARLY_ALL = 0.95;

/** `lines`, without one blank line behind each other line where nearly all have one; else as they are. */
export function singleSpaced(lines: readonly CleanLine[]): readonly CleanLine[] {
  let texts = 0;
  let spaced = 0;
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1];
    if (line.text === '' || next === undefined) continue;
    texts += 1;
    if (next.text === '') spaced += 1;
  }
  if (texts < FEWEST_LINES || spaced < texts * NEARLY_ALL) return lines;
  return lines.filter((line, index) => line.text !== '' || (lines[index - 1]?.text ?? '') === '');
}
