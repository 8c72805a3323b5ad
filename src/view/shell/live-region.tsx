import { useEffect, useState } from 'react';
import { stepTitle, verdict } from '#model/narrate.ts';
import { routeOf } from '#state/derived.ts';
import { activeRun } from '#state/workbench.ts';
import { useWorkbench } from '../workbench-context.ts';

/** Long enough that scrubbing over many accesses announces only the one it ends at. */
const SETTLE_MS = 400;

/** Tells screen readers what became of each access: once a step, not once a frame. */
export function LiveRegion() {
  const run = useWorkbench(activeRun);
  const step = useWorkbench((state) => state.playhead.step);
  const atStart = useWorkbench((state) => state.playhead.step === 0 && state.playhead.hop === 0);
  const [text, setText] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => {
      const route = routeOf(run, step);
      if (route === null) return;
      const { headline, detail } = verdict(route, run.layout, run.design);
      const place = `Access ${step + 1} of ${run.length}, ${stepTitle(route.step, run.layout)}.`;
      setText(atStart ? `${run.scenario.name}. ${run.length} accesses.` : `${place} ${headline} ${detail}`);
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [run, step, atStart]);
  return (
    <p className="visually-hidden" aria-live="polite">
      {text}
    </p>
  );
}
