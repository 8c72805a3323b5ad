import { useEffect, useEffectEvent, type RefObject } from 'react';

/** Wheel movement, in pixels, that makes one level: a notch of a mouse wheel, or a short pinch. */
const LEVEL_PX = 40;
const LINE_PX = 20;
/** After so long without movement the next one starts anew. */
const REST_MS = 300;

export interface WheelZoom {
  /** Place of the pointer in the window, in CSS pixels. */
  readonly x: number;
  readonly y: number;
  readonly nearer: boolean;
}

/**
 * Control and wheel over the element, which is also what a pinch on a touchpad sends, go a level nearer or farther at
 * the place of the pointer. The wheel alone goes on scrolling.
 */
export function useWheelZoom(ref: RefObject<HTMLElement | null>, onZoom: (zoom: WheelZoom) => void): void {
  const zoomed = useEffectEvent(onZoom);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    let moved = 0;
    let last = 0;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      if (event.timeStamp - last > REST_MS) moved = 0;
      last = event.timeStamp;
      moved += event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1);
      if (Math.abs(moved) < LEVEL_PX) return;
      zoomed({ x: event.clientX, y: event.clientY, nearer: moved < 0 });
      moved = 0;
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [ref]);
}
