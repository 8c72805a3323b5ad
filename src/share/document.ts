import type { Outcome } from '#model/route.ts';
import type { Scenario } from '#model/scenario.ts';

/** What texts, links, figures and files carry: a scenario, what it is run under, and where to stop. */
export interface SharedDocument {
  readonly scenario: Scenario;
  /** Ids of one design, or of two that are compared. */
  readonly designs: readonly [string] | readonly [string, string];
  /** Step to stop at, counted from 0; `steps.length` at most. */
  readonly step: number;
  /** How many hops of that step have been shown. */
  readonly hop: number;
  /** Name of the view that was open (letters, digits, `-`, at most 24), or null. */
  readonly view: string | null;
  /** Comments, expectations and lines kept for talks, in order. */
  readonly lines: readonly AttachedLine[];
}

/** A line of a scenario text that is not a step; `after` is the number of steps that stand above it. */
export type AttachedLine =
  | { readonly kind: 'comment'; readonly after: number; readonly text: string }
  | { readonly kind: 'moment'; readonly after: number; readonly text: string }
  | {
      readonly kind: 'expect';
      readonly after: number;
      readonly claim: Claim;
      /** The design it is claimed of, or null for every design of the document. */
      readonly under: string | null;
    };

/** Whom an access was seen by. */
export type Witness = 'xen' | 'qemu' | 'hardware';

export const WITNESSES: readonly Witness[] = ['xen', 'qemu', 'hardware'];

/** What is expected of the step above. */
export type Claim =
  | { readonly kind: 'outcome'; readonly outcome: Outcome }
  | { readonly kind: 'value'; readonly values: readonly bigint[] }
  | { readonly kind: 'seen'; readonly by: Witness; readonly seen: boolean };

/** A document with nothing attached, at its start. */
export const documentOf = (
  scenario: Scenario,
  designs: SharedDocument['designs'],
  rest: Partial<SharedDocument> = {},
): SharedDocument => ({ scenario, designs, step: 0, hop: 0, view: null, lines: [], ...rest });

export const VIEW_NAME = /^[a-z][a-z0-9-]{0,23}$/;
