import type { DeviceModelDesign, XenDesign } from '../context.ts';

/** Something that made a Xen what it is, seen from the one it was built on. */
export interface DesignChange {
  /** A commit of xen.git, or a mail on xen-devel. */
  readonly kind: 'commit' | 'message';
  /** The commit's id, or the mail's Message-Id; a series is named by its first mail. */
  readonly reference: string;
  readonly title: string;
  /** The parts of Xen that it touched, so that it can be tried alone; `rest`: all that the other changes leave. */
  readonly parts: readonly (keyof XenDesign)[] | 'rest';
  /** The device model it was made for is part of it, and not something that changed besides. */
  readonly bringsDeviceModel?: true;
}

/** Xen's half of a design with the names people know it by. All that is particular to one is in one such object. */
export interface NamedXenDesign {
  /** As in the names of the vector files and on the command line. */
  readonly name: string;
  readonly title: string;
  /** One sentence: what it does with the pages of the table. */
  readonly summary: string;
  /** Names of the device models it is offered with; the first is the one it was made for, taken when none is named. */
  readonly offeredWith: readonly [string, ...string[]];
  /** What came into being, was posted, was proposed, or is what others do. */
  readonly standing: 'released' | 'landed' | 'posted' | 'proposed' | 'elsewhere';
  /** It stands beside the others from the start, where there is room for a few only. */
  readonly leads?: true;
  /** Day from which it was so, YYYY-MM-DD: of the tag, the commit or the mail. */
  readonly date: string;
  /** Name of the Xen that it was built on, or null for the first. */
  readonly buildsOn: string | null;
  /** What turned that one into this. */
  readonly changes: readonly DesignChange[];
  readonly parts: XenDesign;
}

/** The device model's half of a design. */
export interface NamedDeviceModel {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly parts: DeviceModelDesign;
  /** What it falls back to on a Xen that does not take the flag by which it declares that it handles the mask bit. */
  readonly withoutFlag?: DeviceModelDesign;
}
