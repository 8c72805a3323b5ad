import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { LANES, LANE_TITLES } from '#scene/timeline.ts';
import { Density, placesOf } from '#scene/traces/density.ts';
import { drawTimeline, LANE_HEIGHT } from './draw-timeline.ts';
import { TimeAxis } from './time-axis.tsx';

interface Props {
  codes: Uint8Array;
  /** The current access in words, for the slider. */
  words: string;
  cursor: number;
  stretch: { readonly from: number; readonly to: number } | null;
  /** Positions that match the filter; null without one. */
  found: Uint32Array | null;
  onMove: (position: number) => void;
  onStretch: (from: number, to: number) => void;
  onMark: (edge: 'from' | 'to') => void;
  onOpen: () => void;
}

const LEAST_SPAN = 16;
const ZOOM = 1.6;
/** Pixels a press may move and still be a click. */
const CLICK = 4;

/** Accesses from left to right, a lane for each party; where many share a pixel, their density. */
export function TraceTimeline(props: Props) {
  const { codes, words, cursor, stretch, found, onMove, onStretch, onMark, onOpen } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const density = useMemo(() => new Density(codes), [codes]);
  const { length } = codes;
  const [range, setRange] = useState<readonly [number, number]>([0, length]);
  const [width, setWidth] = useState(600);
  const press = useRef<{ x: number; range: readonly [number, number]; at: number } | null>(null);
  const scale = placesOf(range, width);
  const height = LANE_HEIGHT * (LANES.length + (found ? 1 : 0));
  const positionAt = (x: number) => Math.min(length - 1, Math.max(0, Math.floor(scale.invert(x))));

  const place = (from: number, span: number) => {
    const kept = Math.min(Math.max(span, Math.min(LEAST_SPAN, length)), length);
    const start = Math.min(Math.max(from, 0), length - kept);
    setRange([start, start + kept]);
  };
  const zoom = (by: number, around: number) => {
    const span = (range[1] - range[0]) / by;
    place(around - (around - range[0]) / by, span);
  };
  const zoomAt = useRef(zoom);
  const invert = useRef((x: number) => scale.invert(x));
  useEffect(() => {
    zoomAt.current = zoom;
    invert.current = (x) => scale.invert(x);
  });
  const [shown, setShown] = useState(cursor);
  if (shown !== cursor) {
    setShown(cursor);
    if (cursor < range[0] || cursor >= range[1])
      place(cursor - (range[1] - range[0]) / 2, range[1] - range[0]);
  }

  useEffect(() => {
    const element = canvas.current!;
    const observer = new ResizeObserver(() => setWidth(Math.max(1, element.clientWidth)));
    observer.observe(element);
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      zoomAt.current(Math.exp(-event.deltaY / 300), invert.current(event.offsetX));
    };
    // React listens passively to the wheel, so that the page would scroll as well.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      observer.disconnect();
      element.removeEventListener('wheel', onWheel);
    };
  }, []);

  useEffect(() => {
    drawTimeline(canvas.current!, { density, range, width, height, cursor, stretch, found });
  }, [density, range, width, height, cursor, stretch, found]);

  const onKeyDown = (event: KeyboardEvent) => {
    const span = range[1] - range[0];
    const steps: Record<string, () => void> = {
      ArrowLeft: () => (event.shiftKey ? place(range[0] - span / 4, span) : onMove(Math.max(0, cursor - 1))),
      ArrowRight: () =>
        event.shiftKey ? place(range[0] + span / 4, span) : onMove(Math.min(length - 1, cursor + 1)),
      PageUp: () => onMove(Math.max(0, cursor - Math.ceil(span / 10))),
      PageDown: () => onMove(Math.min(length - 1, cursor + Math.ceil(span / 10))),
      Home: () => onMove(0),
      End: () => onMove(length - 1),
      '+': () => zoom(ZOOM, cursor),
      '-': () => zoom(1 / ZOOM, cursor),
      s: () => onMark('from'),
      e: () => onMark('to'),
      Enter: onOpen,
    };
    const act = steps[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  };
  const onPointerMove = (event: PointerEvent) => {
    const from = press.current;
    if (!from) return;
    const { offsetX } = event.nativeEvent;
    if (event.shiftKey) {
      const to = positionAt(offsetX);
      onStretch(Math.min(from.at, to), Math.max(from.at, to));
    } else {
      const span = from.range[1] - from.range[0];
      place(from.range[0] - ((offsetX - from.x) * span) / width, span);
    }
  };
  const percent = (position: number) => `${(100 * position) / length}%`;
  return (
    <div className="traces-timeline">
      <ul className="traces-lanes" aria-label="Lanes">
        {LANES.map((lane) => (
          <li key={lane} data-lane={lane}>
            {LANE_TITLES[lane]}
          </li>
        ))}
        {found && <li data-lane="found">Matches</li>}
      </ul>
      <div className="traces-plot">
        <canvas
          ref={canvas}
          style={{ height }}
          tabIndex={0}
          role="slider"
          aria-label="Timeline of accesses"
          aria-valuemin={1}
          aria-valuemax={length}
          aria-valuenow={cursor + 1}
          aria-valuetext={words}
          onKeyDown={onKeyDown}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            const { offsetX } = event.nativeEvent;
            press.current = { x: offsetX, range, at: positionAt(offsetX) };
          }}
          onPointerMove={onPointerMove}
          onPointerUp={(event) => {
            const from = press.current;
            press.current = null;
            const { offsetX } = event.nativeEvent;
            if (from && !event.shiftKey && Math.abs(offsetX - from.x) < CLICK) onMove(positionAt(offsetX));
          }}
          onPointerCancel={() => (press.current = null)}
        />
        <TimeAxis key={length} range={range} width={width} />
        <div className="traces-overview" aria-hidden="true">
          <span style={{ left: percent(range[0]), width: percent(range[1] - range[0]) }} />
          <i style={{ left: percent(cursor) }} />
        </div>
        <p className="traces-range">
          Accesses {(Math.floor(range[0]) + 1).toLocaleString('en')} to{' '}
          {Math.ceil(range[1]).toLocaleString('en')} of {length.toLocaleString('en')}. Wheel or + and - zoom,
          drag or Shift with arrows pans, Shift and drag (or s and e) chooses a stretch.
        </p>
      </div>
    </div>
  );
}
