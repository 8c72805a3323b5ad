import { useEffect, useId, useRef, useState } from 'react';

interface TextFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly text: string;
  readonly rows: number;
  /** False: line ends become blanks. */
  readonly isLong: boolean;
  /** Called when the person has moved on, with what is there then. */
  readonly onText: (text: string) => void;
}

/** A text that is taken over when the person has moved on, so that one change is one step of undo. */
export function TextField({ label, hint, text, rows, isLong, onText }: TextFieldProps) {
  const id = useId();
  const [draft, setDraft] = useState(text);
  const pending = useRef<string | null>(null);
  const take = useRef(onText);
  useEffect(() => {
    take.current = onText;
  });
  const commit = () => {
    const typed = pending.current;
    pending.current = null;
    if (typed !== null) take.current(typed);
  };
  // Closing the dialog, or choosing another moment by a key, ends the typing without a blur.
  useEffect(
    () => () => {
      const typed = pending.current;
      if (typed !== null) take.current(typed);
    },
    [],
  );
  return (
    <div className="talk-field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={rows}
        value={draft}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          const next = isLong ? event.target.value : event.target.value.replace(/[\r\n]+/g, ' ');
          pending.current = next;
          setDraft(next);
        }}
        onBlur={commit}
      />
      <p id={`${id}-hint`} className="talk-hint">
        {hint.replace('{n}', String(draft.length))}
      </p>
    </div>
  );
}
