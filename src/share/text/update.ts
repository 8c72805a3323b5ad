/** A text brought up to date with its document, while lines that mean the same stay as they were typed. */
import { layoutOf } from '#model/layout.ts';
import type { Catalogue } from '../catalogue.ts';
import { AT_START, type SharedDocument } from '../document.ts';
import { cellsOf } from './cells.ts';
import { CellWriter } from './cell-writer.ts';
import { updatedHeader } from './update-header.ts';
import { hunksBetween } from './hunks.ts';
import { isSameItem, itemsOf, saysTheSame } from './items.ts';
import { parseScenario, type ParsedText } from './parse.ts';
import { printScenario } from './print.ts';

/** Up to here what was made is read again, to be sure of it; in characters. */
const SHORT_TEXT = 200_000;

/**
 * `text` with the fewest changes after which it says what `document` says; `read` is what it says now. Comments, empty
 * lines and the spelling of lines that mean the same stay; so do `at` and `view` lines and their like. A step that moved takes its
 * spelling along.
 */
export function updatedText(
  text: string,
  read: ParsedText,
  document: SharedDocument,
  catalogue: Catalogue,
): string {
  const plain = () => printScenario({ ...document, ...AT_START }, catalogue);
  if (read.document === null) return plain();
  const headed = updatedHeader(text, read.document, document, catalogue);
  const now = headed === text ? read : parseScenario(headed, catalogue);
  if (now.document === null) return plain();
  const made = updatedBody(headed, now, document);
  if (made.length > SHORT_TEXT) return made;
  const check = parseScenario(made, catalogue);
  const isRight =
    check.problems.length === 0 &&
    check.document !== null &&
    saysTheSame(check.document, document, catalogue);
  return isRight ? made : plain();
}

function updatedBody(text: string, read: ParsedText, document: SharedDocument): string {
  const end = text.endsWith('\n') ? '\n' : '';
  const old = cellsOf(text.slice(0, text.length - end.length).split('\n'), read);
  const items = itemsOf(document);
  const hunks = hunksBetween(old.items, items, isSameItem);
  if (hunks.length === 0 && read.problems.length === 0) return text;
  return `${new CellWriter(old, items, hunks, layoutOf(document.scenario.device)).write()}${end}`;
}
