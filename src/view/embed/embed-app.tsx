import { useMemo } from 'react';
import { stepTitle } from '#model/narrate.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import { documentOf } from '#share/document.ts';
import { encodeLink } from '#share/link/link.ts';
import { routeOf } from '#state/derived.ts';
import { sentenceNow } from '#state/embed.ts';
import { CATALOGUE } from '#state/sharing.ts';
import { activeRun, activeScenario } from '#state/workbench.ts';
import { APP_COMMANDS } from '../commands/app-commands.ts';
import { useCommandKeys } from '../commands/use-command-keys.ts';
import { Notices } from '../editor/notices.tsx';
import { PlayerButton } from '../player/player-button.tsx';
import { usePlayback } from '../player/use-playback.ts';
import { RouteView } from '../route/route-view.tsx';
import { LiveRegion } from '../shell/live-region.tsx';
import { DesignSelect } from '../ui/design-select.tsx';
import { Safe } from '../ui/safe.tsx';
import { useReducedMotion } from '../use-reduced-motion.ts';
import { StoresContext, useActions, useWorkbench, type Stores } from '../workbench-context.ts';
import { useEmbedMessages } from './use-embed-messages.ts';
import '../shell/shell.css';
import '../player/player.css';
import './embed.css';

/** What is asked for by keys here; dialogs and other views are not embedded. */
const COMMANDS = APP_COMMANDS.filter(({ id }) =>
  /^(play|step-.*|hop-.*|to-start|to-end|slower|faster|next-design)$/.test(id),
);

/** The app as a picture in somebody's page: the route, a player, and a way to the whole app. */
export default function EmbedApp({ stores }: { stores: Stores }) {
  useEmbedMessages(stores.workbench);
  useCommandKeys(
    useMemo(() => ({ stores, open: () => undefined }), [stores]),
    COMMANDS,
  );
  return (
    <StoresContext value={stores}>
      <div className="embed">
        <Head />
        <main className="embed-main" aria-label="The route of the access">
          <Route />
          <Sentence />
        </main>
        <Controls />
        <LiveRegion />
      </div>
      <Notices keeping={stores.keeping} />
    </StoresContext>
  );
}

function Head() {
  const run = useWorkbench(activeRun);
  const step = useWorkbench((state) => state.playhead.step);
  const route = routeOf(run, step);
  return (
    <header className="embed-head">
      <h1 className="embed-title">
        {run.scenario.name}
        <span> on {run.scenario.device.name}</span>
      </h1>
      {route !== null && (
        <p className="embed-access">
          Access {step + 1} of {run.length} <span className="mono">{stepTitle(route.step, run.layout)}</span>{' '}
          <span className="outcome-chip" data-outcome={route.outcome}>
            {OUTCOMES[route.outcome].word}
          </span>
        </p>
      )}
    </header>
  );
}

function Route() {
  const run = useWorkbench(activeRun);
  const { step, hop } = useWorkbench((state) => state.playhead);
  const { seek } = useActions();
  const reducedMotion = useReducedMotion();
  return (
    <div className="embed-route">
      <Safe name="The route" retryOn={[run, step]}>
        <RouteView
          route={routeOf(run, step)}
          layout={run.layout}
          design={run.design}
          hop={hop}
          reducedMotion={reducedMotion}
          onHop={(to) => seek({ step, hop: to })}
          hasCaption={false}
        />
      </Safe>
    </div>
  );
}

/** In the page and not in the picture, which a low frame cuts off at its end. */
function Sentence() {
  const text = useWorkbench(sentenceNow);
  return <p className="embed-sentence">{text}</p>;
}

function Controls() {
  usePlayback();
  const { play, pause, stepBack, stepForward, toStart } = useActions();
  const playing = useWorkbench((state) => state.playing);
  const isEmpty = useWorkbench((state) => activeRun(state).length === 0);
  return (
    <footer className="embed-controls" aria-label="Player">
      <PlayerButton icon="start" word="Start" hint="To the start" onPress={toStart} disabled={isEmpty} />
      <PlayerButton icon="back" word="Back" hint="One access back" onPress={stepBack} disabled={isEmpty} />
      <PlayerButton
        icon={playing ? 'pause' : 'play'}
        word={playing ? 'Pause' : 'Play'}
        hint={playing ? 'Pause' : 'Play'}
        onPress={playing ? pause : play}
        disabled={isEmpty}
        isMain
      />
      <PlayerButton
        icon="step"
        word="Step"
        hint="One access forward"
        onPress={stepForward}
        disabled={isEmpty}
      />
      <DesignSelect className="embed-design" />
      <WholeApp />
    </footer>
  );
}

/** To this moment in the whole app. */
function WholeApp() {
  const step = useWorkbench((state) => state.playhead.step);
  const arrived = useWorkbench((state) => Math.floor(state.playhead.hop));
  const scenario = useWorkbench(activeScenario);
  const designId = useWorkbench((state) => state.designId);
  const fragment = useMemo(() => {
    const link = encodeLink(
      documentOf(scenario, [designId], { step, hop: arrived, view: 'route' }),
      CATALOGUE,
    );
    return link.ok ? link.value : '';
  }, [scenario, designId, step, arrived]);
  return (
    <a className="embed-whole" href={`${location.pathname}${fragment}`} target="_blank" rel="noreferrer">
      Open in msixscope
    </a>
  );
}
