/** What can be written at a place of a scenario text. The grammar itself says what fits; see scenario.grammar. */
import { hex } from '#model/base/hex.ts';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { relativeOffset, type Layout } from '#model/layout.ts';
import { placeMeaning } from '#model/narrate.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import { PREPARATIONS } from '#model/prober.ts';
import { catalogueNames, type Catalogue } from '../catalogue.ts';
import { PICTURES, WITNESSES } from '../document.ts';
import { ENVIRONMENT_NAMES, MAPS, ZOOM_LEVELS } from '../look.ts';
import { parser } from './scenario-parser.ts';
import { FIRST_WORDS, helpOn } from './usage.ts';

/** Something that can be written. */
export interface Offer {
  /** What is looked for while typing: mostly the text itself, for a register its name as well. */
  readonly label: string;
  /** What is put there. */
  readonly text: string;
  /** A few words beside the label. */
  readonly detail: string;
  /** A sentence, or nothing. */
  readonly about: string;
}

export interface Offers {
  /** The first character, counted from 0, that is replaced. */
  readonly from: number;
  readonly offers: readonly Offer[];
}

/** What the offers are about. */
export interface Surroundings {
  /** Null where the device of the text cannot be told. */
  readonly layout: Layout | null;
  readonly catalogue: Catalogue;
  /** Names of views, with their titles. */
  readonly views: Readonly<Record<string, string>>;
}

const offer = (text: string, detail = '', about = ''): Offer => ({ label: text, text, detail, about });

