import { memo, useEffect, useMemo, useRef } from 'react';
import type { Layout } from '#model/layout.ts';
import { stepTitle } from '#model/narrate.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import type { Outcome } from '#model/route.ts';
import type { Step } from '#model/access.ts';
import { activeRun } from '#state/workbench.ts';
import { disagreementsOf } from '../beliefs/moments-of.ts';
import { rowOf, useListEditing } from '../editor/use-list-editing.ts';
import { startedPart } from '../ui/lazy-part.ts';
import { useRowWindow } from '../ui/use-row-window.ts';
import { useActions, useWorkbench } from '../workbench-context.ts';
import './transcript.css';

const EditBar = startedPart(
  () => import('../editor/edit-bar.tsx'),
  (file) => file.EditBar,
  <div className="transcript-bar" />,
);

/** From so many accesses on only the rows in sight are drawn, and each has one line, so that its place is known. */
const LONG = 300;
const LONG_ROW = 28;

/** Every access in words, with what became of it; pressing one goes to its end. */
export function Transcript() {
  const run = useWorkbench(activeRun);
  const current = useWorkbench((state) => state.playhead.step);
  const { seek } = useActions();
  const list = useRef<HTMLOListElement>(null);
  const section = useRef<HTMLElement>(null);
  const { dropTop, focused, listProps } = useListEditing(list, section);
  const disputes = useMemo(() => new Set(disagreementsOf(run)), [run]);
  const isLong = run.length > LONG;
  const inSight = useRowWindow(list, run.length, LONG_ROW);
  const { from, to } = isLong ? inSight : { from: 0, to: run.length };
  const tabStop = tabStopIn(from, to, focused ?? current);
  useEffect(() => {
    const box = list.current;
    if (!box) return;
    const row = isLong ? null : rowOf(box, current);
    if (!isLong && !row) return;
    const top = row?.offsetTop ?? current * LONG_ROW;
    const height = row?.offsetHeight ?? LONG_ROW;
    if (top < box.scrollTop || top + height > box.scrollTop + box.clientHeight)
      box.scrollTop = top - (box.clientHeight - height) / 2;
  }, [current, run, isLong]);
  return (
    <section ref={section} className="transcript" aria-labelledby="transcript-title">
      <div className="transcript-head">
        <h2 id="transcript-title" className="panel-title">
          Accesses
        </h2>
        <EditBar />
      </div>
      {run.length === 0 ? (
        <p className="empty">
          This scenario has no accesses yet. Add one here, or choose another scenario above.
        </p>
      ) : (
        <ol ref={list} className="transcript-list" data-long={isLong} {...listProps}>
          {from > 0 && <li role="presentation" style={{ height: from * LONG_ROW }} />}
          {run.scenario.steps.slice(from, to).map((step, i) => (
            <Row
              key={from + i}
              n={from + i}
              count={run.length}
              step={step}
              layout={run.layout}
              outcome={run.summaries[from + i]?.outcome ?? 'not-run'}
              isDisputed={disputes.has(from + i)}
              isCurrent={from + i === current}
              isTabStop={from + i === tabStop}
              onGo={() => seek({ step: from + i, hop: Number.POSITIVE_INFINITY })}
            />
          ))}
          {to < run.length && <li role="presentation" style={{ height: (run.length - to) * LONG_ROW }} />}
          {dropTop !== null && (
            <li className="transcript-drop" role="presentation" style={{ top: dropTop }} />
          )}
        </ol>
      )}
    </section>
  );
}

/** The one row that Tab goes to: the wanted one, or one in sight where that is not drawn. */
const tabStopIn = (from: number, to: number, wanted: number): number =>
  wanted >= from && wanted < to ? wanted : Math.floor((from + to) / 2);

interface RowProps {
  n: number;
  /** How many rows there are, drawn or not. */
  count: number;
  step: Step;
  layout: Layout;
  outcome: Outcome;
  /** A disagreement arises by it. */
  isDisputed: boolean;
  isCurrent: boolean;
  isTabStop: boolean;
  onGo: () => void;
}

const Row = memo(
  function Row({ n, count, step, layout, outcome, isDisputed, isCurrent, isTabStop, onGo }: RowProps) {
    return (
      <li className="transcript-row" data-step={n} aria-posinset={n + 1} aria-setsize={count} draggable>
        <button
          type="button"
          tabIndex={isTabStop ? 0 : -1}
          aria-current={isCurrent ? 'step' : undefined}
          onClick={onGo}
        >
          <span className="transcript-number">{n + 1}</span>
          <span className="transcript-step" title={stepTitle(step, layout)}>
            {stepTitle(step, layout)}
          </span>
          {isDisputed && <span className="transcript-dispute">dispute arises</span>}
          <span className="outcome-word" data-outcome={outcome}>
            {OUTCOMES[outcome].word}
          </span>
        </button>
      </li>
    );
  },
  (a, b) =>
    a.n === b.n &&
    a.count === b.count &&
    a.step === b.step &&
    a.layout === b.layout &&
    a.outcome === b.outcome &&
    a.isDisputed === b.isDisputed &&
    a.isCurrent === b.isCurrent &&
    a.isTabStop === b.isTabStop,
);
