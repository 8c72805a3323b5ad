/**
 * The model in words. One generator for captions, lists, screen readers, transcripts and figures, so that they can
 * never disagree. Sentences name what decided and why; places are named as in the field (`table[0].ctrl`, `+0x2804`).
 */
export { hopSentence } from './narrate/hop-sentences.ts';
export { hopTitle } from './narrate/hop-titles.ts';
export { placeMeaning, placeName, stepTitle } from './narrate/places.ts';
export { verdict, type Verdict } from './narrate/verdict.ts';
