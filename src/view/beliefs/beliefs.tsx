import { useMemo } from 'react';
import type { Design } from '#model/context.ts';
import type { Layout } from '#model/layout.ts';
import type { MachineState } from '#model/state.ts';
import { beliefRows, undisputedSentence, type Belief } from '#scene/beliefs.ts';
import { arisingText, type BeliefMoment } from '#scene/beliefs-moments.ts';
import { Steady } from '../ui/steady.tsx';
import { OverviewButton } from './overview-button.tsx';
import { PARTY_HEADS } from './party-heads.ts';
import './beliefs.css';

interface BeliefsProps {
  layout: Layout;
  design: Design;
  state: MachineState;
  entry: number;
  /** What has just come into dispute, about whatever entry. */
  arising: readonly BeliefMoment[];
  onEntry: (entry: number) => void;
}

/** Who believes what of one table entry; a disagreement is marked with a word and told in a sentence. */
export function Beliefs({ layout, design, state, entry, arising, onEntry }: BeliefsProps) {
  const rows = useMemo(() => beliefRows(state, layout, entry, design), [state, layout, entry, design]);
  const sentences = rows.flatMap(({ sentence }) => (sentence === null ? [] : [sentence]));
  const elsewhere = arising.find(({ entries }) => entries.length > 0 && !entries.includes(entry));
  return (
    <section className="beliefs" aria-labelledby="beliefs-title">
      <div className="beliefs-head">
        <h2 id="beliefs-title" className="panel-title">
          <Steady text={`Entry ${entry}`} room={`Entry ${layout.entries - 1}`} />
          <span className="beliefs-long">, as each sees it</span>
        </h2>
        <OverviewButton state={state} layout={layout} design={design} />
        <button
          type="button"
          className="button button-small"
          aria-label="Entry before"
          disabled={entry <= 0}
          onClick={() => onEntry(entry - 1)}
        >
          Prev
        </button>
        <button
          type="button"
          className="button button-small"
          aria-label="Next entry"
          disabled={entry >= layout.entries - 1}
          onClick={() => onEntry(entry + 1)}
        >
          Next
        </button>
      </div>
      <table className="beliefs-table">
        <thead>
          <tr>
            <th scope="col">Who</th>
            {rows.map(({ label }) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(rows[0]?.beliefs ?? []).map(({ party }, n) => (
            <tr key={party} data-party={party}>
              <th scope="row">{PARTY_HEADS[party]}</th>
              {rows.map(({ label, beliefs }) => (
                <Cell key={label} belief={beliefs[n]} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {sentences.length === 0 && elsewhere !== undefined ? null : sentences.length === 0 ? (
        <p className="beliefs-agree">{undisputedSentence(rows)}</p>
      ) : (
        // By place: when the first is over the second one stands there, and nothing is seen to move.
        sentences.map((sentence, n) => (
          <p key={n} className="beliefs-sentence">
            {sentence}
          </p>
        ))
      )}
      {elsewhere?.entries[0] !== undefined && (
        <p className="beliefs-sentence">
          {arisingText(elsewhere)}{' '}
          <button type="button" className="link-button" onClick={() => onEntry(elsewhere.entries[0] ?? 0)}>
            Show entry {elsewhere.entries[0]}
          </button>
        </p>
      )}
    </section>
  );
}

function Cell({ belief }: { belief: Belief | undefined }) {
  const { text = null, differs = false } = belief ?? {};
  return (
    <td data-differs={differs}>
      {text ?? <span className="beliefs-none">none</span>}
      {differs && <span className="visually-hidden">, differs</span>}
    </td>
  );
}
