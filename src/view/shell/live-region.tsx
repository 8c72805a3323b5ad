import { useEffect, useRef, useState } from 'react';
import { hopSentence, hopTitle, stepTitle, verdict } from '#model/narrate.ts';
import type { Run } from '#model/run.ts';
import { routeOf } from '#state/derived.ts';
import { isAtEnd } from '#state/playhead.ts';
import type { LoopRange } from '#state/playback.ts';
import { activeRun, activeTrack } from '#state/workbench.ts';
import { arisingText } from '#scene/beliefs-moments.ts';
import { arisingAt } from '../beliefs/moments-of.ts';
import { useWorkbench } from '../workbench-context.ts';
import { announce, useAnnounced } from './announce.ts';

/** Long enough that scrubbing over many accesses announces only the one it ends at. */
const SETTLE_MS = 400;

const placeText = (run: Run, step: number): string => {
  const access = run.scenario.steps[step];
  return access ? `Access ${step + 1} of ${run.length}, ${stepTitle(access, run.layout)}.` : '';
};

/** What became of the access, and who came to disagree by it. */
function endText(run: Run, step: number): string | null {
  const route = routeOf(run, step);
  if (route === null) return null;
  const { headline, detail } = verdict(route, run.layout, run.design);
  return [placeText(run, step), headline, detail, ...arisingAt(run, step).map(arisingText)].join(' ');
}

/** The hop under way, as the caption of the picture has it; the access too where it is the first. */
function hopText(run: Run, step: number, hop: number): string | null {
  const route = routeOf(run, step);
  const one = route?.hops[hop - 1];
  if (!route || !one) return null;
  const said = `Hop ${hop} of ${route.hops.length}: ${hopTitle(one)}. ${hopSentence(one, run.layout, run.design)}`;
  return hop === 1 ? `${placeText(run, step)} ${said}` : said;
}

/**
 * Tells screen readers what became of each access: once a step while it plays, and hop by hop where one goes so by
 * hand. Then what was set by a key, and what could not be done.
 */
export function LiveRegion() {
  const run = useWorkbench(activeRun);
  const step = useWorkbench((state) => state.playhead.step);
  const atStart = useWorkbench((state) => state.playhead.step === 0 && state.playhead.hop === 0);
  /** Null where the whole access is told. */
  const hop = useWorkbench((state) =>
    state.playing || isAtEnd(state.playhead, activeTrack(state)) ? null : Math.ceil(state.playhead.hop),
  );
  const [text, setText] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => {
      const said = atStart
        ? `${run.scenario.name}. ${run.length} accesses.`
        : hop === null || hop === 0
          ? endText(run, step)
          : hopText(run, step, hop);
      if (said !== null) setText(said);
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [run, step, hop, atStart]);
  useSettingsTold();
  const { text: aside, number } = useAnnounced();
  return (
    <>
      <p className="visually-hidden" aria-live="polite">
        {text}
      </p>
      <p className="visually-hidden" aria-live="polite">
        {/* By another key it is another text: what is said again is read again. */}
        <span key={number}>{aside}</span>
      </p>
    </>
  );
}

const loopText = (loop: LoopRange | null): string =>
  loop === null
    ? 'Repeat off.'
    : loop.from === loop.to
      ? `Repeats access ${loop.from + 1}.`
      : `Repeats accesses ${loop.from + 1} to ${loop.to + 1}.`;

/** Announces speed and repeated stretch when a key changed them; a menu that did so was read out itself. */
function useSettingsTold(): void {
  const speed = useWorkbench((state) => state.speed);
  const loop = useWorkbench((state) => state.loop);
  const was = useRef({ speed, loop });
  useEffect(() => {
    const before = was.current;
    was.current = { speed, loop };
    if (document.activeElement instanceof HTMLSelectElement) return;
    if (before.speed !== speed) announce(`Speed ${speed}×.`);
    if (before.loop !== loop) announce(loopText(loop));
  }, [speed, loop]);
}
