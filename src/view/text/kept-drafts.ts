import { browserStore, tabShelf } from '#state/browser-shelf.ts';
import { createTextDrafts, forgetWithScenarios, type TextDrafts } from '#state/text-drafts.ts';
import type { Workbench } from '#state/workbench.ts';

const drafts = createTextDrafts(tabShelf, browserStore);
const followed = new WeakSet<Workbench>();

/** The texts of this browser, for the scenarios of `workbench`. */
export function keptDrafts(workbench: Workbench): TextDrafts {
  if (!followed.has(workbench)) forgetWithScenarios(drafts, workbench);
  followed.add(workbench);
  return drafts;
}
