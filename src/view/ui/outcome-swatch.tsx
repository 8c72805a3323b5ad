import { useId } from 'react';
import { OUTCOMES } from '#model/outcomes.ts';
import type { Outcome } from '#model/route.ts';
import { OUTCOME_LOOKS, TILE } from '#scene/outcome-look.ts';
import './outcome-swatch.css';

/** An outcome's colour, pattern and letter; its word belongs beside it. */
export function OutcomeSwatch({ outcome }: { outcome: Outcome }) {
  const id = useId();
  const { pattern } = OUTCOME_LOOKS[outcome];
  return (
    <svg className="outcome-swatch" data-outcome={outcome} width="26" height="18" aria-hidden="true">
      {pattern !== '' && (
        <pattern id={id} width={TILE} height={TILE} patternUnits="userSpaceOnUse">
          <path d={pattern} />
        </pattern>
      )}
      <rect className="outcome-swatch-fill" width="26" height="18" rx="3" />
      {pattern !== '' && <rect width="26" height="18" rx="3" fill={`url(#${id})`} />}
      <rect className="outcome-swatch-plate" x="6" y="1" width="14" height="16" rx="2" />
      <text x="13" y="14">
        {OUTCOMES[outcome].letter}
      </text>
    </svg>
  );
}
