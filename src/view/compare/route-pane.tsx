import { OUTCOMES } from '#model/outcomes.ts';
import type { Route } from '#model/route.ts';
import type { Run } from '#model/run.ts';
import { described } from '#scene/design-groups.ts';
import { obstacleOf } from '#scene/obstacle.ts';
import { RouteView } from '../route/route-view.tsx';
import { ObstacleNotice } from '../view-bar/obstacle-notice.tsx';
import { useWorkbench } from '../workbench-context.ts';
import { DesignButton } from './design-button.tsx';
import { PartingMark } from './parting-mark.tsx';

interface RoutePaneProps {
  kind: string;
  run: Run;
  route: Route | null;
  /** Playhead of both panes; the pane with fewer hops waits at its end. */
  hop: number;
  /** First hop that differs, 0-based. */
  parting: number | null;
  reducedMotion: boolean;
  onHop: (hop: number) => void;
  onPick: (designId: string) => void;
}

/** One of the two designs: its name, what became of the access, where it leaves the other's way, and its route. */
export function RoutePane(props: RoutePaneProps) {
  const { kind, run, route, hop, parting, reducedMotion, onHop, onPick } = props;
  const environment = useWorkbench((state) => state.look.environment);
  const step = useWorkbench((state) => state.playhead.step);
  const obstacle = obstacleOf(run, environment);
  const isBarred = obstacle !== null && step >= obstacle.from;
  const hops = route?.hops.length ?? 0;
  return (
    <section className="compare-pane" aria-label={`${kind}: ${run.design.title}`}>
      <div className="compare-pane-head">
        <DesignButton kind={kind} design={run.design} onPick={onPick} />
        <p className="compare-parting">
          {parting === null ? `${hops} hops` : partingText(route, parting)}
          {hop > hops && hops > 0 && ', waits'}
        </p>
        {route !== null && (
          <p className="outcome-chip" data-outcome={route.outcome}>
            {OUTCOMES[route.outcome].word}
          </p>
        )}
      </div>
      <p className="compare-summary">{described(run.design).xenSummary}</p>
      <div className="route-box" data-barred={isBarred}>
        <RouteView
          route={route}
          layout={run.layout}
          design={run.design}
          hop={Math.min(hop, hops)}
          reducedMotion={reducedMotion}
          onHop={onHop}
          overlay={(plan) => <PartingMark plan={plan} hop={parting} />}
        />
        {isBarred && <ObstacleNotice design={run.design} environment={environment} obstacle={obstacle} />}
      </div>
    </section>
  );
}

function partingText(route: Route | null, parting: number): string {
  const hops = route?.hops.length ?? 0;
  return parting >= hops ? `≠ ends after hop ${hops}` : `≠ at hop ${parting + 1} of ${hops}`;
}
