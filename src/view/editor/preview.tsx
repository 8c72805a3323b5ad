import { verdict } from '#model/narrate.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import type { Route } from '#model/route.ts';
import type { Run } from '#model/run.ts';

interface PreviewProps {
  run: Run;
  /** Null as long as the form cannot be read. */
  route: Route | null;
}

/** What the step in the form would do under the present design. */
export function Preview({ run, route }: PreviewProps) {
  if (route === null)
    return (
      <p className="step-preview" role="status">
        What it will do is shown here once every field can be read.
      </p>
    );
  const { headline, detail } = verdict(route, run.layout, run.design);
  return (
    <p className="step-preview" role="status">
      <span className="outcome-chip" data-outcome={route.outcome}>
        {OUTCOMES[route.outcome].word}
      </span>{' '}
      <strong>{headline}</strong> {detail} <span className="step-under">Under {run.design.title}.</span>
    </p>
  );
}
