import type { Step } from '../access.ts';
import type { World } from '../context.ts';
import type { DeviceDescription } from '../device.ts';

/** A small world to be searched whole: the device, what has happened already, and everything that can happen. */
export interface Setting {
  readonly id: string;
  /** One sentence about who does what in it. */
  readonly sentence: string;
  readonly device: DeviceDescription;
  readonly world: World;
  /** Runs before the search starts. */
  readonly lead: readonly Step[];
  readonly steps: readonly Step[];
  /** The guest changes a message only while the entry or the function is masked or MSI-X is off, as PCI demands. */
  readonly lawful: boolean;
}

/** Where a search stops though there is more: it then proves nothing. */
export interface Bounds {
  readonly states: number;
  /** Steps after the lead. */
  readonly depth: number;
}

export const DEFAULT_BOUNDS: Bounds = { states: 2_000_000, depth: 1_000_000 };
