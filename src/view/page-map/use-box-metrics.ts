import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import type { Metrics } from '#scene/page-map/shapes.ts';

/** Room for the picture and the size of the type in it, in pixels. */
export interface BoxMetrics extends Metrics {
  readonly width: number;
  readonly height: number;
}

const PROBE_CHARS = 20;

/** Measures `box` and the monospace `probe` (20 characters) in it, now and whenever either changes. */
export function useBoxMetrics(): {
  box: RefObject<HTMLDivElement | null>;
  probe: RefObject<HTMLSpanElement | null>;
  measured: BoxMetrics | null;
} {
  const box = useRef<HTMLDivElement>(null);
  const probe = useRef<HTMLSpanElement>(null);
  const [measured, setMeasured] = useState<BoxMetrics | null>(null);
  useLayoutEffect(() => {
    const element = box.current;
    const sample = probe.current;
    if (!element || !sample) return;
    const measure = () => {
      const { width, height } = element.getBoundingClientRect();
      const font = parseFloat(getComputedStyle(sample).fontSize);
      const char = sample.getBoundingClientRect().width / PROBE_CHARS;
      setMeasured((old) =>
        old?.width === width && old.height === height && old.font === font && old.char === char
          ? old
          : { width, height, font, char },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    observer.observe(sample);
    return () => observer.disconnect();
  }, []);
  return { box, probe, measured };
}
