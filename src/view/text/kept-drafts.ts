import { browserStore, tabShelf } from '#state/browser-shelf.ts';
import { createTextDrafts } from '#state/text-drafts.ts';

/** The texts of this browser. */
export const keptDrafts = createTextDrafts(tabShelf, browserStore);
