import { useMemo } from 'react';
import { stepTitle } from '#model/narrate.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import { obstacleOf } from '#scene/obstacle.ts';
import { routeOf } from '#state/derived.ts';
import { activeRun } from '#state/workbench.ts';
import { startedPart } from '../ui/lazy-part.ts';
import { Safe } from '../ui/safe.tsx';
import { Steady } from '../ui/steady.tsx';
import { ObstacleNotice } from '../view-bar/obstacle-notice.tsx';
import { useActions, useWorkbench } from '../workbench-context.ts';

// Asked for at once, but not waited for: the frame shows first.
const RouteView = startedPart(
  () => import('../route/route-view.tsx'),
  (file) => file.RouteView,
  <p className="empty">The route is on its way.</p>,
);

/** The present access: what it is, what became of it, and its way. */
export function RoutePanel({ reducedMotion }: { reducedMotion: boolean }) {
  const run = useWorkbench(activeRun);
  const { step, hop } = useWorkbench((state) => state.playhead);
  const { seek } = useActions();
  const route = routeOf(run, step);
  const { note, name } = run.scenario;
  const environment = useWorkbench((state) => state.look.environment);
  const obstacle = useMemo(() => obstacleOf(run, environment), [run, environment]);
  const isBarred = obstacle !== null && step >= obstacle.from;
  return (
    <section className="panel panel-route" aria-labelledby="route-title">
      <div className="route-head">
        <h2 id="route-title" className="panel-title">
          {route === null ? (
            'Route'
          ) : (
            <Steady
              text={`Access ${step + 1} of ${run.length}`}
              room={`Access ${run.length} of ${run.length}`}
            />
          )}
        </h2>
        {route !== null && (
          <>
            <p className="mono">{stepTitle(route.step, run.layout)}</p>
            <p className="outcome-chip" data-outcome={route.outcome}>
              {OUTCOMES[route.outcome].word}
            </p>
          </>
        )}
      </div>
      <Note
        name={name}
        note={note}
        design={run.design.title}
        atStart={route === null || (step === 0 && hop === 0)}
      />
      <div className="route-box" data-barred={isBarred}>
        <Safe name="The route" retryOn={[run, step]}>
          <RouteView
            route={route}
            layout={run.layout}
            design={run.design}
            hop={hop}
            reducedMotion={reducedMotion}
            onHop={(to) => seek({ step, hop: to })}
          />
        </Safe>
        {isBarred && <ObstacleNotice design={run.design} environment={environment} obstacle={obstacle} />}
      </div>
    </section>
  );
}

interface NoteProps {
  name: string;
  note: string;
  design: string;
  atStart: boolean;
}

/** What it is about, at the start; then what it is and under which design, in the same room: the route stays in place. */
function Note({ name, note, design, atStart }: NoteProps) {
  return (
    <div className="route-note">
      <p data-shown={atStart}>
        <strong>{name}.</strong> {note}
      </p>
      <p data-shown={!atStart}>
        <strong>{name}</strong> under {design}
      </p>
    </div>
  );
}
