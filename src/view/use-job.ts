import { useCallback, useEffect, useRef, useState } from 'react';
import { wordsOf, type Job } from '#state/background.ts';

export type Working<T> =
  | { readonly kind: 'working'; readonly done: number; readonly cancel: () => void }
  | { readonly kind: 'cancelled'; readonly again: () => void }
  | { readonly kind: 'failed'; readonly message: string; readonly again: () => void }
  | { readonly kind: 'done'; readonly value: T };

/** Work in a worker that is begun anew when `key` changes, and ended when nobody looks any more. Null: none wanted. */
export function useJob<T>(
  key: string | object | null,
  start: (onProgress: (done: number) => void) => Job<T>,
): Working<T> | null {
  const [said, setSaid] = useState<{ readonly key: string | object; readonly state: Working<T> } | null>(
    null,
  );
  const [attempt, setAttempt] = useState(0);
  const again = useCallback(() => setAttempt((n) => n + 1), []);

  /** What was cancelled before it was begun: the button is there one moment earlier. */
  const cancelled = useRef<string | object | null>(null);
  const begun = useRef<{ readonly key: string | object; readonly cancel: () => void }>(null);

  useEffect(() => {
    if (key === null) return;
    if (cancelled.current === key) {
      cancelled.current = null;
      setSaid({ key, state: { kind: 'cancelled', again } });
      return;
    }
    let isOver = false;
    let isSettled = false;
    const say = (state: Working<T>) => {
      if (!isOver) setSaid({ key, state });
    };
    const job = start((done) => {
      // Progress comes by a way of its own, and the last of it can be later than the result.
      if (!isSettled) say({ kind: 'working', done, cancel });
    });
    function cancel() {
      job.cancel();
      say({ kind: 'cancelled', again });
      isOver = true;
    }
    job.result.then(
      (value) => {
        isSettled = true;
        say({ kind: 'done', value });
      },
      (reason: unknown) => {
        isSettled = true;
        say({ kind: 'failed', message: wordsOf(reason), again });
      },
    );
    begun.current = { key, cancel };
    say({ kind: 'working', done: 0, cancel });
    return () => {
      isOver = true;
      begun.current = null;
      job.cancel();
    };
    // `key` stands for everything that `start` depends on.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key, attempt, again]);

  if (key === null) return null;
  if (said?.key === key) return said.state;
  const cancel = () => {
    if (begun.current?.key === key) begun.current.cancel();
    else cancelled.current = key;
  };
  return { kind: 'working', done: 0, cancel };
}
