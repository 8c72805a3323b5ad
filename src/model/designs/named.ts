import type { DeviceModelDesign, XenDesign } from '../context.ts';

/** Xen's half of a design with the names people know it by. */
export interface NamedXenDesign {
  /** As in the names of the vector files and on the command line. */
  readonly name: string;
  readonly title: string;
  /** One sentence: what it does with the pages of the table. */
  readonly summary: string;
  /** The device model it was made for, taken when none is named. */
  readonly usualDeviceModel: string;
  /** What came into being, was posted, was proposed, or is what others do. */
  readonly standing: 'released' | 'landed' | 'posted' | 'proposed' | 'elsewhere';
  readonly parts: XenDesign;
}

/** The device model's half of a design. */
export interface NamedDeviceModel {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly parts: DeviceModelDesign;
}
