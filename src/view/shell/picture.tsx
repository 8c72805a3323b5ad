import { useMemo } from 'react';
import { isAccess, type Step } from '#model/access.ts';
import type { Layout } from '#model/layout.ts';
import { routeOf, stateAt, stateBefore } from '#state/derived.ts';
import { isAtEnd } from '#state/playhead.ts';
import { activeRun, activeTrack } from '#state/workbench.ts';
import { askEdit } from '../editor/edit-request.ts';
import { mapAccess } from '#scene/page-map/map-access.ts';
import { Beliefs } from '../beliefs/beliefs.tsx';
import { arisingAt } from '../beliefs/moments-of.ts';
import { useReducedMotion } from '../use-reduced-motion.ts';
import { startedPart } from '../ui/lazy-part.ts';
import { Safe } from '../ui/safe.tsx';
import { useActions, useWorkbench } from '../workbench-context.ts';
import { RoutePanel } from './route-panel.tsx';
import { StepReason } from './step-reason.tsx';
import { Splitter } from './splitter.tsx';

// Asked for at once, but not waited for: the frame shows first.
const PageMap = startedPart(
  () => import('../page-map/page-map.tsx'),
  (file) => file.PageMap,
  <p className="empty">The memory map is on its way.</p>,
);
const HopList = startedPart(
  () => import('../route/hop-list.tsx'),
  (file) => file.HopList,
);

/** Where, which way and why, and who believes what: the three panels of one moment. */
export function Picture() {
  const reducedMotion = useReducedMotion();
  return (
    <main className="app-middle">
      <MapPanel reducedMotion={reducedMotion} />
      <RoutePanel reducedMotion={reducedMotion} />
      <RightPanel />
    </main>
  );
}

/** The state of the moment: it changes from hop to hop, not from frame to frame. */
function useMoment() {
  const run = useWorkbench(activeRun);
  const step = useWorkbench((state) => state.playhead.step);
  const done = useWorkbench((state) => Math.floor(state.playhead.hop));
  const atStart = useWorkbench((state) => state.playhead.step === 0 && state.playhead.hop === 0);
  const state = useMemo(() => stateAt(run, { step, hop: done }), [run, step, done]);
  const previous = useMemo(() => (atStart ? null : stateBefore(run, step)), [run, step, atStart]);
  return { run, step, state, previous };
}

function MapPanel({ reducedMotion }: { reducedMotion: boolean }) {
  const { run, step, state, previous } = useMoment();
  const selection = useWorkbench((now) => now.selection);
  const zoom = useWorkbench((now) => now.look.zoom);
  const { select, setLook } = useActions();
  const access = useMemo(() => mapAccess(run.scenario.steps[step], step), [run, step]);
  return (
    <div className="panel panel-map">
      <Safe name="The memory map" retryOn={[run]}>
        <PageMap
          layout={run.layout}
          state={state}
          previous={previous}
          access={access}
          selection={selection}
          onSelect={select}
          zoom={zoom}
          onZoom={(near) => setLook({ zoom: near })}
          onAccess={(picked) => askEdit({ kind: 'access', ...picked })}
          reducedMotion={reducedMotion}
        />
      </Safe>
      <Splitter panel="left" label="Width of the memory map" least={240} />
    </div>
  );
}

function entryAt(layout: Layout, offset: number | undefined): number | null {
  if (offset === undefined || offset < layout.tableStart || offset >= layout.tableEnd) return null;
  return Math.floor((offset - layout.tableStart) / 16);
}

/** The entry in question: what was picked, else what the newest access up to `step` went to, else the first. */
function entryInQuestion(
  layout: Layout,
  steps: readonly Step[],
  step: number,
  picked: number | null,
): number {
  if (picked !== null) return picked;
  for (let n = Math.min(step, steps.length - 1); n >= 0; n--) {
    const one = steps[n];
    const entry = one && isAccess(one) ? entryAt(layout, one.offset) : null;
    if (entry !== null) return entry;
  }
  return 0;
}

const NOTHING: readonly never[] = [];

function RightPanel() {
  const { run, step, state } = useMoment();
  const hop = useWorkbench((now) => Math.ceil(now.playhead.hop));
  const selection = useWorkbench((now) => now.selection);
  const { seek, select } = useActions();
  const { layout } = run;
  const atEnd = useWorkbench((now) => isAtEnd(now.playhead, activeTrack(now)));
  const arising = useMemo(() => (atEnd ? arisingAt(run, step) : NOTHING), [run, step, atEnd]);
  const entry = entryInQuestion(layout, run.scenario.steps, step, entryAt(layout, selection?.offset));
  return (
    <aside className="panel panel-right" aria-label="State and reasons">
      <Splitter panel="right" label="Width of the right panel" least={300} />
      <Safe name="Who believes what" retryOn={[run, step]}>
        <Beliefs
          layout={layout}
          design={run.design}
          state={state}
          entry={entry}
          arising={arising}
          onEntry={(next) => select({ offset: layout.tableStart + 16 * next, size: 16 })}
        />
      </Safe>
      <section className="why" aria-labelledby="why-title">
        <h2 id="why-title" className="panel-title">
          Why it goes this way
        </h2>
        <StepReason step={step} />
        <div className="why-list">
          <Safe name="The list of hops" retryOn={[run, step]}>
            <HopList
              key={step}
              route={routeOf(run, step)}
              layout={layout}
              design={run.design}
              hop={hop}
              onHop={(to) => seek({ step, hop: to })}
            />
          </Safe>
        </div>
      </section>
    </aside>
  );
}
