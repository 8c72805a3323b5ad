/** What every worker does: it offers its functions to the page, and lets the page notice when it ends. */
import { expose } from 'comlink';

/** What a worker sends first: the name of a lock that it holds for as long as it lives. */
export interface Held {
  readonly held: string;
}

type Api = Readonly<Record<string, (...args: never[]) => unknown>>;

/**
 * Offers `api`. A worker may end without a word (closed, or out of memory), and while it works it answers nobody; so
 * it holds a lock, which the browser gives to the page as soon as the worker is gone. Nothing is begun before that.
 * Without locks, as in a page that did not come by https, only an end with an error is noticed.
 */
export function serve(api: Api): void {
  const ready = 'locks' in navigator ? heldLock(`msixscope worker ${crypto.randomUUID()}`) : undefined;
  const guarded = Object.entries(api).map(([name, call]) => [
    name,
    async (...args: never[]) => {
      await ready;
      return call(...args);
    },
  ]);
  expose(Object.fromEntries(guarded));
}

/** Settles once the lock is held, and the page told, or when there is none to be had. */
const heldLock = (held: string): Promise<void> =>
  new Promise((resolve) => {
    navigator.locks
      .request(held, () => {
        self.postMessage({ held } satisfies Held);
        resolve();
        return new Promise(() => undefined);
      })
      .catch(() => resolve());
  });
