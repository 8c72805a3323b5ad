import { useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { layoutOf } from '#model/layout.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import type { Opening } from '#model/replay/opening.ts';
import { REPLAY_OUTCOMES } from '#model/replay/replay.ts';
import { hex } from '#model/base/hex.ts';
import { accessWords, timeWords } from '#scene/traces/access-words.ts';
import { NO_FIELDS, type QueryFields } from '#state/forms/trace-query.ts';
import { ANYTHING } from '#model/replay/search.ts';
import { filterBy, goTo, openingAt, openingOfStretch, showNear } from '#state/trace-questions.ts';
import { traces, type AccessRows, type Replayed } from '#state/traces.ts';
import { useActions } from '../workbench-context.ts';
import { OutcomeSwatch } from '../ui/outcome-swatch.tsx';
import { CurrentAccess } from './current-access.tsx';
import { TraceFilter } from './trace-filter.tsx';
import { TraceHeat } from './trace-heat.tsx';
import { TraceJumps } from './trace-jumps.tsx';
import { TraceTimeline } from './trace-timeline.tsx';

/** The timeline of a replayed recording, the accesses around the current one, and where to go from it. */
export function TraceWalk({ replayed, onRoute }: { replayed: Replayed; onRoute: () => void }) {
  const { mine, partings, designId } = replayed;
  const { cursor, stretch, summary, name, found, near } = useStore(traces);
  const { openScenario, seek } = useActions();
  const [problem, setProblem] = useState('');
  const fields = useStore(traces, (state) => state.fields);
  const setFields = (next: QueryFields) => traces.setState({ fields: next });
  const description = summary!.devices[replayed.device]!.description;
  const layout = useMemo(() => layoutOf(description), [description]);
  useEffect(() => {
    void showNear();
  }, [replayed]);
  const disagreements = useMemo(() => arisingPositions(mine), [mine]);
  const length = mine.outcomes.length;
  const row = near ? near.positions.indexOf(cursor) : -1;
  const title = `Access ${(cursor + 1).toLocaleString('en')} of ${length.toLocaleString('en')}`;
  const words =
    near && row >= 0
      ? `${title}, line ${near.line[row]!.toLocaleString('en')}, ${timeWords(near.time[row]!)}: ${accessWords(near, row)}`
      : title;

  const openAccess = async () => {
    const opening = await openingAt(designId, cursor);
    if (!opening.ok) setProblem(opening.error);
    else show(`${name}, access ${cursor + 1}`, `Access ${cursor + 1} of the recording`, opening.value, true);
  };
  const openStretch = async () => {
    if (stretch === null) return;
    const { from, to } = stretch;
    const opening = await openingOfStretch(designId, from, to);
    if (!opening.ok) setProblem(opening.error);
    else
      show(
        `${name}, ${from + 1} to ${to + 1}`,
        `Accesses ${from + 1} to ${to + 1} of the recording`,
        opening.value,
        false,
      );
  };
  const show = (
    scenario: string,
    what: string,
    { steps, registers, first, leftOut }: Opening,
    atEnd: boolean,
  ) => {
    setProblem('');
    const before =
      first === 0
        ? ''
        : `, behind ${first === 1 ? 'a step that leads' : `${first} steps that lead`} to the state there`;
    const rest =
      leftOut > 0
        ? ` ${leftOut.toLocaleString('en')} others leave no trace in that state and are left out.`
        : '';
    openScenario({ name: scenario, note: `${what}${before}.${rest}`, device: description, registers, steps });
    seek({ step: first, hop: atEnd && first > 0 ? Number.MAX_SAFE_INTEGER : 0 });
    onRoute();
  };
  const mark = (edge: 'from' | 'to') => {
    const other = stretch?.[edge === 'from' ? 'to' : 'from'] ?? cursor;
    traces.setState({ stretch: { from: Math.min(cursor, other), to: Math.max(cursor, other) } });
  };
  const onBytes = (from: number, to: number) => {
    setFields({ ...NO_FIELDS, offset: `${signed(from)}-${signed(to)}` });
    void filterBy({ ...ANYTHING, offset: { from, to } });
  };
  return (
    <section className="traces-walk" aria-label="Walk through the recording">
      <TraceFilter replayed={replayed} layout={layout} fields={fields} onFields={setFields} />
      <TraceTimeline
        codes={mine.outcomes}
        words={`${words}, ${OUTCOMES[REPLAY_OUTCOMES[mine.outcomes[cursor]!]!].word}`}
        cursor={cursor}
        stretch={stretch}
        found={found?.positions ?? null}
        onMove={goTo}
        onStretch={(from, to) => traces.setState({ stretch: { from, to } })}
        onMark={mark}
        onOpen={() => void openAccess()}
      />
      <TraceJumps
        jumps={[
          { what: 'lost', positions: mine.lost },
          { what: 'disagreement', positions: disagreements },
          { what: 'difference', positions: partings.positions },
          ...(found ? [{ what: 'match', positions: found.positions }] : []),
        ]}
        cursor={cursor}
        length={length}
      />
      <div className="traces-tools">
        <button type="button" className="button button-main" onClick={() => void openAccess()}>
          Open in the Route view
        </button>
        <button type="button" className="button" onClick={() => mark('from')}>
          Start of stretch
        </button>
        <button type="button" className="button" onClick={() => mark('to')}>
          End of stretch
        </button>
        <button
          type="button"
          className="button"
          disabled={stretch === null}
          onClick={() => void openStretch()}
        >
          Make a scenario of the stretch
        </button>
      </div>
      {problem !== '' && <p className="traces-problem">{problem}</p>}
      <CurrentAccess replayed={replayed} layout={layout} cursor={cursor} words={words} stretch={stretch} />
      <div className="traces-columns">
        <AccessList near={near} codes={mine.outcomes} cursor={cursor} isFiltered={found !== null} />
        <TraceHeat replayed={replayed} layout={layout} onBytes={onBytes} />
      </div>
    </section>
  );
}

const signed = (offset: number): string => (offset < 0 ? `-${hex(-offset)}` : hex(offset));

/** Positions with which a disagreement comes up, rising, each once. */
function arisingPositions({ outcomes, views: { positions, arose } }: Replayed['mine']): Uint32Array {
  const found = new Uint32Array(positions.length);
  let count = 0;
  // What comes after the last access has no position of its own.
  for (let n = 0; n < positions.length; n++) {
    const position = positions[n]!;
    if (arose[n] !== 0 && position < outcomes.length && (count === 0 || found[count - 1] !== position))
      found[count++] = position;
  }
  return found.subarray(0, count);
}

interface ListProps {
  near: AccessRows | null;
  codes: Uint8Array;
  cursor: number;
  isFiltered: boolean;
}

function AccessList({ near, codes, cursor, isFiltered }: ListProps) {
  if (!near) return <p className="traces-list">Looking up the accesses…</p>;
  return (
    <ol
      className="traces-list"
      aria-label={isFiltered ? 'Matches around the current access' : 'Accesses around the current one'}
    >
      {near.positions.length === 0 && <li>No access matches.</li>}
      {[...near.positions].map((position, n) => {
        const outcome = REPLAY_OUTCOMES[codes[position]!]!;
        return (
          <li key={position}>
            <button type="button" aria-current={position === cursor} onClick={() => goTo(position)}>
              <span className="mono traces-number">{(position + 1).toLocaleString('en')}</span>
              <span className="mono traces-time">{timeWords(near.time[n]!)}</span>
              <OutcomeSwatch outcome={outcome} />
              <span className="mono traces-words">{accessWords(near, n)}</span>
              <span>{OUTCOMES[outcome].word}</span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
