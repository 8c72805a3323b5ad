/**
 * Links: all of a document in the part of an address behind #, which no server ever sees. `#msix1/` is followed by
 * three characters that say how many follow, by the document, and by a check, so that a link is found and proved
 * whole whatever stands around it. `msix1` is version 1, which is read for ever.
 */
import { failure, success, type Result } from '#model/base/result.ts';
import type { Catalogue } from '../catalogue.ts';
import type { SharedDocument } from '../document.ts';
import type { ReadyScenarios } from '../ready.ts';
import { LONGEST_LINK } from '../limits.ts';
import { armoured, digitsOf, numberOf, unarmoured } from './armour.ts';
import { documentBytes, documentFrom, type Opened } from './document-codec.ts';
import { charactersAt, readings } from './mailed-text.ts';

export type { Opened } from './document-codec.ts';

const PREFIX = 'msix1/';
const LENGTH_DIGITS = 3;
/** Places at which a link is tried; a text with more of them is no mail. */
const MOST_PLACES = 64;

/** The fragment, from # on: what is put behind the address of the app. Fails when the document is too large. */
export function encodeLink(document: SharedDocument, catalogue: Catalogue): Result<string> {
  const bytes = documentBytes(document, catalogue);
  if (!bytes.ok) return bytes;
  const body = armoured(bytes.value);
  const link = `#${PREFIX}${digitsOf(body.length, LENGTH_DIGITS)}${body}`;
  return link.length <= LONGEST_LINK
    ? success(link)
    : failure(
        `The scenario is too long for a link (${link.length} characters of at most ${LONGEST_LINK}): save it as a file.`,
      );
}

/**
 * Opens a link, or the first good one of a text around it: an address, a fragment, or lines of a mail, quoted,
 * wrapped or encoded as they may be. Never throws; the error is a sentence.
 */
export function decodeLink(text: string, catalogue: Catalogue, ready: ReadyScenarios = []): Result<Opened> {
  if (text.length > LONGEST_LINK)
    return failure(
      `The link has ${text.length} characters, and at most ${LONGEST_LINK} are read: paste the link alone.`,
    );
  let error: string | null = null;
  for (const reading of readings(text)) {
    const opened = linkIn(reading, catalogue, ready);
    if (opened?.ok === true) return opened;
    error ??= opened?.error ?? null;
  }
  return failure(error ?? 'There is no link here: links of msixscope have #msix1/ in them.');
}

/** The first link that opens in a reading of a mail; else what is wrong with the first; null when there is none. */
export function linkIn(row: string, catalogue: Catalogue, ready: ReadyScenarios = []): Result<Opened> | null {
  let first: Result<Opened> | null = null;
  let tried = 0;
  for (const match of row.matchAll(/msix(\d+)\//g)) {
    if (++tried > MOST_PLACES) break;
    const opened =
      match[1] === '1' ? openedAt(row, match.index + match[0].length, catalogue, ready) : newer(match[1]!);
    if (opened.ok) return opened;
    first ??= opened;
  }
  return first;
}

const newer = (version: string): Result<Opened> =>
  failure(
    `The link is of version ${version.slice(0, 9)}, and this program reads version 1: use a newer msixscope.`,
  );

function openedAt(row: string, at: number, catalogue: Catalogue, ready: ReadyScenarios): Result<Opened> {
  const digits = charactersAt(row, at, LENGTH_DIGITS);
  const length = numberOf(digits.text);
  if (length === null || digits.text.length < LENGTH_DIGITS)
    return failure('The link is cut short: its beginning is there, the rest is missing. Copy all of it.');
  if (length > LONGEST_LINK)
    return failure(`The link says that it has ${length} characters, and at most ${LONGEST_LINK} are read.`);
  const body = charactersAt(row, digits.end, length).text;
  if (body.length < length)
    return failure(
      `The link is cut short: ${body.length} of its ${length} characters are there. Copy all of it.`,
    );
  const bytes = unarmoured(body);
  if (!bytes.ok) return failure(`The link cannot be read: ${bytes.error}. Copy it once more.`);
  const opened = documentFrom(bytes.value, catalogue, ready);
  return opened.ok ? opened : failure(`The link cannot be opened: ${opened.error}.`);
}
