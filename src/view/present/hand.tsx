import type { PresentIntent } from './present-keys.ts';

interface HandProps {
  readonly sentence: string;
  readonly caption: string;
  readonly counter: string;
  readonly onIntent: (intent: PresentIntent) => void;
}

/** For a phone that is held upright: what the small stage says, and buttons, below it. */
export function Hand({ sentence, caption, counter, onIntent }: HandProps) {
  return (
    <div className="present-hand">
      <p className="present-hand-sentence">{sentence}</p>
      {caption !== '' && <p>{caption}</p>}
      <p className="present-hand-hint">
        {counter}. Turn the phone for a larger picture; swipe left and right to move, down to leave.
      </p>
      <div className="present-hand-buttons">
        <button type="button" className="button" onClick={() => onIntent('previous')}>
          Previous
        </button>
        <button type="button" className="button button-main" onClick={() => onIntent('next')}>
          Next
        </button>
        <button type="button" className="button" onClick={() => onIntent('hop-on')}>
          One hop on
        </button>
        <button type="button" className="button" onClick={() => onIntent('leave')}>
          Leave
        </button>
      </div>
    </div>
  );
}
