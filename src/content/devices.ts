/** Real devices to start from: facts from published dumps and drivers, no logic. */
import type { CatalogueDevice } from './devices/catalogue-device.ts';
import { ETHERNET } from './devices/ethernet.ts';
import { FEATURED } from './devices/featured.ts';
import { PLATFORM } from './devices/platform.ts';
import { STORAGE } from './devices/storage.ts';
import { WIRELESS } from './devices/wireless.ts';

export type { CatalogueDevice } from './devices/catalogue-device.ts';

/** The catalogue, the instructive ones first. No two items have the same id and name. */
export const DEVICES: readonly CatalogueDevice[] = [
  ...FEATURED,
  ...WIRELESS,
  ...ETHERNET,
  ...STORAGE,
  ...PLATFORM,
];
