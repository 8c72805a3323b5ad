/** Parts that several of Xen's designs share. */
import type { XenDesign } from '../../context.ts';
import { completeMsixWrite } from '../../xen/completion.ts';
import { configureMsix } from '../../device-model/message-control.ts';

/**
 * What every design for an HVM guest with a device model has in common, as it was up to 4.20. Before ea87662c77 the
 * test of the reference count was inverted: the record went while vectors were bound, and stayed when none was.
 */
export const hvmUpTo420: Omit<XenDesign, 'sourceTag' | 'handlers'> = {
  earlierHandlers: ['vioapic', 'stdvga', 'vlapic', 'hpet'],
  configure: configureMsix,
  complete: completeMsixWrite,
  trapsPba: false,
  dropsTableEntry: (refcnt) => refcnt !== 0,
  protectedWrite: 'crash',
  honoursMaskFlag: false,
  allWrites: 'no',
  registerWrites: 'left-alone',
  concerns: 'page',
  availability: 'running',
};