/** What fits between the start of `line` and its character `column` (from 0); the word that stands there is replaced. */
export function offersAt(line: string, column: number, around: Surroundings): Offers | null {
  const typed = line.slice(0, column);
  const [word = ''] = /[^\s=,:"]*$/.exec(typed) ?? [];
  const from = column - word.length;
  const before = typed.slice(0, from);
  if (before.trim() === '') return { from, offers: firstWords() };
  if (isFreeText(before)) return null;
  const fits = (text: string) => firstError(before + text) >= before.length + text.length;
  const offers = [
    ...KEYWORDS.filter(fits).map((keyword) => offer(keyword)),
    ...LITERALS.filter(fits).map((literal) => offer(literal)),
    ...(fits('zz') ? wordsIn(parentAt(before, 'zz'), around) : []),
    ...(fits('W4') ? ACCESSES.filter(fits).map((access) => accessOffer(access)) : []),
    ...(around.layout !== null && fits('table[0].addr') ? placesIn(around.layout, word) : []),
    ...(fits('0000:0000') ? devicesIn(around.catalogue).filter(({ text }) => fits(text)) : []),
  ];
  return offers.length === 0 ? null : { from, offers };
}

/** Words that the grammar gives a meaning of their own: their nodes are named after them. */
const KEYWORDS: readonly string[] = parser.nodeSet.types
  .map(({ name }) => name)
  .filter((name) => /^[a-z]/.test(name));
const LITERALS: readonly string[] = ['64-bit', '32-bit'];
const ACCESSES: readonly string[] = ['W4', 'R4', 'W8', 'R8', 'W2', 'R2', 'W1', 'R1'];

/** Where a text stops following the grammar; its length when it goes on well. */
function firstError(text: string): number {
  const cursor = parser.parse(text).cursor();
  while (cursor.next()) if (cursor.type.isError) return cursor.from;
  return Number.POSITIVE_INFINITY;
}

const nodeAt = (text: string) => parser.parse(text).resolveInner(text.length, -1);

/** True in comments, strings and whatever goes to the end of its line. */
function isFreeText(before: string): boolean {
  const { name } = nodeAt(`${before}zz`);
  return (
    /Text$|^Sentence$|^Comment$|^String$/.test(name) || (before.match(/(?<!\\)"/g) ?? []).length % 2 === 1
  );
}

const parentAt = (before: string, word: string): string => nodeAt(before + word).parent?.name ?? '';

/** A word whose meaning the grammar leaves open, by the part of a statement that it stands in. */
function wordsIn(part: string, { views }: Surroundings): Offer[] {
  if (/design|under/i.test(part)) return DESIGNS.map(({ id, title }) => offer(id, '', title));
  if (part === 'ShowView') return Object.entries(PICTURES).map(([name, title]) => offer(name, title));
  if (/view/i.test(part)) return Object.entries(views).map(([name, title]) => offer(name, title));
  const names = LOOK_WORDS[part];
  if (names) return names.map((name) => offer(name));
  if (/seen/i.test(part)) return WITNESSES.map((name) => offer(name));
  if (/outcome/i.test(part))
    return Object.entries(OUTCOMES).map(([name, { word, sentence }]) => offer(name, word, sentence));
  return [];
}

/** What may stand in the lines about the look of the screen; `design` and `bar` are offered as words of the language. */
const LOOK_WORDS: Readonly<Record<string, readonly string[]>> = {
  Environment: ENVIRONMENT_NAMES,
  Survey: [...PREPARATIONS, ...MAPS.slice(1)],
  Zoom: ZOOM_LEVELS.slice(1),
};

/** Steps come before lines of the head: there are more of them. */
function firstWords(): Offer[] {
  const head = FIRST_WORDS.indexOf('W');
  return [...FIRST_WORDS.slice(head), ...FIRST_WORDS.slice(0, head)].flatMap((word) =>
    word === 'W' || word === 'R'
      ? ACCESSES.filter((access) => access.startsWith(word)).map(accessOffer)
      : [firstWord(word)],
  );
}

function firstWord(word: string): Offer {
  const { usage = '', meaning = '' } = helpOn(word) ?? {};
  const stands = usage === word || usage.startsWith(`${word},`);
  return {
    label: word,
    text: stands ? word : `${word} `,
    detail: usage === word ? '' : usage,
    about: meaning,
  };
}

function accessOffer(access: string): Offer {
  const { usage = '', meaning = '' } = helpOn(access) ?? {};
  const detail = usage.replace(/^[WR]\d/, access);
  return { label: access, text: `${access} `, detail, about: meaning };
}

const FIELDS = ['addr', 'addr_hi', 'data', 'ctrl'];
/** Entries and quadwords that are offered at once; typing a number brings the others. */
const AT_ONCE = 8;

/** The registers that have names, then table entries and quadwords of the PBA whose numbers begin as `typed` does. */
function placesIn(layout: Layout, typed: string): Offer[] {
  const [, kind = '', digits = ''] = /^(table|pba)\[(\d*)/.exec(typed) ?? [];
  const numbers = (of: string, count: number): number[] =>
    Array.from({ length: count }, (_, n) => n)
      .filter((n) => kind !== of || String(n).startsWith(digits))
      .slice(0, AT_ONCE);
  const { tableStart, entries, pbaStart, pbaEnd } = layout;
  const place = (name: string, offset: number) =>
    offer(name, '', `${placeMeaning(offset, layout)}, at ${signed(offset)}`);
  return [
    ...numbers('table', entries).flatMap((n) =>
      FIELDS.map((field, at) => place(`table[${n}].${field}`, tableStart + 16 * n + 4 * at)),
    ),
    ...(pbaStart === null || pbaEnd === null
      ? []
      : numbers('pba', (pbaEnd - pbaStart) / 8).map((n) => place(`pba[${n}]`, pbaStart + 8 * n))),
    ...registersIn(layout),
  ];
}

/** Each register under its offset and under its name. */
function registersIn(layout: Layout): Offer[] {
  return layout.device.registers.flatMap(({ bar, offset, name, purpose }) => {
    const distance = relativeOffset(layout, bar, offset);
    if (distance === null) return [];
    const text = signed(distance);
    return [
      { label: text, text, detail: name, about: purpose },
      { label: name, text, detail: text, about: purpose },
    ];
  });
}

const signed = (offset: number): string => (offset < 0 ? `-${hex(-offset)}` : `+${hex(offset)}`);

/** Each device as a text names it, found by that and by its name. */
function devicesIn(catalogue: Catalogue): Offer[] {
  return catalogue.flatMap((device) => {
    const { id = null, name = null } = catalogueNames(device, catalogue) ?? {};
    const text = [...(id === null ? [] : [id]), ...(name === null ? [] : [JSON.stringify(name)])].join(' ');
    return [
      { label: text, text, detail: device.name, about: '' },
      { label: device.name, text, detail: text, about: '' },
    ];
  });
}
