/** What a transcript holds: see docs/transcript.schema.json. */
import type { Outcome, Party } from '#model/route.ts';
import type { RuleId } from '#model/rules.ts';
import type { SourceRef } from '#model/sources.ts';

export interface TranscriptSentence {
  /** `3.2`: the second decision of the third step. */
  readonly number: string;
  readonly party: Party;
  readonly rule: RuleId;
  readonly sentence: string;
  readonly source: SourceRef | null;
}

export interface TranscriptStep {
  readonly number: number;
  readonly title: string;
  readonly outcome: Outcome;
  readonly outcomeWord: string;
  readonly roundTrips: number;
  /** What the guest's read gave, as `0x…`; null for steps that give nothing. */
  readonly values: readonly string[] | null;
  readonly sentences: readonly TranscriptSentence[];
  readonly verdict: { readonly headline: string; readonly detail: string };
}

/** A plain value: JSON.stringify of it is the JSON form. */
export interface Transcript {
  readonly format: 'msixscope transcript';
  readonly version: 1;
  readonly name: string;
  readonly note: string;
  readonly device: { readonly id: string | null; readonly name: string };
  readonly design: { readonly id: string; readonly title: string };
  readonly steps: readonly TranscriptStep[];
}
