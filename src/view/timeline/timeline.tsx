import { memo, useMemo, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { OUTCOMES } from '#model/outcomes.ts';
import { LANES, LANE_TITLES, timelineMarks, timelineTicks, type TimelineMark } from '#scene/timeline.ts';
import { disagreementsOf } from '../beliefs/moments-of.ts';
import { activeRun } from '#state/workbench.ts';
import { trackOf } from '#state/derived.ts';
import { progressOf } from '#state/playhead.ts';
import { useActions, useWorkbench } from '../workbench-context.ts';
import { useWidth } from '../use-width.ts';
import './timeline.css';

const LANE_HEIGHT = 20;
/** A mark is drawn with its letter from this width on. */
const LETTER_WIDTH = 13;
const NARROWEST_COLUMN = 3;

/** What each access became, in the lane of the party that ended it, under a slider over the whole scenario. */
export function Timeline() {
  const { seekProgress } = useActions();
  const run = useWorkbench(activeRun);
  const loop = useWorkbench((state) => state.loop);
  const progress = useWorkbench((state) => progressOf(state.playhead, trackOf(activeRun(state))));
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const marks = useMemo(
    () => timelineMarks(run.summaries, Math.floor(width / NARROWEST_COLUMN)),
    [run, width],
  );
  const column = run.length === 0 ? 0 : width / run.length;
  const disputes = useMemo(() => disagreementsOf(run), [run]);
  const ticks = useMemo(
    () =>
      timelineTicks(disputes, column)
        .map((x) => `M${x - 4},0h8l-4,6z`)
        .join(''),
    [disputes, column],
  );
  const summary = useMemo(
    () =>
      summaryOf(
        run.summaries.map(({ outcome }) => OUTCOMES[outcome].word),
        disputes.length,
      ),
    [run, disputes],
  );
  const seekTo = (event: PointerEvent<SVGSVGElement>) => {
    const { left, width: shown } = event.currentTarget.getBoundingClientRect();
    if (shown > 0) seekProgress(((event.clientX - left) / shown) * run.length);
  };
  const height = LANE_HEIGHT * LANES.length;
  return (
    <div className="timeline">
      <span className="timeline-label timeline-scrub-label" id="scrub-label">
        Position
      </span>
      <Scrubber labelId="scrub-label" length={run.length} progress={progress} />
      <div className="timeline-labels" aria-hidden="true">
        {LANES.map((lane) => (
          <span key={lane} className="timeline-label">
            {LANE_TITLES[lane]}
          </span>
        ))}
      </div>
      <div ref={box} className="timeline-lanes">
        <svg
          role="img"
          aria-label={summary}
          width={width}
          height={height}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            seekTo(event);
          }}
          onPointerMove={(event) => {
            if (event.buttons === 1) seekTo(event);
          }}
        >
          {loop !== null && (
            <rect
              className="timeline-loop"
              x={loop.from * column}
              width={(loop.to + 1 - loop.from) * column}
              y={0}
              height={height}
            />
          )}
          {LANES.map((lane, row) => (
            <line
              key={lane}
              className="timeline-rule"
              x1={0}
              x2={width}
              y1={(row + 0.5) * LANE_HEIGHT}
              y2={(row + 0.5) * LANE_HEIGHT}
            />
          ))}
          <Marks marks={marks} column={column} done={Math.floor(progress)} />
          <path className="timeline-dispute" d={ticks} />
          <line className="timeline-head" x1={progress * column} x2={progress * column} y1={0} y2={height} />
        </svg>
      </div>
    </div>
  );
}

interface MarksProps {
  marks: readonly TimelineMark[];
  /** Width of a step in pixels. */
  column: number;
  /** How many steps are over. */
  done: number;
}

/** Drawn anew once a step, not once a frame. */
const Marks = memo(function Marks({ marks, column, done }: MarksProps) {
  return marks.map((mark) => (
    <Mark key={`${mark.lane}-${mark.from}`} mark={mark} column={column} isPast={mark.to <= done} />
  ));
});

interface MarkProps {
  readonly mark: TimelineMark;
  readonly column: number;
  readonly isPast: boolean;
}

/** By itself, so that a step of a long scenario draws the one mark that it passes. */
const Mark = memo(function Mark({ mark: { lane, from, to, outcome }, column, isPast }: MarkProps) {
  const x = from * column;
  const wide = Math.max((to - from) * column, 1.5);
  const gap = wide > 6 ? 1 : 0;
  const y = LANES.indexOf(lane) * LANE_HEIGHT + 3;
  return (
    <g className="timeline-mark" data-lane={lane} data-past={isPast}>
      <rect x={x + gap} y={y} width={wide - 2 * gap} height={LANE_HEIGHT - 6} rx={wide > 8 ? 3 : 0} />
      {outcome !== null && wide >= LETTER_WIDTH && (
        <text x={x + wide / 2} y={y + 11.5}>
          {OUTCOMES[outcome].letter}
        </text>
      )}
    </g>
  );
});

interface ScrubberProps {
  labelId: string;
  length: number;
  progress: number;
}

/** Arrow keys are those of the app, so that the slider moves by access and, with Shift, by hop. */
function Scrubber({ labelId, length, progress }: ScrubberProps) {
  const { seekProgress } = useActions();
  const stop = (event: KeyboardEvent) => {
    if (event.key.startsWith('Page')) event.preventDefault();
  };
  const done = Math.floor(progress);
  return (
    <input
      className="timeline-scrub"
      type="range"
      aria-labelledby={labelId}
      aria-valuetext={`${done} of ${length} accesses done${progress > done ? ', one under way' : ''}`}
      min={0}
      max={Math.max(length, 1)}
      step="any"
      value={progress}
      disabled={length === 0}
      onKeyDown={stop}
      onChange={(event) => seekProgress(Number(event.target.value))}
    />
  );
}

function summaryOf(words: readonly string[], disputes: number): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const parts = [...counts].map(([word, count]) => `${count} ${word}`);
  if (disputes > 0) parts.push(`triangles on top where a disagreement arises: ${disputes}`);
  return parts.length === 0
    ? 'Timeline: no accesses'
    : `Timeline of ${words.length} accesses: ${parts.join('; ')}`;
}
