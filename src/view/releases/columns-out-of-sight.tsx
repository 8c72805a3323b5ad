import type { RefObject } from 'react';

/** Titles of the columns that are scrolled out of sight, on either side. */
export interface OutOfSight {
  readonly left: readonly string[];
  readonly right: readonly string[];
}

export const ALL_IN_SIGHT: OutOfSight = { left: [], right: [] };

/** Which of the grid's columns lie, by more than half, behind the sticky first one or beyond the right edge. */
export function outOfSight(box: HTMLElement): OutOfSight {
  const first = box.querySelector<HTMLElement>('.release-head .release-step');
  const names = [...box.querySelectorAll<HTMLElement>('.release-name')];
  const from = box.scrollLeft + (first?.offsetWidth ?? 0);
  const to = box.scrollLeft + box.clientWidth;
  const titles = (kept: (middle: number) => boolean) =>
    names
      .filter((name) => kept(name.offsetLeft + name.offsetWidth / 2))
      .map((name) => name.querySelector('b')?.textContent ?? '');
  return { left: titles((middle) => middle < from), right: titles((middle) => middle > to) };
}

/** Says which releases are out of sight, and brings them into it. */
export function ColumnsOutOfSight({
  hidden,
  box,
}: {
  hidden: OutOfSight;
  box: RefObject<HTMLElement | null>;
}) {
  if (hidden.left.length === 0 && hidden.right.length === 0) return null;
  const scroll = (direction: -1 | 1) => {
    if (box.current) box.current.scrollBy({ left: (direction * box.current.clientWidth) / 2 });
  };
  return (
    <p className="release-beyond">
      {hidden.left.length > 0 && (
        <button type="button" className="button" onClick={() => scroll(-1)}>
          ← {hidden.left.length} to the left
        </button>
      )}
      <span>Out of sight: {[...hidden.left, ...hidden.right].join('; ')}</span>
      {hidden.right.length > 0 && (
        <button type="button" className="button" onClick={() => scroll(1)}>
          {hidden.right.length} to the right →
        </button>
      )}
    </p>
  );
}
