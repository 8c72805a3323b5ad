import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { OUTCOMES } from '#model/outcomes.ts';
import { REPLAY_OUTCOMES } from '#model/replay/replay.ts';
import { labelsIn } from '#model/replay/view-log.ts';
import { accessWords, nextOf } from '#scene/traces/access-words.ts';
import { openingAt, stretchAt, traces, type Replayed } from '#state/traces.ts';
import { useActions } from '../workbench-context.ts';
import { OutcomeSwatch } from '../ui/outcome-swatch.tsx';
import { TraceTimeline } from './trace-timeline.tsx';

/** Accesses listed on each side of the current one. */
const NEAR = 12;

/** The timeline of a replayed recording, the accesses around the current one, and where to go from it. */
export function TraceWalk({ replayed, onRoute }: { replayed: Replayed; onRoute: () => void }) {
  const { mine, differences, designId } = replayed;
  const { cursor, stretch, summary, name } = useStore(traces);
  const { openScenario, seek } = useActions();
  const [problem, setProblem] = useState('');
  const description = summary!.devices[replayed.device]!.description;
  const disagreements = useMemo(
    () => mine.views.positions.filter((_, n) => mine.views.arose[n] !== 0),
    [mine],
  );
  const length = mine.rows.length;
  const goTo = (position: number) => traces.setState({ cursor: position });
  const words = (n: number) => accessWords(mine, n);
  const change = mine.views.positions.indexOf(cursor);
  const arose = change < 0 ? 0 : mine.views.arose[change]!;

  const show = (
    title: string,
    note: string,
    opening: Awaited<ReturnType<typeof openingAt>>,
    at: 'first' | 'last',
  ) => {
    if (!opening.ok) {
      setProblem(opening.error);
      return;
    }
    setProblem('');
    const { steps, registers, leftOut, first } = opening.value;
    const left = leftOut > 0 ? ` ${leftOut} steps without a trace in that state are left out.` : '';
    openScenario({ name: title, note: `${note}${left}`, device: description, registers, steps });
    seek({ step: at === 'first' ? first : steps.length - 1, hop: Number.MAX_SAFE_INTEGER });
    onRoute();
  };
  const openAccess = async () =>
    show(
      `${name}, access ${cursor + 1}`,
      `Access ${cursor + 1} of the recording, with the steps that lead to its state.`,
      await openingAt(designId, cursor),
      'last',
    );
  const openStretch = async () => {
    if (stretch === null) return;
    const { from, to } = stretch;
    show(
      `${name}, ${from + 1} to ${to + 1}`,
      `Accesses ${from + 1} to ${to + 1} of the recording, with the steps that lead to their state.`,
      await stretchAt(designId, from, to),
      'first',
    );
  };
  const mark = (edge: 'from' | 'to') => {
    const other = stretch?.[edge === 'from' ? 'to' : 'from'] ?? cursor;
    traces.setState({ stretch: { from: Math.min(cursor, other), to: Math.max(cursor, other) } });
  };
  const jumps = [
    ['lost', mine.lost],
    ['disagreement', disagreements],
    ['difference', differences],
  ] as const;
  const first = Math.max(0, Math.min(cursor - NEAR, length - 2 * NEAR - 1));
  const near = Array.from({ length: Math.min(length, 2 * NEAR + 1) }, (_, n) => first + n);
  return (
    <section className="traces-walk" aria-label="Walk through the recording">
      <TraceTimeline
        codes={mine.outcomes}
        words={words}
        cursor={cursor}
        stretch={stretch}
        onMove={goTo}
        onStretch={(from, to) => traces.setState({ stretch: { from, to } })}
        onMark={mark}
        onOpen={() => void openAccess()}
      />
      <div className="traces-tools">
        {jumps.map(([what, positions]) => {
          const next = nextOf(positions, cursor);
          const start = positions[0];
          return (
            <span key={what} className="traces-jump">
              <button
                type="button"
                className="button button-small"
                disabled={start === undefined}
                onClick={() => goTo(start!)}
              >
                First {what}
              </button>
              <button
                type="button"
                className="button button-small"
                disabled={next === null}
                onClick={() => goTo(next!)}
              >
                Next {what}
              </button>
            </span>
          );
        })}
        <button type="button" className="button button-small" onClick={() => mark('from')}>
          Start of stretch
        </button>
        <button type="button" className="button button-small" onClick={() => mark('to')}>
          End of stretch
        </button>
        <button
          type="button"
          className="button button-small"
          disabled={stretch === null}
          onClick={() => void openStretch()}
        >
          Make a scenario of the stretch
        </button>
        <button type="button" className="button button-small" onClick={() => void openAccess()}>
          Open in the Route view
        </button>
      </div>
      {problem !== '' && <p className="traces-problem">{problem}</p>}
      <p className="traces-current" aria-live="polite">
        Access {cursor + 1} of {length}, line {mine.line[cursor]}: {words(cursor)}.{' '}
        {OUTCOMES[REPLAY_OUTCOMES[mine.outcomes[cursor]!]!].sentence}
        {arose !== 0 &&
          ` Here the parties begin to disagree about entry ${mine.views.entries[change]!}: ${labelsIn(arose).join(', ')}.`}
        {stretch && ` Stretch: ${stretch.from + 1} to ${stretch.to + 1}.`}
      </p>
      <ol className="traces-list" aria-label="Accesses around the current one">
        {near.map((n) => (
          <li key={n}>
            <button type="button" aria-current={n === cursor} onClick={() => goTo(n)}>
              <span className="mono">{n + 1}</span>
              <OutcomeSwatch outcome={REPLAY_OUTCOMES[mine.outcomes[n]!]!} />
              <span className="mono">{words(n)}</span>
              <span>{OUTCOMES[REPLAY_OUTCOMES[mine.outcomes[n]!]!].word}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
