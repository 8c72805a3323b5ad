import { useMemo } from 'react';
import type { Step } from '#model/access.ts';
import type { Design } from '#model/context.ts';
import type { Setting } from '#model/explore/setting.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import { lastStep } from '#scene/proof/last-step.ts';

interface SideBySideProps {
  setting: Setting;
  steps: readonly Step[];
  designs: readonly Design[];
}

/** What the last of `steps` comes to under each of the designs. */
export function SideBySide({ setting, steps, designs }: SideBySideProps) {
  return (
    <div className="proof-beside">
      {designs.map((design) => (
        <OneSide key={design.id} setting={setting} steps={steps} design={design} />
      ))}
    </div>
  );
}

function OneSide({ setting, steps, design }: Omit<SideBySideProps, 'designs'> & { design: Design }) {
  const { said, outcome, hops, witness } = useMemo(
    () => lastStep(setting, steps, design),
    [setting, steps, design],
  );
  return (
    <div role="group" aria-label={design.title}>
      <p className="proof-side">{design.title}</p>
      {outcome !== null && (
        <p className="outcome-word" data-outcome={outcome}>
          {OUTCOMES[outcome].word}
        </p>
      )}
      <p>
        <strong>{said.headline}</strong> {said.detail}
      </p>
      {witness.map((line) => (
        <p key={line} className="proof-note">
          {line}
        </p>
      ))}
      <details>
        <summary>{hops.length} hops</summary>
        <ol>
          {hops.map((sentence, n) => (
            <li key={n}>{sentence}</li>
          ))}
        </ol>
      </details>
    </div>
  );
}
