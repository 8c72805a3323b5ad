import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { offersAt, type Surroundings } from '#share/text/complete.ts';

/** Asks what fits at the cursor, for the device and views of the moment. */
export function completionSource(
  surroundings: () => Surroundings,
): (context: CompletionContext) => CompletionResult | null {
  return ({ state, pos, explicit }) => {
    const line = state.doc.lineAt(pos);
    const found = offersAt(line.text, pos - line.from, surroundings());
    if (found === null) return null;
    const typed = line.text.slice(found.from, pos - line.from);
    // At an empty line nothing is in the way, and a word that is whole leaves Enter to the line.
    const isDone = found.offers.some(({ label }) => label === typed) || (typed === '' && found.from === 0);
    if (isDone && !explicit) return null;
    return {
      from: line.from + found.from,
      options: found.offers.map(({ label, text, detail, about }, n): Completion => ({
        label,
        apply: text,
        detail,
        // In the order in which they come, where they fit equally well.
        boost: Math.max(-99, 99 - n),
        ...(about !== '' && { info: about }),
      })),
    };
  };
}
