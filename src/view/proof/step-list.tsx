import { useMemo } from 'react';
import type { Step } from '#model/access.ts';
import type { Design } from '#model/context.ts';
import type { Setting } from '#model/explore/setting.ts';
import { stepTitle } from '#model/narrate.ts';
import { lastStep } from '#scene/proof/last-step.ts';

interface StepListProps {
  setting: Setting;
  steps: readonly Step[];
  design: Design;
}

/** What happens, what went before, and what the last step comes to under the design. */
export function StepList({ setting, steps, design }: StepListProps) {
  const { layout, said, witness } = useMemo(() => lastStep(setting, steps, design), [setting, steps, design]);
  return (
    <div className="proof-steps">
      {setting.lead.length > 0 && (
        <details>
          <summary>Before it: {setting.lead.length} steps that set it up</summary>
          <ol className="mono">
            {setting.lead.map((step, n) => (
              <li key={n}>{stepTitle(step, layout)}</li>
            ))}
          </ol>
        </details>
      )}
      <ol className="mono" start={setting.lead.length + 1} aria-label="Shortest sequence">
        {steps.map((step, n) => (
          <li key={n}>{stepTitle(step, layout)}</li>
        ))}
      </ol>
      <p>
        <strong>{said.headline}</strong> {said.detail}
      </p>
      {witness.length > 0 && (
        <ul className="proof-witness" aria-label="Who believes what afterwards">
          {witness.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
