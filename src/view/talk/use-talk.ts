import { useMemo } from 'react';
import { currentTalk } from '#state/current-talk.ts';
import type { OwnScenario } from '#state/document.ts';
import { momentsOf, withMoments, type Moment } from '#state/talk.ts';
import { staged, type StageMoment } from '#state/talk-stage.ts';
import { rememberTalk, useLastTalk } from '../present/present-request.ts';
import { useActions, useWorkbench } from '../workbench-context.ts';

export interface Talk {
  readonly own: OwnScenario;
  readonly moments: readonly Moment[];
  /** What each of them shows. */
  readonly stages: readonly StageMoment[];
  /** Takes over a changed list; `what` follows “Undo”. */
  readonly change: (moments: readonly Moment[], what: string) => void;
}

/** The talk with the id `picked`, else the one that is meant by “the talk”; null when there is none. */
export function useTalk(picked: string | null): Talk | null {
  const last = useLastTalk();
  const own = useWorkbench(
    (state) => state.document.scenarios.find(({ id }) => id === picked) ?? currentTalk(state, last),
  );
  const document = useWorkbench((state) => state.document);
  const designId = useWorkbench((state) => state.designId);
  const otherDesignId = useWorkbench((state) => state.look.otherDesignId);
  const { changeLines } = useActions();
  return useMemo(() => {
    if (own === null) return null;
    const moments = momentsOf(own.lines);
    const around = { document, designId, otherDesignId };
    return {
      own,
      moments,
      stages: moments.map((moment) => staged(moment, own, around)),
      change: (next, what) => {
        changeLines(withMoments(own.lines, next), what, own.id);
        rememberTalk(own.id);
      },
    };
  }, [own, document, designId, otherDesignId, changeLines]);
}
