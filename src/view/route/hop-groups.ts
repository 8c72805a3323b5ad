import type { Hop } from '#model/route.ts';

/** One row of the list: a hop, or a run of early handlers that all decline. */
export type HopRow =
  | { readonly kind: 'hop'; readonly index: number }
  | { readonly kind: 'declines'; readonly first: number; readonly last: number };

/** Rows for `hops`: two or more declines in a row become one. */
export function hopRows(hops: readonly Hop[]): HopRow[] {
  const rows: HopRow[] = [];
  hops.forEach((hop, index) => {
    const last = rows.at(-1);
    if (hop.rule !== 'xen.decline' || !last || hops[index - 1]?.rule !== 'xen.decline') {
      rows.push({ kind: 'hop', index });
      return;
    }
    const first = last.kind === 'hop' ? last.index : last.first;
    rows[rows.length - 1] = { kind: 'declines', first, last: index };
  });
  return rows;
}
