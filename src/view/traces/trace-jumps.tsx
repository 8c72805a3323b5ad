import { useState } from 'react';
import { neighbourOf } from '#scene/traces/access-words.ts';
import { goTo, goToLine } from '#state/trace-questions.ts';

export interface Jump {
  readonly what: string;
  /** Rising. */
  readonly positions: Uint32Array;
}

interface Props {
  jumps: readonly Jump[];
  cursor: number;
  length: number;
}

/** To the first, previous and next of each kind, to an access by its number, to a line of the text. */
export function TraceJumps({ jumps, cursor, length }: Props) {
  return (
    <div className="traces-tools">
      {jumps.map(({ what, positions }) => (
        <div key={what} className="traces-jump" role="group" aria-label={`Jump to ${what}`}>
          <span className="traces-jump-name">
            {what} ({positions.length.toLocaleString('en')})
          </span>
          <JumpButton label="First" what={what} to={positions[0] ?? null} />
          <JumpButton label="Previous" what={what} to={neighbourOf(positions, cursor, -1)} />
          <JumpButton label="Next" what={what} to={neighbourOf(positions, cursor, 1)} />
        </div>
      ))}
      <GoTo label="Access" most={length} onGo={(number) => goTo(number - 1)} />
      <GoTo label="Line" most={null} onGo={(line) => void goToLine(line)} />
    </div>
  );
}

function JumpButton({ label, what, to }: { label: string; what: string; to: number | null }) {
  return (
    <button
      type="button"
      className="button button-small"
      aria-label={`${label} ${what}`}
      disabled={to === null}
      onClick={() => goTo(to!)}
    >
      {label}
    </button>
  );
}

interface GoToProps {
  label: string;
  /** The largest number there is, or null. */
  most: number | null;
  onGo: (number: number) => void;
}

function GoTo({ label, most, onGo }: GoToProps) {
  const [text, setText] = useState('');
  const number = Number(text.replaceAll(',', ''));
  const isFit =
    text.trim() !== '' && Number.isInteger(number) && number >= 1 && (most === null || number <= most);
  return (
    <form
      className="traces-jump"
      onSubmit={(event) => {
        event.preventDefault();
        if (isFit) onGo(number);
      }}
    >
      <label className="traces-field">
        <span>{label}</span>
        <input
          className="traces-input mono"
          inputMode="numeric"
          value={text}
          placeholder={most === null ? 'of the text' : `1 to ${most.toLocaleString('en')}`}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <button type="submit" className="button button-small" disabled={!isFit}>
        Go to {label.toLowerCase()}
      </button>
    </form>
  );
}
