/** Where scenarios are kept, whatever it is: short texts by key that every tab sees, and long ones beside it. */

/** Short texts. Any of this may throw: storage can be full, switched off or denied at any time. */
export interface Shelf {
  readonly keys: () => string[];
  readonly read: (key: string) => string | null;
  readonly write: (key: string, text: string) => void;
  readonly remove: (key: string) => void;
}

/** Long texts, by key. */
export interface Store {
  readonly read: (key: string) => Promise<string | null>;
  readonly write: (key: string, text: string) => Promise<void>;
  readonly remove: (key: string) => Promise<void>;
}

/** Texts longer than this, in characters, go to the store for long ones (IndexedDB in a browser). */
export const LONGEST_SHORT_TEXT = 256 * 1024;
