import { createElement, useSyncExternalStore, type ComponentType, type ReactNode } from 'react';

/** A function, so that one that needs fewer props can stand where more are given. */
export type Part<P> = (props: P) => ReactNode;

/** Makes new what could not be fetched. */
const failed = new Set<() => void>();
const watchers = new Set<() => void>();
let rounds = 0;

/** What could not be fetched is fetched again when it is drawn next. */
export function fetchAgain(): void {
  if (failed.size === 0) return;
  for (const renew of failed) renew();
  failed.clear();
  rounds++;
  for (const watcher of watchers) watcher();
}

/** How often parts were fetched again: parts of one file fail together, and one request brings them all back. */
export const useFetchRounds = (): number =>
  useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => rounds,
  );

/** What browsers say of a file that could not be fetched names its address. */
const ADDRESS = /https?:\/\/[^\s?]+\.js/;

/**
 * The part in what was built: of one file, or of several that are then its exports. Of several, `pick` has to go by a
 * name that no other has, which `default` is not.
 */
function pickedOf<File, P>(built: File, pick: (file: File) => ComponentType<P>): ComponentType<P> {
  for (const file of [built, ...Object.values(built as Record<string, File>)]) {
    const found = typeof file === 'object' && file !== null ? pick(file) : undefined;
    if (found) return found;
  }
  throw new Error('what was fetched again is not the part that was asked for');
}

/**
 * Fetches the component that `pick` finds in a file. The browser remembers for ever that a fetch failed: after that the
 * file is asked for by another address, so that "Try again" does.
 */
function fetcher<File, P extends object>(
  load: () => Promise<File>,
  pick: (file: File) => ComponentType<P>,
): () => Promise<ComponentType<P>> {
  let failures = 0;
  let address: string | undefined;
  return async () => {
    try {
      if (address === undefined) return pick(await load());
      return pickedOf((await import(/* @vite-ignore */ `${address}?again=${failures}`)) as File, pick);
    } catch (error) {
      failures++;
      address = ADDRESS.exec(error instanceof Error ? error.message : '')?.[0];
      throw error;
    }
  };
}

/** A part that can be fetched before it is drawn. */
export type LazyPart<P> = Part<P> & { readonly fetchAhead: () => void };

/**
 * The component that `pick` finds in a file, fetched when it is first drawn; `meanwhile` stands in its place until then.
 * Not React's own `lazy`: once that has shown what stands there meanwhile, it shows nothing else for 300 ms.
 */
export function lazyPart<File, P extends object>(
  load: () => Promise<File>,
  pick: (file: File) => ComponentType<P>,
  meanwhile: ReactNode = null,
): LazyPart<P> {
  const fetchPart = fetcher(load, pick);
  const drawn = new Set<() => void>();
  let isAsked = false;
  let component: ComponentType<P> | null = null;
  let fault: Error | null = null;
  const redrawAll = () => {
    for (const redraw of drawn) redraw();
  };
  const fetchAhead = () => {
    if (isAsked) return;
    isAsked = true;
    fetchPart()
      .then(
        (found) => {
          component = found;
        },
        (error: unknown) => {
          fault = error instanceof Error ? error : new Error(String(error));
          // Not at once: drawn again before the fault is told, it would only be fetched again and again.
          failed.add(() => {
            fault = null;
            isAsked = false;
          });
        },
      )
      .finally(redrawAll);
  };
  const watch = (redraw: () => void) => {
    drawn.add(redraw);
    fetchAhead();
    return () => drawn.delete(redraw);
  };
  return Object.assign(
    function LazyPart(props: P) {
      const now = useSyncExternalStore(watch, () => component ?? fault);
      if (now instanceof Error) throw now;
      return now ? createElement(now, props) : meanwhile;
    },
    { fetchAhead },
  );
}

/** The same for what is wanted at once, but not waited for: it is fetched now. */
export function startedPart<File, P extends object>(
  ...part: Parameters<typeof lazyPart<File, P>>
): LazyPart<P> {
  const started = lazyPart(...part);
  started.fetchAhead();
  return started;
}

/** For files whose component is their default export. */
export const byDefault = <P>(file: { readonly default: ComponentType<P> }): ComponentType<P> => file.default;
