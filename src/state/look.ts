/** Which view is shown, and what the views compare. It changes what the picture says, so a link can carry it. */
import { DESIGNS } from '#model/designs/catalogue.ts';
import type { EnvironmentName } from '#model/environments.ts';
import type { Preparation } from '#model/prober.ts';
import { PLAIN_LOOK, VIEWS, type MapChoice, type Zoom } from '#share/look.ts';

export { VIEWS };
export type ViewName = (typeof VIEWS)[number];

export interface Look {
  readonly view: ViewName;
  /** The design that the chosen one is compared with. */
  readonly otherDesignId: string;
  /** Where the device model runs. */
  readonly environment: EnvironmentName;
  /** What has happened to the device before each access of the map of the whole page. */
  readonly preparation: Preparation;
  readonly map: MapChoice;
  /** How near the memory map is. */
  readonly zoom: Zoom;
}

export const DEFAULT_LOOK: Look = {
  view: 'route',
  otherDesignId: DESIGNS[1]?.id ?? '',
  environment: PLAIN_LOOK.environment,
  preparation: PLAIN_LOOK.preparation,
  map: PLAIN_LOOK.map,
  zoom: PLAIN_LOOK.zoom,
};
