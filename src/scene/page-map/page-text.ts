import { isTrapped, pageOf, pageStart, sharedSpan } from '#model/layout.ts';
import { heldDword } from './held-values.ts';
import type { Values } from './line-cells.ts';
import type { Line } from './lines.ts';
import { offsetText } from './number-text.ts';
import { bytesText, countText, ZONE_WORD } from './words.ts';
import type { Span } from './zones.ts';

function pendingCount(values: Values): number {
  const { layout, state, party } = values;
  if (layout.pbaStart === null || party !== 'hardware') return 0;
  let count = 0;
  for (let entry = 0; entry < layout.entries; entry++) {
    const held = heldDword(layout, state, party, layout.pbaStart + 4 * Math.floor(entry / 32)) ?? 0;
    count += Math.floor(held / 2 ** (entry % 32)) % 2;
  }
  return count;
}

/** Head of the zone that begins with `line`: what it is, how much of it, and on which page if not on `page`. */
export function headText(values: Values, line: Line, page: Span): string {
  const { layout } = values;
  const elsewhere = line.start >= page.end || line.end <= page.start;
  const aside = elsewhere ? (line.end <= page.start ? ', page before' : ', next page') : '';
  const { msix } = layout.device;
  const bar = line.bar !== null && line.bar !== msix.table.bar ? ` (BAR ${line.bar})` : '';
  switch (line.kind) {
    case 'table':
      return elsewhere
        ? `MSI-X table${aside}`
        : `MSI-X table${sharedSpan(layout) === null ? '' : ' and PBA'}, ${countText(layout.entries, 'entry', 'entries')}`;
    case 'pba': {
      const here = elsewhere
        ? isTrapped(layout, line.start)
          ? `, page ${offsetText(pageStart(layout, pageOf(layout, line.start)))}`
          : ', own page'
        : ', same page';
      const where = bar || here;
      return `PBA, ${countText(layout.entries, 'bit', 'bits')}${where}, ${pendingCount(values)} pending`;
    }
    case 'adjacent':
      return `Adjacent registers${bar}${aside}`;
    case 'plain':
      return `Not trapped${bar}${aside}`;
    case 'outside':
      return 'In no BAR that is known';
  }
}

/** Longest of `texts` (best first) that fits. */
export const fitting = (texts: readonly string[], width: number, char: number): string =>
  texts.find((text) => text.length * char <= width) ?? texts.at(-1) ?? '';

/** What a compressed stretch says, longest first; shorter under the head of its zone, which names it. */
export function stretchText(
  lines: readonly Line[],
  headed: boolean,
  own: (offset: number) => string,
): string[] {
  const first = lines[0];
  const last = lines.at(-1);
  if (!first || !last) return [];
  const bytes = last.end - first.start;
  const range = `${own(first.start)}–${own(last.end - 1)}`;
  if (first.kind === 'table') {
    const more = countText(
      lines.length,
      headed ? 'more entry' : 'table entry',
      headed ? 'more entries' : 'table entries',
    );
    return [`${more}, ${first.entry ?? 0} to ${last.entry ?? 0}, compressed`, `${more}, compressed`, more];
  }
  if (first.kind === 'pba') {
    const more = countText(lines.length, 'qword', 'qwords');
    return [`${more} of pending bits, compressed`, `${more}, compressed`, more];
  }
  const registers = lines.filter(({ register }) => register !== null);
  const word = headed ? '' : `${ZONE_WORD[first.kind]} `;
  if (registers.length > 0)
    return [
      `${word}${range}, ${countText(registers.length, 'register', 'registers')}, compressed`,
      `${word}${range}, ${countText(registers.length, 'register', 'registers')}`,
      `${countText(registers.length, 'register', 'registers')}, ${range}`,
      `${word}${range}`,
    ];
  return [
    `${word}${range}, ${bytesText(bytes)}, compressed`,
    `${word}${range}, ${bytesText(bytes)}`,
    `${word}${range}`,
    range,
  ];
}
