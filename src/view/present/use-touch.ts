import { useRef, type PointerEvent } from 'react';
import type { PresentIntent } from './present-keys.ts';
import { touchIntent } from './touch-intent.ts';

/** Taps and swipes on the stage; buttons on it keep theirs. */
export function useTouch(act: (intent: PresentIntent) => void) {
  const down = useRef<{ x: number; y: number } | null>(null);
  const isOwn = ({ target, isPrimary, button }: PointerEvent) =>
    isPrimary && button === 0 && target instanceof Element && !target.closest('button');
  return {
    onPointerDown: (event: PointerEvent) => {
      down.current = isOwn(event) ? { x: event.clientX, y: event.clientY } : null;
    },
    onPointerUp: (event: PointerEvent) => {
      const from = down.current;
      down.current = null;
      if (from === null || !isOwn(event)) return;
      const intent = touchIntent(from, { x: event.clientX, y: event.clientY }, window.innerWidth);
      if (intent !== null) act(intent);
    },
    onPointerCancel: () => {
      down.current = null;
    },
  };
}
