import { useEffect, useRef } from 'react';
import { isTakenBy } from './commands/use-command-keys.ts';

/** Keys that one view has besides those of the app; they hold while it is shown, and wherever nobody is typing. */
export function useViewKeys(keys: Readonly<Record<string, () => void>>): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
        return;
      if (event.target instanceof Element && isTakenBy(event.target, event)) return;
      const act = Object.hasOwn(latest.current, event.key) ? latest.current[event.key] : undefined;
      if (!act) return;
      event.preventDefault();
      act();
    };
    // Before those of the app, which listens on the window: where both use a key, the view has it.
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
