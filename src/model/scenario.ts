import type { Step } from './access.ts';
import type { DeviceDescription } from './device.ts';

/** A device, what its registers hold at first, and what happens to it. The design is chosen apart from it. */
export interface Scenario {
  readonly name: string;
  /** What it is about, one or two sentences. */
  readonly note: string;
  readonly device: DeviceDescription;
  /** Initial 32-bit contents by offset from the table BAR; missing ones are 0. */
  readonly registers: ReadonlyMap<number, number>;
  readonly steps: readonly Step[];
}
