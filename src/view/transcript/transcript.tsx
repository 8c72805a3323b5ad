import { lazy, memo, Suspense, useEffect, useRef } from 'react';
import type { Layout } from '#model/layout.ts';
import { stepTitle } from '#model/narrate.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import type { Outcome } from '#model/route.ts';
import type { Step } from '#model/access.ts';
import { activeRun } from '#state/workbench.ts';
import { useListEditing } from '../editor/use-list-editing.ts';
import { useActions, useWorkbench } from '../workbench-context.ts';
import './transcript.css';

const editBar = import('../editor/edit-bar.tsx');
const EditBar = lazy(() => editBar);

/** Every access in words, with what became of it; pressing one goes to its end. */
export function Transcript() {
  const run = useWorkbench(activeRun);
  const current = useWorkbench((state) => state.playhead.step);
  const { seek } = useActions();
  const list = useRef<HTMLOListElement>(null);
  const { dropTop, listProps } = useListEditing(list);
  useEffect(() => {
    const box = list.current;
    const row = box?.children[current];
    if (!box || !(row instanceof HTMLElement)) return;
    const top = row.offsetTop;
    if (top < box.scrollTop || top + row.offsetHeight > box.scrollTop + box.clientHeight)
      box.scrollTop = top - (box.clientHeight - row.offsetHeight) / 2;
  }, [current, run]);
  return (
    <section className="transcript" aria-labelledby="transcript-title">
      <div className="transcript-head">
        <h2 id="transcript-title" className="panel-title">
          Accesses
        </h2>
        <Suspense fallback={<div className="transcript-bar" />}>
          <EditBar />
        </Suspense>
      </div>
      {run.length === 0 ? (
        <p className="empty">
          This scenario has no accesses yet. Add one here, or choose another scenario above.
        </p>
      ) : (
        <ol ref={list} className="transcript-list" {...listProps}>
          {run.scenario.steps.map((step, n) => (
            <Row
              key={n}
              n={n}
              step={step}
              layout={run.layout}
              outcome={run.summaries[n]?.outcome ?? 'not-run'}
              isCurrent={n === current}
              onGo={() => seek({ step: n, hop: Number.POSITIVE_INFINITY })}
            />
          ))}
          {dropTop !== null && (
            <li className="transcript-drop" role="presentation" style={{ top: dropTop }} />
          )}
        </ol>
      )}
    </section>
  );
}

interface RowProps {
  n: number;
  step: Step;
  layout: Layout;
  outcome: Outcome;
  isCurrent: boolean;
  onGo: () => void;
}

const Row = memo(
  function Row({ n, step, layout, outcome, isCurrent, onGo }: RowProps) {
    return (
      <li className="transcript-row" draggable>
        <button type="button" aria-current={isCurrent ? 'step' : undefined} onClick={onGo}>
          <span className="transcript-number">{n + 1}</span>
          <span className="transcript-step">{stepTitle(step, layout)}</span>
          <span className="outcome-word" data-outcome={outcome}>
            {OUTCOMES[outcome].word}
          </span>
        </button>
      </li>
    );
  },
  (a, b) =>
    a.step === b.step && a.layout === b.layout && a.outcome === b.outcome && a.isCurrent === b.isCurrent,
);
