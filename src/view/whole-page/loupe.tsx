import { ACCESS_SIZES } from '#model/access.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import { outcomeAt, surveyIndex, type PageSurvey } from '#model/page-survey.ts';
import type { Probe } from './heat-map.tsx';

/** Offsets shown around the cursor. */
const SPAN = 32;

interface LoupeProps {
  survey: PageSurvey;
  marks: Uint8Array | null;
  probe: Probe;
  onProbe: (probe: Probe) => void;
}

/** The bytes around the cursor with a letter each, for all sizes and both directions. */
export function Loupe({ survey, marks, probe, onProbe }: LoupeProps) {
  const first = survey.start + Math.floor((probe.offset - survey.start) / SPAN) * SPAN;
  const offsets = Array.from({ length: SPAN }, (_, n) => first + n);
  return (
    <div className="loupe" aria-hidden="true">
      <span className="loupe-corner">+{(first >>> 8).toString(16)}</span>
      {offsets.map((offset) => (
        <span key={offset} className="loupe-offset" data-entry={offset % 4 === 0}>
          {(offset & 0xff).toString(16).padStart(2, '0')}
        </span>
      ))}
      {[false, true].flatMap((write) =>
        ACCESS_SIZES.flatMap((size) => [
          <span key={`${write}${size}`} className="loupe-name">
            {write ? 'W' : 'R'}
            {size}
          </span>,
          ...offsets.map((offset) => {
            const outcome = outcomeAt(survey, offset, size, write);
            const same = marks !== null && marks[surveyIndex(survey, offset, size, write)] === 0;
            const here = offset === probe.offset && size === probe.size && write === probe.write;
            return (
              <span
                key={`${write}${size}${offset}`}
                className="loupe-cell"
                data-outcome={same ? undefined : outcome}
                data-here={here}
                data-entry={offset % 4 === 0}
                onClick={() => onProbe({ offset, size, write })}
              >
                {same ? '=' : OUTCOMES[outcome].letter}
              </span>
            );
          }),
        ]),
      )}
    </div>
  );
}
