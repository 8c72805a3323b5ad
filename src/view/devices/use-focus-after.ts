import { useEffect, useRef, type RefObject } from 'react';

/**
 * For forms whose parts come and go: once a change is drawn, `after(selector)` gives the focus to the last match, or to
 * the first field in it.
 */
export function useFocusAfter(): {
  readonly form: RefObject<HTMLDivElement | null>;
  readonly after: (selector: string) => void;
} {
  const form = useRef<HTMLDivElement>(null);
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    const found = form.current?.querySelectorAll<HTMLElement>(wanted.current);
    wanted.current = null;
    const last = found?.item(found.length - 1);
    (last?.querySelector('input') ?? last)?.focus();
  });
  return {
    form,
    after: (selector) => {
      wanted.current = selector;
    },
  };
}
