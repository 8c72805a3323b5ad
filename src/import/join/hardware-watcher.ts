import type { ModelEvent } from '#model/events.ts';
import { Recorder } from '#model/recorder.ts';
import type { HopFacts, Party } from '#model/route.ts';
import type { RuleId } from '#model/rules.ts';

/** Keeps which bytes of the device the step in progress reads and writes, and nothing else of its route. */
export class HardwareWatcher extends Recorder {
  private readonly seen: { readonly write: boolean; readonly start: number; readonly end: number }[] = [];

  clear(): void {
    this.seen.length = 0;
  }

  /** Whether any of the `size` bytes at `offset` (from the table BAR) were read, or written. */
  has(write: boolean, offset: number, size: number): boolean {
    return this.seen.some((one) => one.write === write && one.start < offset + size && one.end > offset);
  }

  override hop(_party: Party, _rule: RuleId, _facts: HopFacts, event: ModelEvent | null = null): void {
    if (event === null || (event.at !== 'hw.read' && event.at !== 'hw.write')) return;
    this.seen.push({ write: event.at === 'hw.write', start: event.offset, end: event.offset + event.size });
  }

  override changed(): void {
    // Only what reaches the device is asked for.
  }

  override answer(): void {
    // The same.
  }
}
