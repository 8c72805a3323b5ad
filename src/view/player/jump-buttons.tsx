import { activeRun } from '#state/workbench.ts';
import { announce } from '../shell/announce.ts';
import { useViewKeys } from '../use-view-keys.ts';
import { useActions, useWorkbench } from '../workbench-context.ts';
import { loopFrom, loopUpTo } from './loop-ends.ts';
import { useJumps, type Jump } from './use-jumps.ts';

const nowhere = (text: string) => () => announce(text);

/** Jumps to what is worth looking at, with their keys and those of the repeated stretch. */
export function JumpButtons() {
  const { setLoop } = useActions();
  const { lost, dispute } = useJumps();
  const loop = useWorkbench((state) => state.loop);
  const step = useWorkbench((state) => state.playhead.step);
  const last = useWorkbench((state) => activeRun(state).length - 1);
  useViewKeys({
    l: lost.next ?? nowhere('No access after this one is lost.'),
    L: lost.previous ?? nowhere('No access before this one is lost.'),
    b: dispute.next ?? nowhere('No disagreement arises after this access.'),
    B: dispute.previous ?? nowhere('No disagreement arises before this access.'),
    '[': () => setLoop(loopFrom(loop, step, last)),
    ']': () => setLoop(loopUpTo(loop, step)),
    '\\': () => setLoop(null),
  });
  return (
    <>
      <JumpPair jump={lost} word="Lost" previous="Lost access before" next="Next lost access" />
      <JumpPair jump={dispute} word="Dispute" previous="Disagreement before" next="Next disagreement" />
    </>
  );
}

interface JumpPairProps {
  jump: Jump;
  word: string;
  previous: string;
  next: string;
}

function JumpPair({ jump, word, previous, next }: JumpPairProps) {
  return (
    <span className="jump-pair">
      <JumpButton label={previous} path="M10 4 6 8l4 4" onJump={jump.previous} />
      <span aria-hidden="true">{word}</span>
      <JumpButton label={next} path="M6 4l4 4-4 4" onJump={jump.next} />
    </span>
  );
}

interface JumpButtonProps {
  label: string;
  path: string;
  onJump: (() => void) | null;
}

/** Stays in the order of Tab without a place to go to: a press that empties its own button would lose the focus. */
function JumpButton({ label, path, onJump }: JumpButtonProps) {
  return (
    <button
      type="button"
      className="jump-button"
      aria-label={label}
      aria-disabled={onJump === null}
      onClick={() => onJump?.()}
    >
      <svg width="14" height="14" viewBox="0 0 16 16" aria-hidden="true">
        <path d={path} fill="none" stroke="currentColor" strokeWidth="2" />
      </svg>
    </button>
  );
}
