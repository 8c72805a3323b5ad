import { useEffect, useState, type ComponentType } from 'react';
import { byDefault, lazyPart } from '../ui/lazy-part.ts';

/** After the start, in milliseconds: what is on the screen is drawn, and Play can be pressed. */
const AFTER_START = 1500;

let fetched: ComponentType | null = null;

const fetchView = () => import('./whole-page-view.tsx');

const FetchedLater = lazyPart(fetchView, byDefault);

/** The view of the whole page, without a moment's fallback where its part of the app is here already. */
export function WholePage() {
  // React keeps a fallback up for 300 ms once it is shown, even when what it stood for comes at once.
  const [View] = useState<ComponentType>(() => fetched ?? FetchedLater);
  return <View />;
}

/**
 * Has the map of the whole page ready before anyone asks for it: its part of the app is fetched, which has a worker
 * run a small survey. Where that fails, opening the view says so.
 */
export function useHeadStart(): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      fetchView().then(
        (file) => {
          fetched = file.default;
        },
        () => undefined,
      );
    }, AFTER_START);
    return () => clearTimeout(timer);
  }, []);
}
