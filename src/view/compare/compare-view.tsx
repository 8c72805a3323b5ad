import { useEffect, useMemo, useState } from 'react';
import {
  compareDesigns,
  DIFFERENCE_KINDS,
  type DifferenceKind,
  type StepDifference,
} from '#model/compare.ts';
import { stepTitle } from '#model/narrate.ts';
import { nextDifference, ofKinds, previousDifference } from '#scene/compare/compare-marks.ts';
import { partingHop } from '#scene/compare/parting.ts';
import { routeOf } from '#state/derived.ts';
import { activeRun, otherRun } from '#state/workbench.ts';
import { PlayerBar } from '../player/player-bar.tsx';
import { useReducedMotion } from '../use-reduced-motion.ts';
import { useActions, useWorkbench } from '../workbench-context.ts';
import { CompareTimeline } from './compare-timeline.tsx';
import { DifferenceList } from './difference-list.tsx';
import { RoutePane } from './route-pane.tsx';
import { useViewKeys } from '../use-view-keys.ts';
import './compare-view.css';

const ALL_KINDS: ReadonlySet<DifferenceKind> = new Set(DIFFERENCE_KINDS);

/** Two designs on the same accesses, hop by hop; the route that ends first waits for the other. */
export default function CompareView() {
  const a = useWorkbench(activeRun);
  const b = useWorkbench(otherRun);
  const { step, hop } = useWorkbench((state) => state.playhead);
  const { seek, setDesign, setLook, swapDesigns } = useActions();
  const reducedMotion = useReducedMotion();
  const [kinds, setKinds] = useState(ALL_KINDS);
  const comparison = useMemo(() => compareDesigns(a.scenario, a.design, b.design), [a, b]);
  const shown = useMemo(() => ofKinds(comparison.differences, kinds), [comparison, kinds]);
  const current = comparison.differences.find(({ index }) => index === step) ?? null;
  const routes = [routeOf(a, step), routeOf(b, step)] as const;
  const parting = useMemo(() => partingHop(routeOf(a, step), routeOf(b, step)), [a, b, step]);
  const next = nextDifference(shown, step);
  const previous = previousDifference(shown, step);

  const jump = (to: StepDifference | null) => {
    if (to === null) return;
    const at = partingHop(routeOf(a, to.index), routeOf(b, to.index));
    seek({ step: to.index, hop: at === null ? Number.MAX_SAFE_INTEGER : at + 1 });
  };
  useViewKeys({ n: () => jump(next), p: () => jump(previous), x: swapDesigns });

  const same = a.design.id === b.design.id;
  return (
    <>
      <main className="compare">
        <div className="compare-strip">
          <h2 className="panel-title">
            {a.length === 0 ? 'No access to compare' : `Access ${step + 1} of ${a.length}`}
          </h2>
          {routes[0] !== null && <p className="mono">{stepTitle(routes[0].step, a.layout)}</p>}
          <p className="compare-says" data-differs={current !== null}>
            {same
              ? 'The same design on both sides: choose another one to compare with.'
              : sayParting(parting, current)}
          </p>
          <div className="compare-jumps" role="group" aria-label="Go to">
            <button
              type="button"
              className="button button-small"
              disabled={previous === null}
              onClick={() => jump(previous)}
            >
              Previous difference <kbd aria-hidden="true">p</kbd>
            </button>
            <button
              type="button"
              className="button button-small"
              disabled={next === null}
              onClick={() => jump(next)}
            >
              Next difference <kbd aria-hidden="true">n</kbd>
            </button>
            <button type="button" className="button button-small" onClick={swapDesigns}>
              Swap <kbd aria-hidden="true">x</kbd>
            </button>
          </div>
        </div>
        <RoutePane
          kind="Design"
          run={a}
          route={routes[0]}
          hop={hop}
          parting={parting}
          reducedMotion={reducedMotion}
          onHop={(to) => seek({ step, hop: to })}
          onPick={setDesign}
        />
        <RoutePane
          kind="Compared with"
          run={b}
          route={routes[1]}
          hop={hop}
          parting={parting}
          reducedMotion={reducedMotion}
          onHop={(to) => seek({ step, hop: to })}
          onPick={(otherDesignId) => setLook({ otherDesignId })}
        />
        <section className="compare-foot" aria-label="Player and timeline">
          <PlayerBar>
            <CompareTimeline a={a} b={b} differences={shown} onJump={jump} />
          </PlayerBar>
        </section>
        <DifferenceList
          comparison={comparison}
          shown={shown}
          kinds={kinds}
          onKinds={setKinds}
          currentStep={step}
          onJump={jump}
        />
      </main>
      <Spoken text={current === null ? '' : `Differs: ${current.sentence}`} />
    </>
  );
}

function sayParting(parting: number | null, current: StepDifference | null): string {
  if (current === null)
    return parting === null
      ? 'Both go the same way.'
      : `≠ The routes part at hop ${parting + 1}, to the same effect.`;
  return parting === null
    ? 'Both go the same way, but leave other states behind.'
    : `≠ The routes part at hop ${parting + 1}.`;
}

/** Long enough that playing or scrubbing over many accesses says only the last. */
const SETTLE_MS = 800;

function Spoken({ text }: { text: string }) {
  const [said, setSaid] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <p className="visually-hidden" aria-live="polite">
      {said}
    </p>
  );
}
