/** Least number of characters to add, drop or replace to make `b` of `a`. */
export function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length]!;
}

/** Names longer than this were not mistyped. */
const LONGEST_NAME = 80;

/** Up to `most` of `known` that are near to `name`, the nearest first; a part of a name counts as near. */
export function nearest(name: string, known: readonly string[], most = 3): string[] {
  if (name.length > LONGEST_NAME) return [];
  const wanted = name.toLowerCase();
  return known
    .map((candidate) => {
      const lower = candidate.toLowerCase();
      const holds = wanted.length > 2 && lower.includes(wanted);
      return { candidate, distance: holds ? 0 : editDistance(wanted, lower) };
    })
    .filter(({ candidate, distance }) => distance <= Math.max(2, Math.floor(candidate.length / 3)))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}

/** A sentence that names the nearest of `known`, or all of them when none is near; each within `quote` marks. */
export function didYouMean(name: string, known: readonly string[], quote = ''): string {
  const quoted = (names: readonly string[]) => names.map((one) => `${quote}${one}${quote}`);
  const near = quoted(nearest(name, known));
  return near.length > 0 ? `Did you mean ${near.join(' or ')}?` : `Known: ${quoted(known).join(', ')}.`;
}
