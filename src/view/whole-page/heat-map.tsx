import { useEffect, useMemo, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { ACCESS_SIZES, type AccessSize } from '#model/access.ts';
import { hex } from '#model/base/hex.ts';
import { PAGE_SIZE } from '#model/layout.ts';
import type { PageSurvey } from '#model/page-survey.ts';
import { mapShape, placeAtPoint, ROW_BYTES } from '#scene/survey/map-shape.ts';
import { nextChange } from '#scene/survey/plane-runs.ts';
import { useSettings } from '../workbench-context.ts';
import { usePrinting } from '../ui/use-printing.ts';
import { useWidth } from '../use-width.ts';
import { drawHeatMap } from './draw-heat-map.ts';

/** Width on paper in CSS pixels, whatever the window has; the style sheet leaves it as much. */
const PAPER_WIDTH = 796;

/** One access of the survey. */
export interface Probe {
  /** Bytes from the table BAR. */
  readonly offset: number;
  readonly size: AccessSize;
  readonly write: boolean;
}

interface HeatMapProps {
  survey: PageSurvey;
  /** Where only differences are drawn: 1 for each access that differs. */
  marks: Uint8Array | null;
  probe: Probe;
  /** What becomes of the probe, in words, for those who cannot see the map. */
  says: string;
  onProbe: (probe: Probe) => void;
  onOpen: () => void;
}

/** The outcomes of every access to one page, as eight maps on a canvas. */
export function HeatMap({ survey, marks, probe, says, onProbe, onOpen }: HeatMapProps) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const inSight = useWidth(box);
  const isPrinting = usePrinting();
  const width = isPrinting ? PAPER_WIDTH : inSight;
  const theme = useSettings((settings) => settings.theme);
  const shape = useMemo(() => mapShape(Math.max(width, 300)), [width]);
  const page = Math.floor((probe.offset - survey.start) / PAGE_SIZE);

  useEffect(() => {
    if (!canvas.current || width === 0) return;
    const element = canvas.current;
    const draw = () => drawHeatMap(element, shape, survey, page, marks);
    draw();
    const system = window.matchMedia('(prefers-color-scheme: dark)');
    system.addEventListener('change', draw);
    return () => system.removeEventListener('change', draw);
  }, [shape, survey, page, marks, theme, width, isPrinting]);

  const pick = (event: PointerEvent<HTMLCanvasElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const place = placeAtPoint(shape, event.clientX - left, event.clientY - top);
    if (place === null) return;
    const { size, write } = place.plane;
    onProbe({ offset: survey.start + page * PAGE_SIZE + place.byte, size, write });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter') onOpen();
    else {
      const next = probeAfter(event.key, probe, survey);
      if (next === null) return;
      onProbe(next);
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const byte = (probe.offset - survey.start) % PAGE_SIZE;
  const plane = shape.planes.find(({ size, write }) => size === probe.size && write === probe.write)!;
  return (
    <div
      className="heat-map"
      role="application"
      aria-roledescription="heat map"
      aria-label={`Outcome of every access to page ${hex(survey.start + page * PAGE_SIZE)}. At ${nameOf(probe)}: ${says}`}
      aria-keyshortcuts="ArrowLeft ArrowRight ArrowUp ArrowDown s w n p Enter"
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div ref={box} className="heat-map-box">
        <div className="heat-map-stage" style={{ width: shape.width, height: shape.height }}>
          {shape.planes.map(({ size, write, x, y }) => (
            <p
              key={`${write}${size}`}
              className="heat-map-title"
              data-current={size === probe.size && write === probe.write}
              style={{ left: x, top: y - 20, width: shape.cell * ROW_BYTES }}
            >
              {write ? 'Write' : 'Read'} {size} {size === 1 ? 'byte' : 'bytes'}
            </p>
          ))}
          <canvas
            ref={canvas}
            aria-hidden="true"
            onPointerDown={pick}
            onPointerMove={(event) => {
              if (event.buttons === 1) pick(event);
            }}
          />
          <span
            className="heat-map-cursor"
            style={{
              left: plane.x + (byte % ROW_BYTES) * shape.cell,
              top: plane.y + Math.floor(byte / ROW_BYTES) * shape.cell,
              width: Math.max(probe.size, 1) * shape.cell,
              height: shape.cell,
            }}
          />
        </div>
      </div>
    </div>
  );
}

/** `W4 +0x2804`. */
export const nameOf = ({ offset, size, write }: Probe): string =>
  `${write ? 'W' : 'R'}${size} +${hex(offset)}`;

/** Where a key takes the cursor; null for keys it has no use for. */
function probeAfter(key: string, probe: Probe, survey: PageSurvey): Probe | null {
  const to = (offset: number): Probe => ({
    ...probe,
    offset: Math.max(survey.start, Math.min(survey.end - 1, offset)),
  });
  switch (key) {
    case 'ArrowRight':
      return to(probe.offset + 1);
    case 'ArrowLeft':
      return to(probe.offset - 1);
    case 'ArrowDown':
      return to(probe.offset + ROW_BYTES);
    case 'ArrowUp':
      return to(probe.offset - ROW_BYTES);
    case 'PageDown':
      return to(probe.offset + PAGE_SIZE);
    case 'PageUp':
      return to(probe.offset - PAGE_SIZE);
    case 'Home':
      return to(survey.start);
    case 'End':
      return to(survey.end - 1);
    case 's': {
      const at = ACCESS_SIZES.indexOf(probe.size);
      return { ...probe, size: ACCESS_SIZES[(at + 1) % ACCESS_SIZES.length]! };
    }
    case 'w':
      return { ...probe, write: !probe.write };
    case 'n':
      return to(nextChange(survey, probe.offset, probe.size, probe.write, 1) ?? probe.offset);
    case 'p':
      return to(nextChange(survey, probe.offset, probe.size, probe.write, -1) ?? probe.offset);
    default:
      return null;
  }
}
