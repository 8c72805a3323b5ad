import { deviceModelConfined } from './device-model-confined.ts';
import { deviceModelDecidesOnTruth } from './device-model-decides-on-truth.ts';
import { deviceModelKnowsMask } from './device-model-knows-mask.ts';
import { executedOnce } from './executed-once.ts';
import { flagsAgree } from './flags-agree.ts';
import { guestReadsBack } from './guest-reads-back.ts';
import { hardwareTableUntouched } from './hardware-table-untouched.ts';
import { newQemuOnOldXen } from './new-qemu-on-old-xen.ts';
import { noCrash } from './no-crash.ts';
import { noLostInterrupt } from './no-lost-interrupt.ts';
import { noLostMask } from './no-lost-mask.ts';
import { noLostUnmask } from './no-lost-unmask.ts';
import { noOldMessage } from './no-old-message.ts';
import { noStaleVector } from './no-stale-vector.ts';
import { oldQemuOnNewXen } from './old-qemu-on-new-xen.ts';
import { pbaReadOnly } from './pba-read-only.ts';
import { pbaReadable } from './pba-readable.ts';
import type { Property } from './property.ts';
import { registersStayInXen } from './registers-stay-in-xen.ts';
import { registersWrittenOnce } from './registers-written-once.ts';
import { tableReachesDeviceModel } from './table-reaches-device-model.ts';
import { tableWritesReachDeviceModel } from './table-writes-reach-device-model.ts';
import { unmaskAfterRebind } from './unmask-after-rebind.ts';
import { warnsOnce } from './warns-once.ts';

/** Every property, in the order of the list of invariants, our own last. */
export const PROPERTIES: readonly Property[] = [
  hardwareTableUntouched,
  deviceModelKnowsMask,
  deviceModelDecidesOnTruth,
  noStaleVector,
  noLostUnmask,
  noLostMask,
  unmaskAfterRebind,
  registersWrittenOnce,
  registersStayInXen,
  deviceModelConfined,
  pbaReadOnly,
  pbaReadable,
  guestReadsBack,
  oldQemuOnNewXen,
  newQemuOnOldXen,
  flagsAgree,
  noCrash,
  warnsOnce,
  executedOnce,
  tableReachesDeviceModel,
  tableWritesReachDeviceModel,
  noLostInterrupt,
  noOldMessage,
];

export const propertyById = (id: string): Property | undefined =>
  PROPERTIES.find((property) => property.id.toLowerCase() === id.toLowerCase());
