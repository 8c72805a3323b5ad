import type { ModelEvent } from '../events.ts';
import { Recorder } from '../recorder.ts';
import type { HopFacts, Party } from '../route.ts';
import type { RuleId } from '../rules.ts';

const PRIME = 0x01000193;
const START = 0x811c9dc5;

/**
 * What a bystander sees of each access, as two numbers: which writes reach the device, and which requests the device
 * model. Two designs whose numbers differ for an access part there; equal numbers mean the same but for a chance of
 * one in four thousand million. What comes first, a write or a request, does not count: a comparison of scenarios
 * holds either to its own.
 */
export class Bystander extends Recorder {
  private writes = 0;
  private requests = 0;

  /** The number of the writes to the device since the last call; 0 when there were none. */
  takeWrites(): number {
    const taken = this.writes;
    this.writes = 0;
    return taken;
  }

  /** The number of the requests to the device model since the last call; 0 when there were none. */
  takeRequests(): number {
    const taken = this.requests;
    this.requests = 0;
    return taken;
  }

  override hop(_party: Party, _rule: RuleId, _facts: HopFacts, event: ModelEvent | null = null): void {
    if (event === null) return;
    const { at } = event;
    if (at === 'hw.write') this.writes = mixed(this.writes, 1, event.offset, event.size, event.lo, event.hi);
    else if (at === 'dm.read' || at === 'dm.write') {
      // What the device model answers shows in the guest's value; the values of a REP request stay in memory.
      const [lo, hi] =
        at === 'dm.write' && event.count === null ? [event.lo, event.hi] : [event.count ?? 0, 0];
      this.requests = mixed(this.requests, at === 'dm.read' ? 2 : 3, event.offset, event.size, lo, hi);
    }
  }

  override changed(): void {
    // Only what leaves Xen is seen from beside.
  }

  override answer(): void {
    // The outcome says it.
  }
}

function mixed(before: number, kind: number, offset: number, size: number, lo: number, hi: number): number {
  let hash = before === 0 ? START : before;
  hash = mix(hash, kind);
  hash = mix(hash, Math.floor(offset / 2 ** 32));
  hash = mix(hash, offset);
  hash = mix(hash, size);
  hash = mix(mix(hash, lo), hi);
  // 0 is kept for nothing at all.
  return hash === 0 ? 1 : hash >>> 0;
}

const mix = (hash: number, part: number): number => Math.imul(hash ^ part, PRIME) ^ (hash >>> 15);
