import { isSame } from '#model/base/same.ts';
import { hunksBetween, type Hunk } from './hunks.ts';

export interface Merged {
  readonly text: string;
  /** Both changed the same lines; those of `mine` stand. */
  readonly clash: boolean;
}

/**
 * `mine` with what `theirs` changed, line by line; both come from `base`. Every line that `mine` changed or added is in
 * the result, in order.
 */
export function mergedText(base: string, mine: string, theirs: string): Merged {
  if (mine === base || mine === theirs) return { text: theirs, clash: false };
  const [lines, own, others] = [base, mine, theirs].map((text) => text.split('\n')) as [
    string[],
    string[],
    string[],
  ];
  const changes = [
    ...hunksBetween(lines, others).map((hunk) => ({ ...hunk, lines: others, isMine: false })),
    ...hunksBetween(lines, own).map((hunk) => ({ ...hunk, lines: own, isMine: true })),
  ].sort((a, b) => a.from - b.from || a.to - b.to);
  const out: string[] = [];
  let at = 0;
  let clash = false;
  for (const group of overlapping(changes)) {
    const from = Math.min(...group.map((change) => change.from));
    const to = Math.max(...group.map((change) => change.to));
    out.push(...lines.slice(at, from));
    at = to;
    const [first, second] = group;
    const stands = group.filter(({ isMine }) => isMine);
    if (group.length === 1 || (group.length === 2 && isSame(linesOf(first!), linesOf(second!))))
      out.push(...linesOf(first!));
    else {
      clash = true;
      out.push(...filledIn(lines, stands, from, to));
    }
  }
  out.push(...lines.slice(at));
  return { text: out.join('\n'), clash };
}

interface Change extends Hunk {
  readonly lines: readonly string[];
  readonly isMine: boolean;
}

const linesOf = ({ lines, newFrom, newTo }: Change): readonly string[] => lines.slice(newFrom, newTo);

/** The lines `from` to `to` of the base with these changes, which lie among them. */
function filledIn(lines: readonly string[], changes: readonly Change[], from: number, to: number): string[] {
  const out: string[] = [];
  let at = from;
  for (const change of changes) {
    out.push(...lines.slice(at, change.from), ...linesOf(change));
    at = change.to;
  }
  return [...out, ...lines.slice(at, to)];
}

/** Changes in order, those together that touch the same lines; lines added side by side do not. */
function overlapping(changes: readonly Change[]): Change[][] {
  const groups: Change[][] = [];
  let [from, to] = [-1, -1];
  for (const change of changes) {
    const shares =
      Math.max(from, change.from) < Math.min(to, change.to) ||
      (change.from === change.to && from < change.from && change.from < to);
    const group = groups.at(-1);
    if (shares && group) {
      group.push(change);
      to = Math.max(to, change.to);
    } else {
      groups.push([change]);
      [from, to] = [change.from, change.to];
    }
  }
  return groups;
}
