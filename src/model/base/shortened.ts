/** The beginning of a word that somebody else wrote, for a sentence: at most 40 characters, and … where there are more. */
export const shortened = (word: string): string => (word.length > 40 ? `${word.slice(0, 40)}…` : word);
