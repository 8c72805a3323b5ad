import { useEffect, useState, type RefObject } from 'react';

/** Rows drawn beyond both edges, so that a scroll by a few rows shows no gap. */
const SPARE = 8;

/** Rows `from` to `to` (exclusive) are worth drawing. */
export interface RowWindow {
  readonly from: number;
  readonly to: number;
}

/** Which of `count` rows of one height, in CSS pixels, are in sight of the element in `ref`, which scrolls. */
export function useRowWindow(
  ref: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
): RowWindow {
  const [{ top, height }, setSight] = useState({ top: 0, height: 600 });
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const look = () => setSight({ top: element.scrollTop, height: element.clientHeight });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [ref]);
  const first = Math.min(Math.floor(top / rowHeight), count);
  return {
    from: Math.max(0, first - SPARE),
    to: Math.min(count, first + Math.ceil(height / rowHeight) + SPARE),
  };
}
