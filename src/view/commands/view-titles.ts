import type { ViewName } from '#state/look.ts';

/** The views by the names that people see. */
export const VIEW_TITLES: Readonly<Record<ViewName, string>> = {
  route: 'Route',
  compare: 'Compare',
  releases: 'Releases',
  page: 'Whole page',
  proof: 'Proof',
  traces: 'Traces',
  tour: 'Tour',
  text: 'Text',
};
