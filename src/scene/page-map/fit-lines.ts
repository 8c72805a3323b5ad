import type { Line } from './lines.ts';

/** Lines drawn one by one, and runs of lines drawn as one compressed stretch, in the order of their offsets. */
export type Fitted =
  | { readonly kind: 'line'; readonly line: Line }
  | { readonly kind: 'stretch'; readonly lines: readonly [Line, ...Line[]] };

/** Heights in pixels. */
export interface FitHeights {
  readonly line: number;
  readonly stretch: number;
  /** Head of a zone that has at least one line drawn. */
  readonly headOf: (line: Line) => number;
}

/** First line of an item. */
export const firstOf = (item: Fitted): Line => (item.kind === 'line' ? item.line : item.lines[0]);

const lastOf = (item: Fitted): Line =>
  item.kind === 'line' ? item.line : (item.lines.at(-1) ?? item.lines[0]);

/** True when `b` goes on where `a` ends, on the same page and with the same meaning. */
const goesOn = (a: Line, b: Line): boolean =>
  a.kind === b.kind && a.bar === b.bar && a.end === b.start && a.page === b.page;

/** The lines with those in `shown` drawn and the others gathered; a single line alone is never compressed. */
export function gather(lines: readonly Line[], shown: ReadonlySet<number>): Fitted[] {
  const fitted: Fitted[] = [];
  let run: [Line, ...Line[]] | null = null;
  const flush = () => {
    if (run === null) return;
    fitted.push(run.length === 1 ? { kind: 'line', line: run[0] } : { kind: 'stretch', lines: run });
    run = null;
  };
  for (const [i, line] of lines.entries()) {
    const before: Line | undefined = lines[i - 1];
    if (before && !goesOn(before, line)) flush();
    if (shown.has(i)) {
      flush();
      fitted.push({ kind: 'line', line });
    } else if (run) (run as Line[]).push(line);
    else run = [line];
  }
  flush();
  return fitted;
}

/**
 * Where the heads of zones stand: above the first item of a zone that has at least one line drawn. `below`: the item
 * comes under a head further up. A zone that is one stretch names itself.
 */
export function headsOf(fitted: readonly Fitted[]): readonly ('here' | 'below' | 'none')[] {
  const heads: ('here' | 'below' | 'none')[] = [];
  let from = 0;
  for (let i = 1; i <= fitted.length; i++) {
    const before = fitted[i - 1];
    const item = fitted[i];
    if (before && item && goesOn(lastOf(before), firstOf(item))) continue;
    const headed = fitted.slice(from, i).some(({ kind }) => kind === 'line');
    for (let at = from; at < i; at++) heads.push(headed ? (at === from ? 'here' : 'below') : 'none');
    from = i;
  }
  return heads;
}

/** Height of what `gather` gave, heads of zones included. */
export function heightOf(fitted: readonly Fitted[], heights: FitHeights): number {
  const heads = headsOf(fitted);
  return fitted.reduce((total, item, i) => {
    const head = heads[i] === 'here' ? heights.headOf(firstOf(item)) : 0;
    return total + head + (item.kind === 'line' ? heights.line : heights.stretch);
  }, 0);
}

/** Order in which lines earn a row: what the reader asked for, then what tells most. Indices into `lines`. */
function ranking(lines: readonly Line[]): number[] {
  const indexed = lines.map((line, i) => ({ line, i }));
  const ofKind = (kind: Line['kind']) => indexed.filter(({ line }) => line.kind === kind);
  const table = ofKind('table');
  const pba = ofKind('pba');
  const registers = indexed.filter(({ line }) => line.register !== null);
  const ends = [table[0], pba[0], registers[0], table.at(-1)].filter((item) => item !== undefined);
  return [...ends, ...registers.slice(0, 8), ...table.slice(1, 3), ...registers, ...pba, ...table].map(
    ({ i }) => i,
  );
}

/** The picture is full when this many lines in a row of merit did not fit; a page has 256 of them. */
const ENOUGH_MISSES = 12;

/**
 * Chooses which lines are drawn so that the whole is at most `available` high: `pinned` ones always, then the first
 * table entry, the first pending bits, known registers, the last entry, and so on. The rest is compressed.
 */
export function fitLines(
  lines: readonly Line[],
  pinned: ReadonlySet<number>,
  heights: FitHeights,
  available: number,
): Fitted[] {
  const shown = new Set(pinned);
  let misses = 0;
  for (const candidate of ranking(lines)) {
    if (shown.has(candidate)) continue;
    shown.add(candidate);
    if (heightOf(gather(lines, shown), heights) <= available) continue;
    shown.delete(candidate);
    misses += 1;
    if (misses > ENOUGH_MISSES) break;
  }
  return gather(lines, shown);
}
