import { activeLines } from '#state/workbench.ts';
import { useWorkbench } from '../workbench-context.ts';

/** What the scenario has to say of the step: why it is the one to look at. */
export function StepReason({ step }: { step: number }) {
  const lines = useWorkbench(activeLines);
  const said = lines.flatMap((line) =>
    line.kind === 'moment' && line.after === step + 1 ? [line.text] : [],
  );
  if (said.length === 0) return null;
  return (
    <div className="step-reason" role="note" tabIndex={0} aria-label="Why this step">
      {said.map((text, n) => (
        <p key={n}>{text}</p>
      ))}
    </div>
  );
}
