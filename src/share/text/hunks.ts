/** A stretch of the old list, `from` to `to` (exclusive), and what stands in its place in the new one. */
export interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly newFrom: number;
  readonly newTo: number;
}

/** Lists that differ in more places than this are said to differ everywhere between the first and the last. */
const MOST_EDITS = 400;

/** Where two lists differ, in order: the fewest additions and removals that make `b` of `a` (Myers, 1986). */
export function hunksBetween<T>(
  a: readonly T[],
  b: readonly T[],
  same: (a: T, b: T) => boolean = Object.is,
): Hunk[] {
  const shorter = Math.min(a.length, b.length);
  let head = 0;
  while (head < shorter && same(a[head]!, b[head]!)) head++;
  let tail = 0;
  while (tail < shorter - head && same(a[a.length - 1 - tail]!, b[b.length - 1 - tail]!)) tail++;
  const n = a.length - head - tail;
  const m = b.length - head - tail;
  if (n === 0 && m === 0) return [];
  const kept = n === 0 || m === 0 ? [] : matches(n, m, (x, y) => same(a[head + x]!, b[head + y]!));
  return between([...kept, [n, m]], head);
}

type Match = readonly [x: number, y: number];

/** The stretches between matches; the last one stands for the end of both lists. */
function between(matches: readonly Match[], head: number): Hunk[] {
  const hunks: Hunk[] = [];
  let [x, y] = [0, 0];
  for (const [nextX, nextY] of matches) {
    if (nextX > x || nextY > y)
      hunks.push({ from: head + x, to: head + nextX, newFrom: head + y, newTo: head + nextY });
    [x, y] = [nextX + 1, nextY + 1];
  }
  return hunks;
}

/** Pairs that stay, in order; none when there are too many edits. */
function matches(n: number, m: number, same: (x: number, y: number) => boolean): Match[] {
  const most = Math.min(n + m, MOST_EDITS);
  const furthest = new Int32Array(2 * most + 3);
  const at = (k: number) => k + most + 1;
  const trace: Int32Array[] = [];
  for (let edits = 0; edits <= most; edits++) {
    trace.push(furthest.slice());
    for (let k = -edits; k <= edits; k += 2) {
      const isDown = k === -edits || (k !== edits && furthest[at(k - 1)]! < furthest[at(k + 1)]!);
      let x = isDown ? furthest[at(k + 1)]! : furthest[at(k - 1)]! + 1;
      while (x < n && x - k < m && same(x, x - k)) x++;
      furthest[at(k)] = x;
      if (x >= n && x - k >= m) return wayBack(trace, n, m, at);
    }
  }
  return [];
}

function wayBack(trace: readonly Int32Array[], n: number, m: number, at: (k: number) => number): Match[] {
  const found: Match[] = [];
  let [x, y] = [n, m];
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const before = trace[edits]!;
    const k = x - y;
    const isDown = k === -edits || (k !== edits && before[at(k - 1)]! < before[at(k + 1)]!);
    const fromK = isDown ? k + 1 : k - 1;
    const fromX = edits === 0 ? 0 : before[at(fromK)]!;
    const fromY = edits === 0 ? 0 : fromX - fromK;
    while (x > fromX && y > fromY) found.push([--x, --y]);
    [x, y] = [fromX, fromY];
  }
  return found.reverse();
}
