import type { ModelEvent } from './events.ts';
import type { Answer, Change, Hop, HopFacts, Party } from './route.ts';
import type { RuleId } from './rules.ts';

/**
 * Collects the hops of one step while the machine runs it. The machine runs without a recorder when only the
 * resulting state and outcome matter; then none of this work is done.
 */
export class Recorder {
  readonly hops: Hop[] = [];
  readonly answers: Answer[] = [];

  /** Adds a hop; `event` is what an observer of the real code sees at this point, if anything. */
  hop(party: Party, rule: RuleId, facts: HopFacts, event: ModelEvent | null = null): void {
    this.hops.push({ party, rule, facts, changes: [], event });
  }

  /** Notes that the newest hop changed something. A change from a value to itself is not a change. */
  changed(
    party: Party,
    field: string,
    entry: number | null,
    from: number,
    to: number,
    offset?: number,
  ): void {
    if (from === to) return;
    const change: Change = { party, field, entry, from, to, ...(offset === undefined ? {} : { offset }) };
    this.hops.at(-1)?.changes.push(change);
  }

  /** Notes who completed `size` bytes at `offset` of the guest's access. */
  answer(offset: number, size: number, by: Answer['by'], effective: boolean): void {
    this.answers.push({ offset, size, by, effective });
  }
}
