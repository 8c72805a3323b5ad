import { useState, type ReactNode } from 'react';
import { activeRun } from '#state/workbench.ts';
import { Safe } from '../ui/safe.tsx';
import { Steady } from '../ui/steady.tsx';
import { useWorkbench } from '../workbench-context.ts';
import { Player } from './player.tsx';
import './player-bar.css';

/**
 * The player with its timeline. On a phone they are a slim bar at the bottom of the screen, whatever part of the
 * picture is in sight: what is pressed all the time, where one is, and a button that unfolds the rest.
 */
export function PlayerBar({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="player-bar" data-open={isOpen}>
      <Safe name="The player">
        <Player />
      </Safe>
      <button
        type="button"
        className="button player-more"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? 'Less' : 'More'}
      </button>
      <Count />
      {children}
    </div>
  );
}

function Count() {
  const step = useWorkbench((state) => state.playhead.step);
  const length = useWorkbench((state) => activeRun(state).length);
  return (
    <p className="player-count" aria-hidden="true">
      {length === 0 ? (
        'No accesses'
      ) : (
        <Steady text={`${step + 1} of ${length}`} room={`${length} of ${length}`} />
      )}
    </p>
  );
}
