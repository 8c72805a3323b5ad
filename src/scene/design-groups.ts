/** Designs under the headings people know them by. */
import type { Design } from '#model/context.ts';
import { DESIGNS, DEVICE_MODELS, XEN_DESIGNS } from '#model/designs/catalogue.ts';
import type { NamedXenDesign } from '#model/designs/named.ts';

export type Standing = NamedXenDesign['standing'];

export const STANDING_TITLES: Readonly<Record<Standing, string>> = {
  released: 'Released',
  landed: 'Landed, on the way to a release',
  posted: 'Posted, replaced by what landed',
  proposed: 'Proposed, never written',
  elsewhere: 'Elsewhere in Xen',
};

export interface DescribedDesign {
  readonly design: Design;
  readonly standing: Standing;
  /** What its Xen does, and what its device model does: a sentence each. */
  readonly xenSummary: string;
  readonly deviceModelSummary: string;
}

export interface DesignGroup {
  readonly standing: Standing;
  readonly title: string;
  readonly designs: readonly DescribedDesign[];
}

export function described(design: Design): DescribedDesign {
  const xen = XEN_DESIGNS.find(({ parts }) => parts === design.xen);
  const deviceModel = DEVICE_MODELS.find(({ name }) => name === design.deviceModelName);
  return {
    design,
    standing: xen?.standing ?? 'elsewhere',
    xenSummary: xen?.summary ?? '',
    deviceModelSummary: deviceModel?.summary ?? '',
  };
}

/** Every design on offer, in the order of the catalogue within each group. */
export const DESIGN_GROUPS: readonly DesignGroup[] = (Object.keys(STANDING_TITLES) as Standing[])
  .map((standing) => ({
    standing,
    title: STANDING_TITLES[standing],
    designs: DESIGNS.map(described).filter((one) => one.standing === standing),
  }))
  .filter(({ designs }) => designs.length > 0);
