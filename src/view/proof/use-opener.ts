import type { Scenario } from '#model/scenario.ts';
import { useActions } from '../workbench-context.ts';

export interface Opener {
  /**
   * Opens it as an ordinary scenario under the design, at the end of `step` (the last one unless told); what there is
   * to say of that step goes with it, a line each.
   */
  readonly open: (scenario: Scenario, designId: string, said?: readonly string[], step?: number) => void;
  /** The same, side by side with the other design. */
  readonly compare: (scenario: Scenario, designId: string, otherDesignId: string) => void;
}

/** Shows what a search found in the views that show everything else. */
export function useOpener(): Opener {
  const { openScenario, setDesign, setLook, seek } = useActions();
  const end = Number.MAX_SAFE_INTEGER;
  return {
    open: (scenario, designId, said = [], step = end) => {
      const after = Math.min(step + 1, scenario.steps.length);
      openScenario(
        scenario,
        said.map((text) => ({ kind: 'moment', after, text })),
      );
      setDesign(designId);
      setLook({ view: 'route' });
      seek({ step, hop: end });
    },
    compare: (scenario, designId, otherDesignId) => {
      openScenario(scenario);
      setDesign(designId);
      setLook({ view: 'compare', otherDesignId });
      seek({ step: end, hop: end });
    },
  };
}
