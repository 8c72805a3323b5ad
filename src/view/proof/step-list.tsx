import { useMemo } from 'react';
import type { Step } from '#model/access.ts';
import type { Design } from '#model/context.ts';
import type { Setting } from '#model/explore/setting.ts';
import { layoutOf } from '#model/layout.ts';
import { stepTitle } from '#model/narrate.ts';
import { lastStep } from '#scene/proof/last-step.ts';

interface StepListProps {
  setting: Setting;
  steps: readonly Step[];
  /** Null where what it comes to is said elsewhere. */
  design: Design | null;
}

/** What happens, what went before, and what the last step comes to under the design. */
export function StepList({ setting, steps, design }: StepListProps) {
  const layout = useMemo(() => layoutOf(setting.device), [setting]);
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
      {design !== null && <Came setting={setting} steps={steps} design={design} />}
    </div>
  );
}

function Came({ setting, steps, design }: StepListProps & { design: Design }) {
  const { said, witness } = useMemo(() => lastStep(setting, steps, design), [setting, steps, design]);
  return (
    <>
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
    </>
  );
}
