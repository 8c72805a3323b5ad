import { DEVICES } from '#content/devices.ts';
import type { DeviceDescription } from '#model/device.ts';

/** The devices that links and texts name instead of spelling them out. */
export const CATALOGUE: readonly DeviceDescription[] = DEVICES.map(({ description }) => description);
