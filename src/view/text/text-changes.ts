import type { ChangeSpec, Text } from '@codemirror/state';
import { hunksBetween, type Hunk } from '#share/text/hunks.ts';

/** What makes `text` of `doc`, line by line, so that cursor, marks and undo stay with the lines that stay. */
export function changesTo(doc: Text, text: string): ChangeSpec[] {
  const [old, lines] = [doc.toString().split('\n'), text.split('\n')];
  return hunksBetween(old, lines).map((hunk) => {
    const { from, to, insert } = lineChange(doc, hunk, lines);
    return trimmed(doc, from, to, insert);
  });
}

/** A hunk in characters: the line ends go with the lines before them, but for the last line, which has none. */
function lineChange(doc: Text, { from, to, newFrom, newTo }: Hunk, lines: readonly string[]) {
  const added = lines.slice(newFrom, newTo);
  if (to < doc.lines)
    return {
      from: doc.line(from + 1).from,
      to: doc.line(to + 1).from,
      insert: added.map((line) => `${line}\n`).join(''),
    };
  const isWhole = from === 0;
  return {
    from: isWhole ? 0 : doc.line(from).to,
    to: doc.length,
    insert: (isWhole ? added : added.map((line) => `\n${line}`)).join(isWhole ? '\n' : ''),
  };
}

/** Leaves out what is the same at both ends. */
function trimmed(doc: Text, from: number, to: number, insert: string): ChangeSpec {
  const old = doc.sliceString(from, to);
  const shorter = Math.min(old.length, insert.length);
  let head = 0;
  while (head < shorter && old[head] === insert[head]) head++;
  let tail = 0;
  while (tail < shorter - head && old.at(-1 - tail) === insert.at(-1 - tail)) tail++;
  return { from: from + head, to: to - tail, insert: insert.slice(head, insert.length - tail) };
}
