/**
 * Words in the characters that the standard fonts of PDF have (WinAnsi, which is Windows code page 1252). Others are
 * written out so that nothing is lost: an arrow as `->`, anything unknown as `U+4E2D`.
 */
const BEYOND_LATIN_1 = new Set('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ');

const WRITTEN: Readonly<Record<string, string>> = {
  '→': '->',
  '←': '<-',
  '↔': '<->',
  '⇒': '=>',
  '≠': '!=',
  '≤': '<=',
  '≥': '>=',
  '−': '-',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '\u2009': ' ',
  '\u202f': ' ',
  '\t': ' ',
  '\n': ' ',
};

/** True for a printable character that the fonts have. */
function isKnown(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code <= 0xff) || BEYOND_LATIN_1.has(character);
}

export function pdfText(text: string): string {
  return Array.from(text.normalize('NFC'), (character) => {
    const written = WRITTEN[character];
    if (written !== undefined) return written;
    if (isKnown(character)) return character;
    return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  }).join('');
}
