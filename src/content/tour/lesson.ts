import type { Outcome } from '#model/route.ts';

/** Something to be guessed before it is shown. What is right is no part of it: the model says that. */
export type LessonQuestion = {
  /** The step it is about, counted from 1. */
  readonly step: number;
  /** Id of the design it is asked of. */
  readonly design: string;
  readonly ask: string;
} & (
  | { readonly kind: 'outcome'; readonly choices: readonly Outcome[] }
  /** Whether the device model sees the access: yes or no. */
  | { readonly kind: 'seen-by-device-model' }
  /** What the guest's read gives. */
  | { readonly kind: 'value'; readonly choices: readonly bigint[] }
);

/** A short lesson: what to know, a scenario to see it in, and what to predict. */
export interface Lesson {
  readonly id: string;
  readonly title: string;
  /** Read before the question; a word between brackets is a term of the glossary: `[ioreq]`, `[vectors|pirq]`. */
  readonly before: readonly string[];
  /** A scenario text; its `expect` lines are tested like those of any other. */
  readonly text: string;
  readonly questions: readonly LessonQuestion[];
  /** Read after the answers. */
  readonly after: readonly string[];
}
