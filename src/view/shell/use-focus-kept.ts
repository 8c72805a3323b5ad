import { useEffect, useRef } from 'react';

/** What had the focus can go with its view: then the new view gets it, so that the next Tab goes on from there. */
export function useFocusKept(view: string): void {
  const last = useRef<Element | null>(null);
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      last.current = target instanceof Element ? target : null;
    };
    addEventListener('focusin', note);
    return () => removeEventListener('focusin', note);
  }, []);
  useEffect(() => {
    const giveBack = () => {
      if (document.activeElement !== document.body || last.current?.isConnected !== false) return;
      const main = document.querySelector('main');
      if (main === null) return;
      main.tabIndex = -1;
      main.focus({ preventScroll: true });
    };
    giveBack();
    // What stands there until the view was fetched goes once more.
    const place = document.querySelector('main')?.parentElement;
    if (!place) return;
    const observer = new MutationObserver(giveBack);
    observer.observe(place, { childList: true });
    return () => observer.disconnect();
  }, [view]);
}
