import { OUTCOMES } from '#model/outcomes.ts';
import { surveyCounts, type PageSurvey, type SurveyDifference } from '#model/page-survey.ts';
import { OutcomeSwatch } from '../ui/outcome-swatch.tsx';
import type { Probe } from './heat-map.tsx';

interface LegendProps {
  survey: PageSurvey;
  probe: Probe;
  difference: SurveyDifference | null;
  /** The design of the map, and the one it is compared with. */
  title: string;
  otherTitle: string;
}

const counted = (n: number): string => n.toLocaleString('en');

/** What the colours, patterns and letters mean, and how often each occurs. */
export function Legend({ survey, probe, difference, title, otherTitle }: LegendProps) {
  if (difference !== null)
    return (
      <Changes difference={difference} total={survey.codes.length} title={title} otherTitle={otherTitle} />
    );
  const all = surveyCounts(survey);
  const here = surveyCounts(survey, { size: probe.size, write: probe.write });
  const one = `${probe.write ? 'W' : 'R'}${probe.size}`;
  return (
    <table className="legend">
      <caption>
        {counted(survey.codes.length)} accesses <span>under {title}</span>
      </caption>
      <thead>
        <tr>
          <th scope="col">Outcome</th>
          <th scope="col">all</th>
          <th scope="col">{one}</th>
          <th scope="col">{one} bytes</th>
        </tr>
      </thead>
      <tbody>
        {all.map(({ outcome, accesses }) => {
          const mine = here.find((count) => count.outcome === outcome);
          return (
            <tr key={outcome}>
              <th scope="row">
                <OutcomeSwatch outcome={outcome} /> {OUTCOMES[outcome].word}
              </th>
              <td>{counted(accesses)}</td>
              <td>{counted(mine?.accesses ?? 0)}</td>
              <td>{counted(mine?.bytes ?? 0)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

interface ChangesProps {
  difference: SurveyDifference;
  total: number;
  title: string;
  otherTitle: string;
}

function Changes({ difference, total, title, otherTitle }: ChangesProps) {
  const { changes, accesses } = difference;
  return (
    <table className="legend">
      <caption>
        {changes.length === 0
          ? `All ${counted(total)} accesses end alike`
          : `${counted(accesses)} of ${counted(total)} accesses end otherwise`}{' '}
        <span>
          under {otherTitle} than under {title}; the map shows the former
        </span>
      </caption>
      {changes.length > 0 && (
        <>
          <thead>
            <tr>
              <th scope="col">From</th>
              <th scope="col" className="legend-word">
                to
              </th>
              <th scope="col">accesses</th>
              <th scope="col">bytes</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ from, to, accesses: n, bytes }) => (
              <tr key={`${from} ${to}`}>
                <td className="legend-word">
                  <OutcomeSwatch outcome={from} /> {OUTCOMES[from].word}
                </td>
                <td className="legend-word">
                  <OutcomeSwatch outcome={to} /> {OUTCOMES[to].word}
                </td>
                <td>{counted(n)}</td>
                <td>{counted(bytes)}</td>
              </tr>
            ))}
          </tbody>
        </>
      )}
    </table>
  );
}
