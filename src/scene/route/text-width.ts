/** Advance widths of Inter at weight 500, in hundredths of an em, for the characters from space to tilde; digits as wide as tabular ones. */
const INTER = [
  27, 30, 49, 64, 65, 99, 65, 31, 37, 37, 52, 67, 30, 46, 30, 37, 65, 65, 65, 65, 66, 65, 65, 65, 65, 65, 30,
  32, 67, 67, 67, 53, 98, 71, 66, 73, 72, 60, 59, 75, 74, 27, 58, 69, 57, 91, 76, 77, 64, 77, 65, 65, 65, 74,
  71, 100, 70, 70, 64, 37, 37, 37, 48, 46, 34, 57, 62, 58, 62, 59, 38, 62, 60, 25, 25, 56, 25, 89, 60, 60, 62,
  62, 39, 54, 34, 60, 57, 83, 56, 58, 56, 44, 35, 44, 67,
];

/** What a bold weight adds to the widths above. */
const BOLD = 1.04;

export type Face = 'text' | 'bold' | 'mono';

/** Width of `text` in pixels at `fontSize`; slightly more than a browser needs, never less. */
export function textWidth(text: string, fontSize: number, face: Face): number {
  if (face === 'mono') return text.length * 0.6 * fontSize;
  let hundredths = 0;
  for (const character of text) hundredths += INTER[character.charCodeAt(0) - 32] ?? 66;
  return (hundredths / 100) * fontSize * (face === 'bold' ? BOLD : 1.005);
}

/** `text` in lines no wider than `width`, broken between words; a longer word stands alone and may stick out. */
export function wrapText(text: string, fontSize: number, face: Face, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && textWidth(longer, fontSize, face) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  if (line !== '') lines.push(line);
  return lines;
}

/** The first of `texts` (longest first) that fits in `width`, or the last. */
export function firstFitting(texts: readonly string[], fontSize: number, face: Face, width: number): string {
  return texts.find((text) => textWidth(text, fontSize, face) <= width) ?? texts.at(-1) ?? '';
}
