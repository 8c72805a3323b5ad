/** Which view is shown, and what the views compare. It changes what the picture says, so a link can carry it. */
import { DESIGNS } from '#model/designs/catalogue.ts';
import { ENVIRONMENTS, type EnvironmentName } from '#model/environments.ts';
import type { Preparation } from '#model/prober.ts';

export const VIEWS = ['route', 'compare', 'releases', 'page', 'proof', 'traces', 'tour', 'text'] as const;
export type ViewName = (typeof VIEWS)[number];

/** Which map of the whole page is shown: that of the design, of the other design, or where the two part. */
export const MAPS = ['design', 'other', 'difference'] as const;
export type MapChoice = (typeof MAPS)[number];

export interface Look {
  readonly view: ViewName;
  /** The design that the chosen one is compared with. */
  readonly otherDesignId: string;
  /** Where the device model runs. */
  readonly environment: EnvironmentName;
  /** What has happened to the device before each access of the map of the whole page. */
  readonly preparation: Preparation;
  readonly map: MapChoice;
}

export const DEFAULT_LOOK: Look = {
  view: 'route',
  otherDesignId: DESIGNS[1]?.id ?? '',
  environment: ENVIRONMENTS[0]?.name ?? 'dom0',
  preparation: 'one-vector-bound',
  map: 'design',
};
