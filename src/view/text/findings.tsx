import { useState } from 'react';
import type { Problem } from '#share/text/problem.ts';
import { resultOf, type Expectation } from '#state/expectations.ts';
import type { TextState } from '#state/text-state.ts';

interface FindingsProps {
  state: TextState;
  onGo: (line: number, column: number) => void;
}

/** What is wrong with the text, and what came of its expectations, each with the way to its line. */
export function Findings({ state, onGo }: FindingsProps) {
  const { phase, problems, expectations, remarks } = state;
  const failed = expectations.filter((one) => !resultOf(one).holds).length;
  return (
    <section className="text-findings" aria-labelledby="text-findings-title">
      <h2 id="text-findings-title" className="panel-title">
        {phase === 'mistakes' ? 'Mistakes' : 'Expectations'}
      </h2>
      {phase === 'mistakes' ? (
        <Rows
          label="Mistakes"
          rows={problems}
          row={(problem) => <ProblemRow problem={problem} onGo={onGo} />}
        />
      ) : (
        <>
          {remarks.map((remark) => (
            <p key={remark} className="text-remark">
              {remark}
            </p>
          ))}
          {expectations.length === 0 ? (
            <p className="text-note">
              There are none. A line such as “expect lost” below a step says what should become of it; then
              the text is a test.
            </p>
          ) : (
            <p className="text-note">{summaryOf(expectations.length, failed)}</p>
          )}
          <Rows
            label="Expectations"
            rows={expectations}
            row={(one) => <ExpectationRow expectation={one} onGo={onGo} />}
          />
        </>
      )}
    </section>
  );
}

function summaryOf(all: number, failed: number): string {
  if (failed > 0) return `${all - failed} of ${all} hold.`;
  return all === 1 ? 'It holds.' : `All ${all} hold.`;
}

/** Rows that are drawn before one asks for more. */
const AT_ONCE = 100;

function Rows<T extends { readonly line: number }>(props: {
  label: string;
  rows: readonly T[];
  row: (one: T) => React.ReactNode;
}) {
  const { label, rows, row } = props;
  const [count, setCount] = useState(AT_ONCE);
  if (rows.length === 0) return null;
  return (
    <>
      <ol className="text-rows" aria-label={label}>
        {rows.slice(0, count).map((one, n) => (
          <li key={n}>{row(one)}</li>
        ))}
      </ol>
      {rows.length > count && (
        <button type="button" className="button button-small" onClick={() => setCount(count + 10 * AT_ONCE)}>
          {rows.length - count} more
        </button>
      )}
    </>
  );
}

interface RowProps {
  onGo: (line: number, column: number) => void;
}

function ProblemRow({ problem: { line, column, sentence }, onGo }: RowProps & { problem: Problem }) {
  return (
    <button type="button" className="text-row" data-severity="error" onClick={() => onGo(line, column)}>
      <span className="text-row-place">
        Line {line}, column {column}
      </span>
      <span>{sentence}</span>
    </button>
  );
}

function ExpectationRow({ expectation, onGo }: RowProps & { expectation: Expectation }) {
  const { holds, words } = resultOf(expectation);
  return (
    <button
      type="button"
      className="text-row"
      data-severity={holds ? 'fine' : 'error'}
      onClick={() => onGo(expectation.line, 1)}
    >
      <span className="text-row-place">Line {expectation.line}</span>
      <code>{expectation.text}</code>
      <span className="text-row-result">{words}</span>
    </button>
  );
}
