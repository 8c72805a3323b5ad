import { GLOSSARY, type Term } from '#content/glossary.ts';

const escaped = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const patterns = new Map(
  GLOSSARY.map((term) => [
    term,
    new RegExp(`(?<![\\w-])(?:${[term.word, ...term.also].map(escaped).join('|')})(?![\\w-])`, 'i'),
  ]),
);

/** The terms that occur in `text`, in the order of the glossary. */
export const termsIn = (text: string): Term[] => GLOSSARY.filter((term) => patterns.get(term)?.test(text));

/** Those with each word of `query` in their names or meaning; all of them for the empty query. */
export function termsFor(query: string): Term[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return GLOSSARY.filter(({ word, also, meaning }) => {
    const all = [word, ...also, meaning].join(' ').toLowerCase();
    return words.every((one) => all.includes(one));
  });
}
