import type { Outcome } from '#model/route.ts';
import type { Scenario } from '#model/scenario.ts';
import { PLAIN_LOOK, type SharedLook } from './look.ts';

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
  /** What else of the screen is carried. */
  readonly look: SharedLook;
  /** Comments, expectations and the moments of a talk, in order. */
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
    }
  | ShowLine;

/**
 * One moment of a talk: what is shown, and the sentence that is said. Moments come in the order of their lines, whatever
 * steps they show; a `moment` line shows the step above it with its text.
 */
export interface ShowLine {
  readonly kind: 'show';
  readonly after: number;
  /** From 0; null when the step that was meant is gone, so that the sentence waits for another. */
  readonly step: number | null;
  /** How many hops of the step are done; null for all of them, and without a step. */
  readonly hop: number | null;
  /** What is drawn, by a name as `view` has; null for the route. */
  readonly view: string | null;
  /** Ids of one design, of two that are compared, or none: whatever is open. */
  readonly designs: readonly [] | readonly [string] | readonly [string, string];
  /** Name of another scenario; null for the one of this document. */
  readonly scenario: string | null;
  /** Where that is a ready scenario: id (`8086:2725`) or name of the device; null for the one of this document. */
  readonly device: string | null;
  /** The sentence that is shown, one line; empty for the model's own words. */
  readonly text: string;
  /** What only the speaker sees; lines are parted by line feeds and have no blanks around them. */
  readonly notes: string;
}

/** `text` as notes are kept: no blanks at the ends of its lines, and no empty lines above or below. */
export const tidyNotes = (text: string): string =>
  text
    .split(/\r\n|[\r\n]/)
    .map((line) => line.trim())
    .join('\n')
    .replace(/^\n+|\n+$/g, '');

/** How a moment can be drawn: the values of its `view` that mean something, with what they are called. */
export const PICTURES = {
  route: 'Route',
  compare: 'Two routes compared',
  map: 'Memory map',
  page: 'Whole page',
} as const;
export type Picture = keyof typeof PICTURES;

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
): SharedDocument => ({ scenario, designs, ...AT_START, lines: [], ...rest });

/** Where a document stops that says nothing of it, and how the screen looks then. */
export const AT_START = {
  step: 0,
  hop: 0,
  view: null,
  look: PLAIN_LOOK,
} as const satisfies Partial<SharedDocument>;

export const VIEW_NAME = /^[a-z][a-z0-9-]{0,23}$/;
