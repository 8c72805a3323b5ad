import { createElement, lazy, type ComponentType, type LazyExoticComponent, type ReactNode } from 'react';

/** A function, so that one that needs fewer props can stand where more are given. */
export type Part<P> = (props: P) => ReactNode;

/** Makes new what could not be fetched. */
const failed = new Set<() => void>();

/** What could not be fetched is fetched again when it is drawn next. */
export function fetchAgain(): void {
  for (const renew of failed) renew();
  failed.clear();
}

/** What browsers say of a file that could not be fetched names its address. */
const ADDRESS = /https?:\/\/[^\s?]+\.js/;

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
        const file =
          address === undefined
            ? load()
            : (import(/* @vite-ignore */ `${address}?again=${failures}`) as Promise<File>);
        return { default: pick(await file) };
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
