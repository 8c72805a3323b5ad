import { useEffect, useState } from 'react';

/** Long enough to be read, short enough to be out of the way. */
const SHORT_MS = 2500;
const MS_A_CHARACTER = 60;

interface SaidProps {
  readonly text: string;
  /** It stays until something else is said. */
  readonly stays: boolean;
}

/** What a press came to, in the corner of the stage for a while. The same words go to screen readers elsewhere. */
export function Said({ text, stays }: SaidProps) {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    if (stays) return;
    const timer = setTimeout(() => setOver(true), Math.max(SHORT_MS, text.length * MS_A_CHARACTER));
    return () => clearTimeout(timer);
  }, [text, stays]);
  return isOver ? null : (
    <p className="present-said" aria-hidden="true">
      {text}
    </p>
  );
}
