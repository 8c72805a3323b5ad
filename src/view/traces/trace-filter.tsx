import { useId, useState, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Layout } from '#model/layout.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import type { Outcome } from '#model/route.ts';
import { ANYTHING } from '#model/replay/search.ts';
import {
  asksNothing,
  NO_FIELDS,
  queryOf,
  type QueryFields,
  type QueryProblem,
} from '#state/forms/trace-query.ts';
import { filterBy } from '#state/trace-questions.ts';
import { traces, type Replayed } from '#state/traces.ts';

const REGIONS: readonly (readonly [QueryFields['region'], string])[] = [
  ['', 'any'],
  ['table', 'table'],
  ['pba', 'PBA'],
  ['adjacent', 'next to the table'],
  ['plain', 'other page of the BAR'],
  ['other-bar', 'another BAR'],
];

interface Props {
  replayed: Replayed;
  layout: Layout;
  fields: QueryFields;
  onFields: (fields: QueryFields) => void;
}

/** What to look for in the recording; Enter or the button finds it. */
export function TraceFilter({ replayed, layout, fields, onFields }: Props) {
  const found = useStore(traces, (state) => state.found);
  const [problem, setProblem] = useState<QueryProblem | null>(null);
  const { mine } = replayed;
  const all = mine.outcomes.length;
  const change = <K extends keyof QueryFields>(name: K, value: QueryFields[K]) =>
    onFields({ ...fields, [name]: value });
  const apply = () => {
    const query = queryOf(fields, layout.entries, mine.firstTime);
    setProblem(query.ok ? null : query.error);
    if (query.ok) void filterBy(query.value);
  };
  const clear = () => {
    onFields(NO_FIELDS);
    setProblem(null);
    void filterBy(ANYTHING);
  };
  const text = (name: 'offset' | 'entry' | 'value' | 'time', label: string, hint: string) => (
    <Field label={label}>
      {(id) => (
        <input
          id={id}
          className="traces-input mono"
          value={fields[name]}
          placeholder={hint}
          spellCheck={false}
          aria-invalid={problem?.field === name}
          onChange={(event) => change(name, event.target.value)}
        />
      )}
    </Field>
  );
  const select = <K extends 'region' | 'direction' | 'size' | 'outcome'>(
    name: K,
    label: string,
    options: readonly (readonly [QueryFields[K], string])[],
  ) => (
    <Field label={label}>
      {(id) => (
        <select
          id={id}
          className="select"
          value={fields[name]}
          onChange={(event) => change(name, event.target.value as QueryFields[K])}
        >
          {options.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
  return (
    <form
      className="traces-filter"
      role="search"
      aria-label="Filter the accesses"
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      {text('offset', 'Offset', '0x2000-0x20ff')}
      {select('region', 'Region', REGIONS)}
      {text('entry', 'Entry', `0 to ${layout.entries - 1}`)}
      {select('direction', 'Direction', [
        ['', 'any'],
        ['read', 'read'],
        ['write', 'write'],
      ])}
      {select('size', 'Size', [
        ['', 'any'],
        ['1', '1 byte'],
        ['2', '2 bytes'],
        ['4', '4 bytes'],
        ['8', '8 bytes'],
      ])}
      {text('value', 'Value', '0x1')}
      {select('outcome', 'Outcome', [['', 'any'], ...outcomesOf(replayed)])}
      {text('time', 'Time', '+0.1-+0.2')}
      <button type="submit" className="button button-main">
        Find accesses
      </button>
      <button
        type="button"
        className="button"
        disabled={found === null && asksNothing(fields)}
        onClick={clear}
      >
        Clear
      </button>
      <p className="traces-found" role="status" data-failed={problem !== null}>
        {problem?.sentence ??
          (found
            ? `${found.positions.length.toLocaleString('en')} of ${all.toLocaleString('en')} accesses match.`
            : '')}
      </p>
    </form>
  );
}

/** Outcomes that occur, by their words. */
const outcomesOf = ({ mine }: Replayed): (readonly [Outcome, string])[] =>
  (Object.keys(mine.counts) as Outcome[]).map((outcome) => [outcome, OUTCOMES[outcome].word]);

function Field({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="traces-filter-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
