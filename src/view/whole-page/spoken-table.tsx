import { useMemo, useState } from 'react';
import { hex } from '#model/base/hex.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import type { PageSurvey } from '#model/page-survey.ts';
import { spokenRuns } from '#scene/survey/plane-runs.ts';

/** Rows at first; a table of many pages has thousands. */
const MANY = 600;

/** The map as a table: runs of equal outcome, for those who cannot see it or want to search it. */
export function SpokenTable({ survey }: { survey: PageSurvey }) {
  const [open, setOpen] = useState(false);
  const [all, setAll] = useState(false);
  const runs = useMemo(() => (open ? spokenRuns(survey) : []), [open, survey]);
  const shown = all ? runs : runs.slice(0, MANY);
  return (
    <details className="spoken" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>The map as a table</summary>
      {open && (
        <div className="spoken-scroll" tabIndex={0} role="region" aria-label="The map as a table">
          <table>
            <caption>Runs of equal outcome: {runs.length}</caption>
            <thead>
              <tr>
                <th scope="col">Access</th>
                <th scope="col">From</th>
                <th scope="col">To</th>
                <th scope="col">Outcome</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ size, write, aligned, first, last, outcome }) => (
                <tr key={`${write}${size}${aligned}${first}`}>
                  <td>
                    {write ? 'Write' : 'Read'} {size}
                    {size === 1 ? '' : aligned ? ', aligned' : ', unaligned'}
                  </td>
                  <td className="mono">+{hex(first)}</td>
                  <td className="mono">+{hex(last)}</td>
                  <td>{OUTCOMES[outcome].word}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {runs.length > shown.length && (
            <button type="button" className="button" onClick={() => setAll(true)}>
              Show the other {runs.length - shown.length}
            </button>
          )}
        </div>
      )}
    </details>
  );
}
