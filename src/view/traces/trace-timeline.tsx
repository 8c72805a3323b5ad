import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { OUTCOMES } from '#model/outcomes.ts';
import { REPLAY_OUTCOMES } from '#model/replay/replay.ts';
import { OUTCOME_LOOKS } from '#scene/outcome-look.ts';
import { Density, placesOf } from '#scene/traces/density.ts';
import { OutcomeSwatch } from '../ui/outcome-swatch.tsx';

interface Props {
  codes: Uint8Array;
  words: (position: number) => string;
  cursor: number;
  stretch: { readonly from: number; readonly to: number } | null;
  onMove: (position: number) => void;
  onStretch: (from: number, to: number) => void;
  onMark: (edge: 'from' | 'to') => void;
  onOpen: () => void;
}

const LANE = 28;
const LEAST_SPAN = 16;
const ZOOM = 1.6;
/** Pixels a press may move and still be a click. */
const CLICK = 4;

/** Accesses from left to right, a lane for each outcome that occurs; where many share a pixel, their density. */
export function TraceTimeline({ codes, words, cursor, stretch, onMove, onStretch, onMark, onOpen }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const density = useMemo(() => new Density(codes), [codes]);
  const { length } = codes;
  const [range, setRange] = useState<readonly [number, number]>([0, length]);
  const [width, setWidth] = useState(600);
  const press = useRef<{ x: number; range: readonly [number, number]; at: number } | null>(null);
  const scale = placesOf(range, width);
  const height = LANE * density.lanes.length;
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
    const element = canvas.current!;
    const ratio = window.devicePixelRatio || 1;
    element.width = width * ratio;
    element.height = height * ratio;
    const context = element.getContext('2d')!;
    context.scale(ratio, ratio);
    const colours = getComputedStyle(element);
    const x = placesOf(range, width);
    if (stretch) {
      context.fillStyle = colours.getPropertyValue('--accent-soft');
      context.fillRect(x(stretch.from), 0, Math.max(1, x(stretch.to + 1) - x(stretch.from)), height);
    }
    const columns = Math.min(Math.floor(width), Math.ceil(range[1] - range[0]));
    const bins = density.bins(range[0], range[1], columns);
    const lanes = density.lanes.length;
    const most = Math.max(1, Math.ceil((range[1] - range[0]) / columns));
    density.lanes.forEach((code, lane) => {
      context.fillStyle = colours.getPropertyValue(`--${OUTCOME_LOOKS[REPLAY_OUTCOMES[code]!].colour}`);
      for (let column = 0; column < columns; column++) {
        const count = bins[column * lanes + lane]!;
        if (count === 0) continue;
        const tall = 4 + (LANE - 8) * Math.min(1, count / most);
        const left = (column * width) / columns;
        context.fillRect(left, (lane + 1) * LANE - 2 - tall, Math.max(1, width / columns - 0.5), tall);
      }
    });
    context.strokeStyle = colours.getPropertyValue('--text');
    context.lineWidth = 2;
    context.strokeRect(x(cursor) - 1, 1, Math.max(3, x(cursor + 1) - x(cursor)) + 2, height - 2);
  }, [density, range, width, height, cursor, stretch]);

  const onKeyDown = (event: KeyboardEvent) => {
    const span = range[1] - range[0];
    const steps: Record<string, () => void> = {
      ArrowLeft: () => (event.shiftKey ? place(range[0] - span / 4, span) : onMove(Math.max(0, cursor - 1))),
      ArrowRight: () =>
        event.shiftKey ? place(range[0] + span / 4, span) : onMove(Math.min(length - 1, cursor + 1)),
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
        {density.lanes.map((code) => (
          <li key={code}>
            <OutcomeSwatch outcome={REPLAY_OUTCOMES[code]!} /> {OUTCOMES[REPLAY_OUTCOMES[code]!].word}
          </li>
        ))}
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
          aria-valuetext={`Access ${cursor + 1}: ${words(cursor)}, ${OUTCOMES[REPLAY_OUTCOMES[codes[cursor]!]!].word}`}
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
        <div className="traces-overview" aria-hidden="true">
          <span style={{ left: percent(range[0]), width: percent(range[1] - range[0]) }} />
          <i style={{ left: percent(cursor) }} />
        </div>
        <p className="traces-range">
          Accesses {Math.floor(range[0]) + 1} to {Math.ceil(range[1])} of {length}. Wheel or + and - zoom,
          drag pans, Shift and drag chooses a stretch.
        </p>
      </div>
    </div>
  );
}
