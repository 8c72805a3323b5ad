/** Texts as they were typed, one for each scenario: kept on the page and in the browser, so that nothing typed is lost. */
import { goneForGood } from './history.ts';
import { isReadyKey } from './text-key.ts';
import { ASIDE, PREFIX as SCENARIO } from './saved-record.ts';
import { LONGEST_SHORT_TEXT, type Shelf, type Store } from './shelf.ts';
import type { Workbench } from './workbench.ts';

export interface TextDraft {
  /** What stands in the editor. */
  readonly text: string;
  /** The last text without mistakes: it says what the list says. The same as `text` as long as there is none. */
  readonly good: string;
}

export const PREFIX = 'msixscope.text.';
const VERSION = 1;

export interface TextDrafts {
  /** Null when nothing was typed for that scenario. */
  readonly read: (key: string) => Promise<TextDraft | null> | TextDraft | null;
  /**
   * False when the browser would not keep it: then it lives as long as the page. `sureGood` is kept as the good text: the
   * newest that the kept scenario is sure to say.
   */
  readonly save: (key: string, draft: TextDraft, sureGood?: string) => Promise<boolean> | boolean;
  readonly remove: (key: string) => void;
}

/** Drafts of scenarios that are no longer kept are taken away first. */
export function createTextDrafts(shelf: Shelf, store: Store): TextDrafts {
  const here = new Map<string, TextDraft>();
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = queue.then(work);
    queue = next.catch(() => undefined);
    return next;
  };
  const remove = (key: string) => {
    here.delete(key);
    try {
      if (shelf.read(PREFIX + key) === null) return;
      shelf.remove(PREFIX + key);
      void inTurn(() => store.remove(PREFIX + key)).catch(() => undefined);
    } catch {
      // Nothing is kept in this browser, so nothing has to go.
    }
  };
  removeOrphans(shelf, remove);
  return {
    read: (key) => {
      const known = here.get(key);
      if (known) return known;
      const kept = keptText(shelf, key);
      if (kept === null) return null;
      const isElsewhere = kept === ELSEWHERE;
      if (!isElsewhere) return restored(kept);
      return inTurn(() => store.read(PREFIX + key)).then(
        (text) => here.get(key) ?? (text === null ? null : restored(text)),
        () => null,
      );
    },
    save: (key, draft, sureGood = draft.good) => {
      here.set(key, draft);
      const text = JSON.stringify({ version: VERSION, text: draft.text, good: sureGood });
      try {
        if (text.length <= LONGEST_SHORT_TEXT) {
          shelf.write(PREFIX + key, text);
          return true;
        }
        shelf.write(PREFIX + key, ELSEWHERE);
      } catch {
        return false;
      }
      return inTurn(() => store.write(PREFIX + key, text)).then(
        () => true,
        () => false,
      );
    },
    remove,
  };
}

/** From now on a text goes when its scenario does, for good; whether the text is on screen or not. */
export function forgetWithScenarios(drafts: TextDrafts, workbench: Workbench): void {
  workbench.subscribe((now, before) => {
    for (const id of goneForGood(before, now)) drafts.remove(id);
  });
}

/** Stands in the shelf for a text that is too long for it. */
const ELSEWHERE = 'long';

function keptText(shelf: Shelf, key: string): string | null {
  try {
    return shelf.read(PREFIX + key);
  } catch {
    return null;
  }
}

function restored(kept: string): TextDraft | null {
  try {
    const { version, text, good } = JSON.parse(kept) as Record<string, unknown>;
    return version === VERSION && typeof text === 'string' && typeof good === 'string'
      ? { text, good }
      : null;
  } catch {
    return null;
  }
}

function removeOrphans(shelf: Shelf, remove: (key: string) => void): void {
  try {
    const keys = shelf.keys();
    const scenarios = new Set(keys);
    for (const key of keys) {
      const id = key.slice(PREFIX.length);
      const isKept = isReadyKey(id) || scenarios.has(SCENARIO + id) || scenarios.has(ASIDE + id);
      if (key.startsWith(PREFIX) && !isKept) remove(id);
    }
  } catch {
    // Nothing is kept in this browser.
  }
}
