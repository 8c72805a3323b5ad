import { useCallback, useEffect, useRef, type RefObject } from 'react';

/** Opening a second window ends the full screen in some browsers, within this time. */
const SOON_MS = 2000;

/** The whole screen for `root` as long as it is drawn, where the browser allows it; leaving it by Escape calls `onLeave`. */
export function useFullscreen(root: RefObject<HTMLElement | null>, onLeave: () => void) {
  /** Until when an end of the full screen is no wish to leave. */
  const expected = useRef(0);
  const expectExit = useCallback(() => {
    expected.current = performance.now() + SOON_MS;
  }, []);
  useEffect(() => {
    enter(root.current);
    let wasFull = false;
    const onChange = () => {
      const isFull = document.fullscreenElement !== null;
      if (wasFull && !isFull && performance.now() > expected.current) onLeave();
      wasFull = isFull;
    };
    document.addEventListener('fullscreenchange', onChange);
    return () => {
      document.removeEventListener('fullscreenchange', onChange);
      if (document.fullscreenElement !== null) document.exitFullscreen().catch(() => undefined);
    };
  }, [root, onLeave]);

  const toggle = () => {
    if (document.fullscreenElement === null) enter(root.current);
    else {
      expectExit();
      document.exitFullscreen().catch(() => undefined);
    }
  };

  return { toggle, expectExit };
}

/** A browser that refuses leaves the stage in the window, which it fills all the same; phones may not know the call. */
function enter(element: HTMLElement | null): void {
  if (element !== null && 'requestFullscreen' in element) element.requestFullscreen().catch(() => undefined);
}
