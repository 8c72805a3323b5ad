import type { Design } from '../context.ts';
import type { Action } from '../explore/action.ts';
import type { Machine } from '../machine.ts';

/** Something that should always be so, and can be decided in one look. */
export interface Property {
  /** As in the list of invariants, I1 to I20, or a word of our own. */
  readonly id: string;
  readonly name: string;
  /** One sentence: what has to be so. */
  readonly sentence: string;
  /** Who argued it, and where. */
  readonly source: string;
  /** Ids of the settings in which it is asked. */
  readonly settings: readonly string[];
  /** Null where the question makes sense, otherwise why not, as a sentence. */
  readonly notFor: (design: Design) => string | null;
  /** Decided by a state alone, or by a step and the state after it. */
  readonly of: 'state' | 'step';
  /** Looks at the machine, just after `action` when it is of a step; false when the property is broken. */
  readonly holds: (machine: Machine, action: Action | null) => boolean;
}
