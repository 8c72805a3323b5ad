/**
 * The state of a figure: the same characters as in a link, cut into lines that mail leaves whole. The first is
 * `msix1:`, then how many lines there are, how many characters this one holds, those, and a check digit; the others
 * are `msix1.2:`, `msix1.3:` and so on. Each line knows its length, so that it is found whole wherever it was broken.
 */
import { failure, success, type Result } from '#model/base/result.ts';
import type { Catalogue } from '../catalogue.ts';
import { armoured, checkDigit, digitsOf, numberOf, unarmoured } from '../link/armour.ts';
import { documentBytes, documentFrom, type Opened } from '../link/document-codec.ts';
import { charactersAt } from '../link/mailed-text.ts';
import type { SharedDocument } from '../document.ts';
import type { ReadyScenarios } from '../ready.ts';

/** Longest line, in characters. */
export const STATE_WIDTH = 60;
/** What does not fit in as many is not written: a figure of more lines than a mail. */
export const MOST_STATE_LINES = 48;

/**
 * The lines; an error when the document does not fit. Each is at most `width` characters, at least 24. A scenario that
 * takes more than one line, and is one of `ready`, is named instead.
 */
export function stateLines(
  document: SharedDocument,
  catalogue: Catalogue,
  ready: ReadyScenarios = [],
  width = STATE_WIDTH,
): Result<string[]> {
  const spelled = partsOf(documentBytes(document, catalogue), width);
  const named =
    spelled.ok && spelled.value.length > 1 && ready.length > 0
      ? partsOf(documentBytes(document, catalogue, ready), width)
      : spelled;
  if (!spelled.ok || !named.ok) return spelled.ok ? failure('') : spelled;
  const parts = named.value.length < spelled.value.length ? named.value : spelled.value;
  if (parts.length > MOST_STATE_LINES)
    return failure(
      `The scenario would need ${parts.length} state lines, and at most ${MOST_STATE_LINES} are written.`,
    );
  return success(parts.map((part, n) => stateLine(n + 1, parts.length, part)));
}

function partsOf(bytes: Result<Uint8Array>, width: number): Result<string[]> {
  if (!bytes.ok) return bytes;
  const body = armoured(bytes.value);
  const room = (n: number) => Math.min(width, STATE_WIDTH) - prefixOf(n).length - (n === 1 ? 3 : 2);
  const parts: string[] = [];
  for (let at = 0; at < body.length;) {
    const part = body.slice(at, at + room(parts.length + 1));
    parts.push(part);
    at += part.length;
  }
  return success(parts);
}

const prefixOf = (number: number): string => (number === 1 ? 'msix1:' : `msix1.${number}:`);

function stateLine(number: number, total: number, part: string): string {
  const head = `${number === 1 ? digitsOf(total, 1) : ''}${digitsOf(part.length, 1)}`;
  return `${prefixOf(number)}${head}${part}${checkDigit(`${number}:${head}${part}`)}`;
}

interface Part {
  readonly number: number;
  /** Lines in all; told by the first line only. */
  readonly total: number;
  readonly text: string;
}

/** The state in a row of characters without blanks; null when there is none, else what is wrong with the first. */
export function stateIn(
  row: string,
  catalogue: Catalogue,
  ready: ReadyScenarios = [],
): Result<Opened> | null {
  let error: string | null = null;
  let found: string[] = [];
  let total = 0;
  for (const match of row.matchAll(/msix(\d+)(?:\.(\d+))?:/g)) {
    if (match[1] !== '1') {
      error ??= `The state is of version ${match[1]!.slice(0, 9)}, and this program reads version 1: use a newer msixscope.`;
      continue;
    }
    const part = partAt(row, Number(match[2] ?? 1), match.index + match[0].length);
    if (!part.ok) {
      error ??= part.error;
      continue;
    }
    const { number, text } = part.value;
    if (number === 1) {
      found = [];
      total = part.value.total;
    }
    if (number !== found.length + 1) continue;
    found.push(text);
    if (found.length !== total) continue;
    const opened = openedFrom(found.join(''), catalogue, ready);
    if (opened.ok) return opened;
    error ??= opened.error;
  }
  if (error !== null) return failure(error);
  return total === 0
    ? null
    : failure(
        `The state has ${total} lines, and ${found.length} are here: copy all lines that begin with msix1.`,
      );
}

function partAt(row: string, number: number, at: number): Result<Part> {
  const { text: head, end } = charactersAt(row, at, number === 1 ? 2 : 1);
  const length = numberOf(head.slice(-1));
  const total = number === 1 ? numberOf(head.slice(0, 1)) : 0;
  // The check digit stands behind the last character.
  const { text: checked } = charactersAt(row, end, (length ?? 0) + 1);
  const text = checked.slice(0, -1);
  if (length === null || total === null || checked.length <= length)
    return failure(`State line ${number} is cut short: copy all of it.`);
  if (checkDigit(`${number}:${head}${text}`) !== checked.at(-1))
    return failure(
      `State line ${number} does not match its check digit: a character was changed on the way.`,
    );
  return success({ number, total, text });
}

function openedFrom(body: string, catalogue: Catalogue, ready: ReadyScenarios): Result<Opened> {
  const bytes = unarmoured(body);
  if (!bytes.ok) return failure(`The state cannot be read: ${bytes.error}.`);
  const opened = documentFrom(bytes.value, catalogue, ready);
  return opened.ok ? opened : failure(`The state cannot be opened: ${opened.error}.`);
}
