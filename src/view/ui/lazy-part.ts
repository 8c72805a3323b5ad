import {
  createElement,
  lazy,
  useSyncExternalStore,
  type ComponentType,
  type LazyExoticComponent,
  type ReactNode,
} from 'react';

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

/** The part in what was built: of one file, or of several that are then its exports. */
function pickedOf<File, P>(built: File, pick: (file: File) => ComponentType<P>): ComponentType<P> {
  for (const file of [built, ...Object.values(built as Record<string, File>)]) {
    const found = typeof file === 'object' && file !== null ? pick(file) : undefined;
    if (found) return found;
  }
  throw new Error('what was fetched again is not the part that was asked for');
}

/**
 * The component that `pick` finds in a file, fetched when it is first drawn. React and the browser both remember for
 * ever that a fetch failed: after that the file is asked for by another address, so that "Try again" does.
 */
export function lazyPart<File, P extends object>(
  load: () => Promise<File>,
  pick: (file: File) => ComponentType<P>,
): Part<P> {
  let failures = 0;
  let address: string | undefined;
  const fetched = (): LazyExoticComponent<ComponentType<P>> =>
    lazy(async () => {
      try {
        if (address === undefined) return { default: pick(await load()) };
        const again = (await import(/* @vite-ignore */ `${address}?again=${failures}`)) as File;
        return { default: pickedOf(again, pick) };
      } catch (error) {
        failures++;
        address = ADDRESS.exec(error instanceof Error ? error.message : '')?.[0];
        // Not at once: drawn again before the fault is told, it would only be fetched again and again.
        failed.add(() => {
          part = fetched();
        });
        throw error;
      }
    });
  let part = fetched();
  return function LazyPart(props: P) {
    return createElement(part, props);
  };
}

/** The same for what is wanted at once, but not waited for: it is fetched now. */
export function startedPart<File, P extends object>(
  load: () => Promise<File>,
  pick: (file: File) => ComponentType<P>,
): Part<P> {
  let started: Promise<File> | null = load();
  // Told where it is drawn.
  started.catch(() => undefined);
  return lazyPart(() => {
    const now = started ?? load();
    started = null;
    return now;
  }, pick);
}

/** For files whose component is their default export. */
export const byDefault = <P>(file: { readonly default: ComponentType<P> }): ComponentType<P> => file.default;
