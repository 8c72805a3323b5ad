import type { TextState } from '#state/text-state.ts';

interface TextStatusProps {
  state: TextState;
  onUseList: () => void;
}

/** Whether text and list agree, and what to do when they do not. */
export function TextStatus({ state, onUseList }: TextStatusProps) {
  const { phase, isPending, problems, clash, isKept } = state;
  return (
    <>
      <button
        type="button"
        className="button button-small"
        disabled={phase !== 'mistakes'}
        onClick={onUseList}
      >
        Use the list’s text
      </button>
      <p
        className="text-status"
        role="status"
        aria-busy={isPending || phase === 'loading' || phase === 'reading'}
        data-wrong={phase === 'mistakes'}
      >
        {wordsFor(phase, problems.length)}
        {clash &&
          ' The list was changed meanwhile; where both changed the same lines, the text’s stand, and take the place of the list’s once there is no mistake.'}
        {!isKept && ' This browser stores nothing: save the text as a file before you close the page.'}
      </p>
    </>
  );
}

function wordsFor(phase: TextState['phase'], mistakes: number): string {
  switch (phase) {
    case 'loading':
      return 'The text is on its way.';
    case 'reading':
      return 'Reading the text…';
    case 'agrees':
      return 'Text and list agree.';
    case 'mistakes':
      return `${mistakes === 1 ? 'One mistake' : `${mistakes} mistakes`}: the list shows the last text without any.`;
  }
}
