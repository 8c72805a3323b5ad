import { useEffect, useRef } from 'react';
import {
  DIFFERENCE_KINDS,
  type Comparison,
  type DifferenceKind,
  type StepDifference,
} from '#model/compare.ts';
import { KIND_WORDS } from '#scene/compare/compare-marks.ts';

interface DifferenceListProps {
  comparison: Comparison;
  /** Those with one of `kinds`. */
  shown: readonly StepDifference[];
  kinds: ReadonlySet<DifferenceKind>;
  onKinds: (kinds: ReadonlySet<DifferenceKind>) => void;
  currentStep: number;
  onJump: (difference: StepDifference) => void;
}

/** A list of more differences than this says how many more there are: nobody reads them, and drawing takes time. */
const MOST = 500;

/** The differences in words; counts per kind choose which kinds are listed and jumped to. */
export function DifferenceList(props: DifferenceListProps) {
  const { comparison, shown, kinds, onKinds, currentStep, onJump } = props;
  const { counts, steps, differences } = comparison;
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const row = list.current?.querySelector<HTMLElement>('[aria-current]')?.parentElement;
    if (row && list.current) keepInView(list.current, row);
  }, [currentStep, shown]);
  const toggle = (kind: DifferenceKind) => {
    const next = new Set(kinds);
    if (!next.delete(kind)) next.add(kind);
    onKinds(next);
  };
  return (
    <section className="compare-list" aria-labelledby="differences-title">
      <div className="compare-list-head">
        <h2 id="differences-title" className="panel-title">
          {differences.length === 0
            ? `No difference in ${steps} accesses`
            : `${differences.length} of ${steps} accesses differ`}
        </h2>
        <div className="compare-kinds" role="group" aria-label="Kinds of differences">
          {DIFFERENCE_KINDS.filter((kind) => counts[kind] > 0).map((kind) => (
            <button
              key={kind}
              type="button"
              className="compare-kind"
              aria-pressed={kinds.has(kind)}
              onClick={() => toggle(kind)}
            >
              {KIND_WORDS[kind]} <b>{counts[kind]}</b>
            </button>
          ))}
        </div>
      </div>
      <ol ref={list} className="compare-rows" aria-label="Differences" tabIndex={0}>
        {shown.slice(0, MOST).map((difference) => (
          <li key={difference.index}>
            <button
              type="button"
              className="compare-row"
              aria-current={difference.index === currentStep ? 'step' : undefined}
              onClick={() => onJump(difference)}
            >
              {difference.sentence}
            </button>
          </li>
        ))}
        {shown.length > MOST && <li className="compare-more">{shown.length - MOST} more are not listed.</li>}
        {differences.length > 0 && shown.length === 0 && (
          <li className="compare-more">No kind is chosen: press one of the counts above.</li>
        )}
        {comparison.leftOver > 0 && (
          <li className="compare-more">
            After the last access {comparison.leftOver} {comparison.leftOver === 1 ? 'place' : 'places'} in
            the parties’ states still differ.
          </li>
        )}
        {differences.length === 0 && (
          <li className="compare-more">
            Outcome, values, writes to the device, requests to QEMU and every state are the same.
          </li>
        )}
      </ol>
    </section>
  );
}

function keepInView(list: HTMLElement, row: HTMLElement): void {
  const [frame, box] = [list.getBoundingClientRect(), row.getBoundingClientRect()];
  if (box.top < frame.top) list.scrollTop += box.top - frame.top;
  else if (box.bottom > frame.bottom)
    list.scrollTop += Math.min(box.bottom - frame.bottom, box.top - frame.top);
}
