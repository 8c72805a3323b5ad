import { activeRun } from '#state/workbench.ts';
import { SPEEDS } from '#state/playback.ts';
import { useActions, useWorkbench } from '../workbench-context.ts';
import { JumpButtons } from './jump-buttons.tsx';
import { loopFrom, loopUpTo } from './loop-ends.ts';
import { PlayerButton } from './player-button.tsx';
import './player.css';

/** Buttons that move the playhead, the speed, and where it stands. */
export function Player() {
  const actions = useActions();
  const playing = useWorkbench((state) => state.playing);
  const isEmpty = useWorkbench((state) => activeRun(state).length === 0);
  return (
    <div className="player" role="group" aria-label="Player">
      <PlayerButton
        icon="start"
        word="Start"
        hint="To the start"
        onPress={actions.toStart}
        disabled={isEmpty}
      />
      <PlayerButton
        icon="back"
        word="Back"
        hint="One access back"
        onPress={actions.stepBack}
        disabled={isEmpty}
        isOften
      />
      <PlayerButton
        icon="hop-back"
        word="Hop"
        hint="One hop back"
        onPress={actions.hopBack}
        disabled={isEmpty}
      />
      <PlayerButton
        icon={playing ? 'pause' : 'play'}
        word={playing ? 'Pause' : 'Play'}
        hint={playing ? 'Pause' : 'Play'}
        onPress={playing ? actions.pause : actions.play}
        disabled={isEmpty}
        isMain
        isOften
      />
      <PlayerButton
        icon="hop"
        word="Hop"
        hint="One hop forward"
        onPress={actions.hopForward}
        disabled={isEmpty}
      />
      <PlayerButton
        icon="step"
        word="Step"
        hint="One access forward"
        onPress={actions.stepForward}
        disabled={isEmpty}
        isOften
      />
      <PlayerButton icon="end" word="End" hint="To the end" onPress={actions.toEnd} disabled={isEmpty} />
      <JumpButtons />
      <Speed />
      <Repeat />
    </div>
  );
}

function Speed() {
  const { setSpeed } = useActions();
  const speed = useWorkbench((state) => state.speed);
  const choices = SPEEDS.includes(speed) ? SPEEDS : [...SPEEDS, speed].sort((a, b) => a - b);
  return (
    <label className="player-field">
      <span className="player-word">Speed</span>
      <select
        className="select player-speed"
        value={speed}
        onChange={(event) => setSpeed(Number(event.target.value))}
      >
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {choice}×
          </option>
        ))}
      </select>
    </label>
  );
}

function Repeat() {
  const { setLoop } = useActions();
  const loop = useWorkbench((state) => state.loop);
  const step = useWorkbench((state) => state.playhead.step);
  const last = useWorkbench((state) => activeRun(state).length - 1);
  const value = loop === null ? 'off' : loop.from === 0 && loop.to === last ? 'all' : 'range';
  const choose = (choice: string) => {
    if (choice === 'all') setLoop({ from: 0, to: Math.max(last, 0) });
    else if (choice === 'this') setLoop({ from: step, to: step });
    else if (choice === 'rest') setLoop(loopFrom(loop, step, last));
    else if (choice === 'here') setLoop(loopUpTo(loop, step));
    else if (choice === 'off') setLoop(null);
  };
  return (
    <label className="player-field">
      <span className="visually-hidden">Repeat</span>
      <select className="select player-repeat" value={value} onChange={(event) => choose(event.target.value)}>
        <option value="off">Repeat off</option>
        <option value="all">Repeat all</option>
        <option value="this">Repeat this access</option>
        <option value="rest">Repeat from this access on</option>
        <option value="here">Repeat up to this access</option>
        {loop !== null && value === 'range' && (
          <option value="range">
            Repeat {loop.from === loop.to ? loop.from + 1 : `${loop.from + 1} to ${loop.to + 1}`}
          </option>
        )}
      </select>
    </label>
  );
}
