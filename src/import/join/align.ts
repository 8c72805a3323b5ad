/**
 * Lines up two records of one run: the accesses Xen saw, in order, and the requests that a device model got, in order.
 * All cheapest ways to line them up are looked at together, so that what is the same in all of them can be told from
 * what is only one possibility.
 */

/** One access on the left side, and what the left side itself says about it. */
export interface LeftItem {
  /** Cost of having no partner: small where the left side says that it needs none. */
  readonly alone: number;
  /** Added to the cost of having one: large where the left side says that it has none. */
  readonly paired: number;
  /** Can change places with the item before it: the two were under way at the same time. */
  readonly crosses: boolean;
}

export interface Alignment {
  /** Partners of each left item over all cheapest ways: an index, NONE, or SEVERAL. */
  readonly partners: Int32Array;
  /** 1 where some cheapest way leaves the item without partner. */
  readonly canBeAlone: Uint8Array;
  /** 1 where some cheapest way gives it one. */
  readonly canBePaired: Uint8Array;
  /** Right items that no cheapest way uses, by the left item before which they stand. */
  readonly leftOver: readonly { readonly right: number; readonly before: number }[];
  /** What the cheapest way costs; more than nothing means that something does not fit. */
  readonly cost: number;
}

export const NONE = -1;
export const SEVERAL = -2;

/** Cost of a right item without partner. */
export const UNPAIRED = 8;
/** The same for one that continues the item before it. */
const CONTINUED = 1;
const BLOCK = 2500;
const KEPT = 1500;
const MOST = 60000;

/**
 * Lines up `left` with `right` right items. `fits(i, j)` says whether they can be the same access. Long sides are
 * done in blocks, each with a generous look ahead.
 */
export function align(
  left: readonly LeftItem[],
  right: number,
  fits: (i: number, j: number) => boolean,
  continues: (j: number) => boolean,
): Alignment {
  const partners = new Int32Array(left.length).fill(NONE);
  const canBeAlone = new Uint8Array(left.length);
  const canBePaired = new Uint8Array(left.length);
  const leftOver: { right: number; before: number }[] = [];
  let cost = 0;
  let i = 0;
  let j = 0;
  do {
    const rest = left.length - i;
    const isLast = rest <= BLOCK && right - j <= 2 * BLOCK;
    const n = Math.min(rest, BLOCK);
    const m = Math.min(right - j, 2 * BLOCK);
    const keep = isLast ? n : Math.min(KEPT, n);
    const block = alignBlock(left, i, n, j, m, fits, continues, isLast);
    for (let k = 0; k < keep; k++) {
      const partner = block.partners[k]!;
      partners[i + k] = partner >= 0 ? partner + j : partner;
      canBeAlone[i + k] = block.canBeAlone[k]!;
      canBePaired[i + k] = block.canBePaired[k]!;
    }
    const endJ = isLast ? m : block.rightAt(keep);
    for (const over of block.leftOver)
      if (over.right < endJ) leftOver.push({ right: over.right + j, before: i + over.before });
    cost += block.cost;
    i += keep;
    j += endJ;
    if (isLast || keep === 0) break;
  } while (i < left.length || j < right);
  return { partners, canBeAlone, canBePaired, leftOver, cost };
}

interface Block {
  readonly partners: Int32Array;
  readonly canBeAlone: Uint8Array;
  readonly canBePaired: Uint8Array;
  readonly leftOver: readonly { right: number; before: number }[];
  readonly cost: number;
  readonly rightAt: (k: number) => number;
}

function alignBlock(
  left: readonly LeftItem[],
  i0: number,
  n: number,
  j0: number,
  m: number,
  fits: (i: number, j: number) => boolean,
  continues: (j: number) => boolean,
  isLast: boolean,
): Block {
  const width = m + 1;
  const match = new Uint8Array(n * width);
  for (let i = 0; i < n; i++) for (let j = 0; j < m; j++) if (fits(i0 + i, j0 + j)) match[i * width + j] = 1;
  const skip = (j: number) => (continues(j0 + j) ? CONTINUED : UNPAIRED);
  // ahead[i][j]: cheapest way for what follows; so far[i][j]: for what came before.
  const ahead = new Uint16Array((n + 1) * width).fill(MOST);
  for (let i = n; i >= 0; i--)
    for (let j = m; j >= 0; j--) {
      const at = i * width + j;
      let best = i === n && (j === m || !isLast) ? 0 : MOST;
      if (j < m) best = Math.min(best, ahead[at + 1]! + skip(j));
      if (i < n) {
        const item = left[i0 + i]!;
        best = Math.min(best, ahead[at + width]! + item.alone);
        if (j < m && match[at] === 1) best = Math.min(best, ahead[at + width + 1]! + item.paired);
        if (crossing(left, match, i0, i, n, j, m, width))
          best = Math.min(best, ahead[at + 2 * width + 2]! + item.paired + left[i0 + i + 1]!.paired);
      }
      ahead[at] = Math.min(best, MOST);
    }
  const total = ahead[0]!;
  const partners = new Int32Array(n).fill(NONE);
  const canBeAlone = new Uint8Array(n);
  const canBePaired = new Uint8Array(n);
  const used = new Uint8Array(m);
  const reach = new Uint16Array((n + 1) * width).fill(MOST);
  reach[0] = 0;
  const pair = (i: number, j: number) => {
    canBePaired[i] = 1;
    used[j] = 1;
    partners[i] = partners[i] === NONE || partners[i] === j ? j : SEVERAL;
  };
  const path = new Int32Array(n + 1).fill(0);
  for (let i = 0; i <= n; i++)
    for (let j = 0; j <= m; j++) {
      const at = i * width + j;
      const far = reach[at]!;
      if (far + ahead[at]! !== total) continue;
      path[i] = j;
      const go = (to: number, price: number): boolean => {
        if (far + price + ahead[to]! !== total) return false;
        reach[to] = Math.min(reach[to]!, far + price);
        return true;
      };
      if (j < m) go(at + 1, skip(j));
      if (i === n) continue;
      const item = left[i0 + i]!;
      if (go(at + width, item.alone)) canBeAlone[i] = 1;
      if (j < m && match[at] === 1 && go(at + width + 1, item.paired)) pair(i, j);
      if (
        crossing(left, match, i0, i, n, j, m, width) &&
        go(at + 2 * width + 2, item.paired + left[i0 + i + 1]!.paired)
      ) {
        pair(i, j + 1);
        pair(i + 1, j);
      }
    }
  const leftOver: { right: number; before: number }[] = [];
  let at = 0;
  const end = isLast ? m : (path[n] ?? m);
  for (let j = 0; j < end; j++) {
    if (used[j] === 1) continue;
    while (at < n && path[at + 1]! <= j) at++;
    leftOver.push({ right: j, before: at });
  }
  return { partners, canBeAlone, canBePaired, leftOver, cost: total, rightAt: (k) => path[k] ?? m };
}

/** Items i and i + 1 were under way together, and fit the right items in the opposite order. */
const crossing = (
  left: readonly LeftItem[],
  match: Uint8Array,
  i0: number,
  i: number,
  n: number,
  j: number,
  m: number,
  width: number,
): boolean =>
  i + 1 < n &&
  j + 1 < m &&
  left[i0 + i + 1]!.crosses &&
  match[i * width + j + 1] === 1 &&
  match[(i + 1) * width + j] === 1;
