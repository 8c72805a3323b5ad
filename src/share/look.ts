/** What documents carry of the screen besides the view, so that who opens one sees the same picture. */
import { isSame } from '#model/base/same.ts';
import { ENVIRONMENTS, type EnvironmentName } from '#model/environments.ts';
import type { Preparation } from '#model/prober.ts';

/** The views of the app, as `view` names them. Others may come: what has another name opens on the route. */
export const VIEWS = ['route', 'compare', 'releases', 'page', 'proof', 'traces', 'tour', 'text'] as const;

/** Which map of the whole page is shown: that of the design, of the other design, or where the two part. */
export const MAPS = ['design', 'other', 'difference'] as const;
export type MapChoice = (typeof MAPS)[number];

/** How near the memory map is, from the whole BAR to the bits of a dword. */
export const ZOOM_LEVELS = ['bar', 'page', 'entry', 'bit'] as const;

/** How near the memory map is; `bit`, 0 to 31, is the one under the cursor where bits are shown. */
export interface Zoom {
  readonly level: (typeof ZOOM_LEVELS)[number];
  readonly bit: number;
}

export interface SharedLook {
  /** Where the device model runs. */
  readonly environment: EnvironmentName;
  /** What has happened to the device before each access of the map of the whole page. */
  readonly preparation: Preparation;
  readonly map: MapChoice;
  readonly zoom: Zoom;
  /** Bytes of the table BAR that were picked on the memory map; null while it follows the accesses. */
  readonly picked: { readonly offset: number; readonly size: number } | null;
}

/** What a document means that says nothing of it: all those of before it could be said. */
export const PLAIN_LOOK: SharedLook = {
  environment: 'dom0',
  preparation: 'one-vector-bound',
  map: 'design',
  zoom: { level: 'page', bit: 0 },
  picked: null,
};

export const isPlainLook = (look: SharedLook): boolean => isSame(look, PLAIN_LOOK);

export const ENVIRONMENT_NAMES: readonly EnvironmentName[] = ENVIRONMENTS.map(({ name }) => name);
