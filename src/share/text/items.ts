/** Steps and attached lines as one list, in the order in which a text has them. */
import type { Step } from '#model/access.ts';
import { isSame } from '#model/base/same.ts';
import type { Layout } from '#model/layout.ts';
import type { Catalogue } from '../catalogue.ts';
import type { AttachedLine, SharedDocument } from '../document.ts';
import { headerLines, printLine, printStep } from './print.ts';

export type Item =
  | { readonly step: Step; readonly line: null; readonly index: number }
  | { readonly step: null; readonly line: AttachedLine; readonly index: number };

/** `index` is the item's place among the document's steps, or among its attached lines. */
export function itemsOf({ scenario: { steps }, lines }: SharedDocument): Item[] {
  const items: Item[] = [];
  let at = 0;
  for (let n = 0; n <= steps.length; n++) {
    for (; at < lines.length && lines[at]!.after <= n; at++)
      items.push({ step: null, line: lines[at]!, index: at });
    if (n < steps.length) items.push({ step: steps[n]!, line: null, index: n });
  }
  return items;
}

/** The item as the language writes it. */
export const itemText = (item: Item, layout: Layout): string =>
  item.step === null ? printLine(item.line) : printStep(item.step, layout);

/** An attached line whatever it stands below, and however many blanks it has around its words. */
const lineKey = (line: AttachedLine): string => printLine(line).trim().replace(/\s+/, ' ');

/** True when both mean the same on one device. */
export function isSameItem(a: Item, b: Item): boolean {
  if (a.step !== null || b.step !== null) return isSame(a.step, b.step);
  return a.line === b.line || lineKey(a.line) === lineKey(b.line);
}

/** True when both documents have the same scenario, designs and lines; where they stop is left out. */
export function saysTheSame(a: SharedDocument, b: SharedDocument, catalogue: Catalogue): boolean {
  if (a.scenario.steps.length !== b.scenario.steps.length || a.lines.length !== b.lines.length) return false;
  if (!isSame(headerLines(a, catalogue), headerLines(b, catalogue))) return false;
  if (a.scenario.steps === b.scenario.steps && a.lines === b.lines) return true;
  const others = itemsOf(b);
  return itemsOf(a).every((item, n) => isSameItem(item, others[n]!));
}
