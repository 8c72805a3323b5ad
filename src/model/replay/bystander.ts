import type { ModelEvent } from '../events.ts';
import { Recorder } from '../recorder.ts';
import type { HopFacts, Party } from '../route.ts';
import type { RuleId } from '../rules.ts';

const PRIME = 0x01000193;
const START = 0x811c9dc5;

/**
 * What a bystander sees of each access, as one number: which writes reach the device and which requests the device
 * model. Two designs whose numbers differ for an access part there; equal numbers mean the same but for a chance of
 * one in four thousand million.
 */
export class Bystander extends Recorder {
  private hash = 0;

  /** The number of what came since the last call; 0 when nothing did. */
  take(): number {
    const taken = this.hash;
    this.hash = 0;
    return taken;
  }

  override hop(_party: Party, _rule: RuleId, _facts: HopFacts, event: ModelEvent | null = null): void {
    if (event === null) return;
    if (event.at === 'hw.write') this.mix(1, event.offset, event.size, event.lo, event.hi);
    else if (event.at === 'dm.write') this.mix(2, event.offset, event.size, event.lo, event.hi);
    // What the device model answers shows in the guest's value.
    else if (event.at === 'dm.read') this.mix(3, event.offset, event.size, event.count ?? 1, 0);
  }

  override changed(): void {
    // Only what leaves Xen is seen from beside.
  }

  override answer(): void {
    // The outcome says it.
  }

  private mix(kind: number, offset: number, size: number, lo: number, hi: number): void {
    let hash = this.hash === 0 ? START : this.hash;
    for (const part of [kind, offset, Math.floor(offset / 2 ** 32), size, lo, hi])
      hash = Math.imul(hash ^ part, PRIME) ^ (hash >>> 15);
    // 0 is kept for nothing at all.
    this.hash = hash === 0 ? 1 : hash >>> 0;
  }
}
