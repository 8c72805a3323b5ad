import { useMemo, useRef, type PointerEvent } from 'react';
import type { StepDifference } from '#model/compare.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import type { Outcome } from '#model/route.ts';
import type { Run } from '#model/run.ts';
import { compareColumns } from '#scene/compare/compare-marks.ts';
import { activeTrack } from '#state/workbench.ts';
import { progressOf } from '#state/playhead.ts';
import { useActions, useWorkbench } from '../workbench-context.ts';
import { useWidth } from '../use-width.ts';
import '../timeline/timeline.css';

const ROW = 22;
const LETTER_WIDTH = 13;
const NARROWEST_COLUMN = 3;

interface CompareTimelineProps {
  a: Run;
  b: Run;
  differences: readonly StepDifference[];
  onJump: (difference: StepDifference) => void;
}

/** What each access becomes under both designs, and where they differ. */
export function CompareTimeline({ a, b, differences, onJump }: CompareTimelineProps) {
  const { seekProgress } = useActions();
  const progress = useWorkbench((state) => progressOf(state.playhead, activeTrack(state)));
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const columns = useMemo(
    () => compareColumns(a.summaries, b.summaries, differences, Math.floor(width / NARROWEST_COLUMN)),
    [a, b, differences, width],
  );
  const stepWidth = a.length === 0 ? 0 : width / a.length;
  const seekTo = (event: PointerEvent<SVGSVGElement>) => {
    const { left, top, width: shown } = event.currentTarget.getBoundingClientRect();
    const progressThere = shown > 0 ? ((event.clientX - left) / shown) * a.length : 0;
    const column = columns.find(({ from, to }) => progressThere >= from && progressThere < to);
    const difference = differences.find(({ index }) => index === column?.differs);
    if (event.clientY - top > 2 * ROW && difference !== undefined) onJump(difference);
    else seekProgress(progressThere);
  };
  const done = Math.floor(progress);
  return (
    <div className="timeline compare-timeline">
      <span className="timeline-label" id="compare-scrub-label">
        Position
      </span>
      <input
        className="timeline-scrub"
        type="range"
        aria-labelledby="compare-scrub-label"
        aria-valuetext={`${done} of ${a.length} accesses done`}
        min={0}
        max={Math.max(a.length, 1)}
        step="any"
        value={progress}
        disabled={a.length === 0}
        onChange={(event) => seekProgress(Number(event.target.value))}
      />
      <div aria-hidden="true">
        <span className="timeline-label">{shortName(a, b)}</span>
        <span className="timeline-label">{shortName(b, a)}</span>
        <span className="timeline-label">Differs</span>
      </div>
      <div ref={box} className="timeline-lanes">
        <svg
          role="img"
          aria-label={`Timeline of ${a.length} accesses under both designs; ${differences.length} differ`}
          width={width}
          height={3 * ROW}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            seekTo(event);
          }}
          onPointerMove={(event) => {
            if (event.buttons === 1 && event.nativeEvent.offsetY <= 2 * ROW) seekTo(event);
          }}
        >
          {[0, 1, 2].map((row) => (
            <line
              key={row}
              className="timeline-rule"
              x1={0}
              x2={width}
              y1={(row + 0.5) * ROW}
              y2={(row + 0.5) * ROW}
            />
          ))}
          {columns.map(({ from, to, a: ours, b: theirs, differs }) => {
            const place = { x: from * stepWidth, width: (to - from) * stepWidth, past: to <= progress };
            return (
              <g key={from}>
                <Mark outcome={ours} row={0} {...place} />
                <Mark outcome={theirs} row={1} {...place} />
                {differs !== null && <DifferenceMark {...place} />}
              </g>
            );
          })}
          <line
            className="timeline-head"
            x1={progress * stepWidth}
            x2={progress * stepWidth}
            y1={0}
            y2={3 * ROW}
          />
        </svg>
      </div>
    </div>
  );
}

/** What tells the one design from the other. */
function shortName({ design }: Run, other: Run): string {
  return design.xenName === other.design.xenName ? design.deviceModelName : design.xenTitle;
}

interface Place {
  x: number;
  width: number;
  past: boolean;
}

function Mark({ outcome, row, x, width, past }: Place & { outcome: Outcome | null; row: number }) {
  const gap = width > 6 ? 1 : 0;
  return (
    <g className="timeline-mark compare-mark" data-outcome={outcome ?? 'mixed'} data-past={past}>
      <rect
        x={x + gap}
        y={row * ROW + 3}
        width={Math.max(width - 2 * gap, 1)}
        height={ROW - 6}
        rx={width > 8 ? 3 : 0}
      />
      {outcome !== null && width >= LETTER_WIDTH && (
        <text x={x + width / 2} y={row * ROW + 15.5}>
          {OUTCOMES[outcome].letter}
        </text>
      )}
    </g>
  );
}

function DifferenceMark({ x, width }: Place) {
  const y = 2 * ROW;
  return (
    <g className="compare-difference">
      {width >= LETTER_WIDTH ? (
        <text x={x + width / 2} y={y + 16}>
          ≠
        </text>
      ) : (
        <rect x={x} y={y + 4} width={Math.max(width, 2)} height={ROW - 8} />
      )}
    </g>
  );
}
