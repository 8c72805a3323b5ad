/** What a page says to an embedded msixscope, and hears from it: version 1, described in docs/embed.md. */
import * as v from 'valibot';
import { failure, success, type Result } from '#model/base/result.ts';
import { LONGEST_TEXT } from '../limits.ts';

export const MESSAGE_VERSION = 1;

/** What can be asked for. `id` is given back with the answer; anything that can be sent in a message. */
export type EmbedRequest = { readonly id: unknown } &
  /** Opens a link, a scenario text, a figure, or a saved scenario. */
  (
    | { readonly do: 'load'; readonly text: string }
    /** Goes to the end of step `step`, counted from 1, or to its hop `hop`; step 0 is before all steps. */
    | { readonly do: 'go'; readonly step: number; readonly hop: number | null }
    | { readonly do: 'design'; readonly design: string }
    | { readonly do: 'play' }
    | { readonly do: 'pause' }
    | { readonly do: 'read' }
  );

/** Where the embedded picture stands. */
export interface EmbedNow {
  readonly scenario: string;
  readonly device: string;
  readonly design: string;
  /** Counted from 1; 0 before all steps. */
  readonly step: number;
  readonly steps: number;
  /** How many hops of the step have arrived, of `hops`. */
  readonly hop: number;
  readonly hops: number;
  readonly playing: boolean;
  /** The step as `W4 +0x2804 = 0x1`; null in an empty scenario. */
  readonly access: string | null;
  /** Where it ends, by the names of docs/scenario-text.md; null in an empty scenario. */
  readonly outcome: string | null;
  /** The verdict on the step, or what the hop under way does. */
  readonly sentence: string;
  /** A fragment that opens this moment anywhere, from # on; null where the scenario is too long for one. */
  readonly link: string | null;
}

export type EmbedAnswer =
  | { readonly ok: true; readonly now: EmbedNow; readonly notices: readonly string[] }
  | { readonly ok: false; readonly error: string };

const natural = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const request = v.variant('do', [
  v.object({ do: v.literal('load'), text: v.pipe(v.string(), v.maxLength(LONGEST_TEXT)) }),
  v.object({ do: v.literal('go'), step: natural, hop: v.optional(v.nullable(natural), null) }),
  v.object({ do: v.literal('design'), design: v.string() }),
  v.object({ do: v.literal('play') }),
  v.object({ do: v.literal('pause') }),
  v.object({ do: v.literal('read') }),
]);

/**
 * The request in a message; null when the message is none of ours (other scripts of the page talk as well). A message
 * that says it is ours and cannot be read gets a sentence. Never throws.
 */
export function readRequest(message: unknown): Result<EmbedRequest> | null {
  if (typeof message !== 'object' || message === null || !('msixscope' in message)) return null;
  const { msixscope: version, id } = message as { readonly msixscope: unknown; readonly id?: unknown };
  if (version !== MESSAGE_VERSION)
    return failure(
      `The message is of version ${typeof version === 'number' ? version : 'unknown'}, and this page reads version ${MESSAGE_VERSION}.`,
    );
  const read = v.safeParse(request, message);
  if (read.success) return success({ ...read.output, id });
  const [issue] = read.issues;
  const field = v.getDotPath(issue);
  return failure(
    field === 'do' || field === null
      ? 'The message should say “do”: load, go, design, play, pause or read.'
      : `“${field}” of the message cannot be read: ${issue.message}.`,
  );
}
