import { useEffect, useState } from 'react';
import { sinceWords } from '#scene/traces/access-words.ts';
import { placesOf } from '#scene/traces/density.ts';
import { rowsAt, type AccessRows } from '#state/trace-questions.ts';

/** Pixels a label needs. */
const LABEL = 110;
/** Milliseconds without a change of the range before the times are asked for. */
const QUIET = 60;

/** When the accesses in sight happened, in seconds after the first of all. */
export function TimeAxis({ range, width }: { range: readonly [number, number]; width: number }) {
  const [rows, setRows] = useState<AccessRows | null>(null);
  const [from, to] = range;
  useEffect(() => {
    let isCurrent = true;
    const timer = setTimeout(() => {
      const ticks = placesOf([from, to], width)
        .ticks(Math.max(2, Math.floor(width / LABEL)))
        .filter((position) => Number.isInteger(position) && position < to);
      // The first access comes along: times are shown from it on.
      void rowsAt(Uint32Array.from([0, ...ticks])).then((found) => {
        if (isCurrent) setRows(found);
      });
    }, QUIET);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [from, to, width]);
  const scale = placesOf(range, width);
  const start = rows?.time[0] ?? NaN;
  const ticks = rows ? [...rows.positions.keys()].slice(1) : [];
  return (
    <div className="traces-axis" aria-hidden="true">
      {ticks.map((n) => {
        const position = rows!.positions[n]!;
        const left = scale(position);
        if (left < 0 || left > width - LABEL / 2) return null;
        return (
          <span key={position} style={{ left }}>
            {(position + 1).toLocaleString('en')}
            <small>{sinceWords(rows!.time[n]!, start)}</small>
          </span>
        );
      })}
    </div>
  );
}
