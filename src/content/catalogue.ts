import type { DeviceDescription } from '#model/device.ts';
import { DEVICES } from './devices.ts';

export { SCENARIOS, type ReadyScenario } from './scenarios.ts';
export { DEVICES, type CatalogueDevice } from './devices.ts';

/** The devices that a scenario text or a link may name by their ids, without what is told of them besides. */
export const CATALOGUE: readonly DeviceDescription[] = DEVICES.map(({ description }) => description);
