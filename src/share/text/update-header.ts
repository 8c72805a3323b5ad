import { isSame } from '#model/base/same.ts';
import type { Catalogue } from '../catalogue.ts';
import type { SharedDocument } from '../document.ts';
import { headerLines } from './print.ts';
import { statementsOf } from './statements.ts';

/** Lines that say together what the device is: when one of them changes, all of them are written anew. */
const DEVICE_WORDS = new Set(['device', 'slot', 'bar', 'table', 'pba', 'state', 'register']);

const firstWord = (line: string): string => /^\s*(\S*)/.exec(line)?.[1] ?? '';
const groupOf = (line: string): string => (DEVICE_WORDS.has(firstWord(line)) ? 'device' : firstWord(line));

/** The lines of each group, in the order in which a printed text has the groups. */
function byGroup(lines: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const line of lines) groups.set(groupOf(line), [...(groups.get(groupOf(line)) ?? []), line]);
  return groups;
}

/** `text` with those lines before its steps written anew that say something else in `document` than in `old`. */
export function updatedHeader(
  text: string,
  old: SharedDocument,
  document: SharedDocument,
  catalogue: Catalogue,
): string {
  const [before, after] = [headerLines(old, catalogue), headerLines(document, catalogue)];
  if (isSame(before, after)) return text;
  const [oldGroups, newGroups] = [byGroup(before), byGroup(after)];
  const order = [...new Set([...newGroups.keys(), ...oldGroups.keys()])];
  const rows = text.split('\n');
  const { statements } = statementsOf(text);
  const rowsOf = (group: string): number[] =>
    statements
      .filter(({ name, text: said }) => name !== 'Comment' && groupOf(said) === group)
      .map(({ line }) => line - 1);
  const comments = new Map(
    statements.filter(({ name }) => name === 'Comment').map((one) => [one.line - 1, one.text]),
  );
  const written = new Map<number, string[]>();
  for (const group of order) {
    const lines = newGroups.get(group) ?? [];
    if (isSame(oldGroups.get(group) ?? [], lines)) continue;
    const places = rowsOf(group);
    places.forEach((row, n) => {
      const isLast = n === places.length - 1;
      const here = isLast ? lines.slice(n) : lines.slice(n, n + 1);
      written.set(row, withComment(here, comments.get(row)));
    });
    if (places.length > 0) continue;
    const above = order.slice(0, order.indexOf(group)).flatMap(rowsOf);
    const row = Math.max(-1, ...above);
    written.set(row, [...(written.get(row) ?? (row < 0 ? [] : [rows[row]!])), ...lines]);
  }
  return [...(written.get(-1) ?? []), ...rows.flatMap((row, n) => written.get(n) ?? [row])].join('\n');
}

/** `lines` with the comment that stood behind the old one. */
function withComment(lines: readonly string[], comment: string | undefined): string[] {
  if (comment === undefined) return [...lines];
  const [first, ...rest] = lines;
  return first === undefined ? [comment] : [`${first}  ${comment}`, ...rest];
}
