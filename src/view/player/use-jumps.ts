import { useMemo } from 'react';
import { ENTRY_SIZE } from '#model/device.ts';
import type { Run } from '#model/run.ts';
import { endOf, isAtEnd } from '#state/playhead.ts';
import { activeRun, activeTrack } from '#state/workbench.ts';
import { neighbouring } from '#scene/beliefs-moments.ts';
import { disagreementsOf, entryArisingAt } from '../beliefs/moments-of.ts';
import { useActions, useWorkbench } from '../workbench-context.ts';

/** A way to the access before and after the present one, null where there is none. */
export interface Jump {
  readonly previous: (() => void) | null;
  readonly next: (() => void) | null;
}

const lostSteps = (run: Run): number[] => run.summaries.flatMap(({ lost }, step) => (lost ? [step] : []));

/** To accesses that are lost, and to those after which beliefs newly disagree. */
export function useJumps(): { lost: Jump; dispute: Jump } {
  const run = useWorkbench(activeRun);
  const lost = useMemo(() => lostSteps(run), [run]);
  const disputes = useMemo(() => disagreementsOf(run), [run]);
  const { select } = useActions();
  /** The panel shows the entry that is disputed there, whatever was picked before. */
  const showDisputed = (step: number) => {
    const entry = entryArisingAt(run, step);
    if (entry !== null) select({ offset: run.layout.tableStart + ENTRY_SIZE * entry, size: ENTRY_SIZE });
  };
  return { lost: useJump(lost), dispute: useJump(disputes, showDisputed) };
}

/** `steps` rise. While an access is under way its own end is the next place to go to. */
function useJump(steps: readonly number[], onArrival?: (step: number) => void): Jump {
  const { seek } = useActions();
  const track = useWorkbench(activeTrack);
  const step = useWorkbench((state) => state.playhead.step);
  const atEnd = useWorkbench((state) => isAtEnd(state.playhead, activeTrack(state)));
  const to = (target: number | null) =>
    target === null
      ? null
      : () => {
          seek(endOf(track, target));
          onArrival?.(target);
        };
  return {
    previous: to(neighbouring(steps, step, -1)),
    next: to(neighbouring(steps, atEnd ? step : step - 1, 1)),
  };
}
