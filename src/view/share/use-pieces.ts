import { useEffect, useState } from 'react';

/** Milliseconds that are worked at a time, so that the page answers between them. */
const SLICE = 12;

export interface Pieces {
  /** All of them put together, once they are made. */
  readonly text: string | null;
  /** How many are made. */
  readonly made: number;
  /** What the first few say, to be shown meanwhile. */
  readonly start: string;
}

const NONE: Pieces = { text: null, made: 0, start: '' };
/** Pieces that are in `start`. */
const FIRST = 100;

/** Makes the pieces of a long text bit by bit; stops when it is drawn no more, or when `make` is another. */
export function usePieces(make: () => Generator<string>): Pieces {
  const [pieces, setPieces] = useState<Pieces & { readonly of?: unknown }>(NONE);
  useEffect(() => {
    const source = make();
    const made: string[] = [];
    let timer = 0;
    const work = () => {
      for (const end = performance.now() + SLICE; performance.now() < end;) {
        const next = source.next();
        if (next.done === true) {
          setPieces({ text: made.join(''), made: made.length, start: '', of: make });
          return;
        }
        made.push(next.value);
      }
      setPieces({ text: null, made: made.length, start: made.slice(0, FIRST).join(''), of: make });
      timer = window.setTimeout(work);
    };
    timer = window.setTimeout(work);
    return () => window.clearTimeout(timer);
  }, [make]);
  return pieces.of === make ? pieces : NONE;
}
