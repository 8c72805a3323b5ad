import { useEffect } from 'react';
import { VIEW_ON_ITS_WAY } from '../ui/on-its-way.tsx';
import { byDefault, lazyPart } from '../ui/lazy-part.ts';

/** After the start, in milliseconds: what is on the screen is drawn, and Play can be pressed. */
const AFTER_START = 1500;

/** The view of the whole page. */
export const WholePage = lazyPart(() => import('./whole-page-view.tsx'), byDefault, VIEW_ON_ITS_WAY);

/**
 * Has the map of the whole page ready before anyone asks for it: its part of the app is fetched, which has a worker
 * run a small survey. Where that fails, opening the view says so.
 */
export function useHeadStart(): void {
  useEffect(() => {
    const timer = setTimeout(WholePage.fetchAhead, AFTER_START);
    return () => clearTimeout(timer);
  }, []);
}
