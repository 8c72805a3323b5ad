import type { Step } from '#model/access.ts';
import type { Layout } from '#model/layout.ts';
import { mask, request, unmask } from './linux.ts';

/** XEN_DOMCTL_VMSI_X86_MASK_HANDLING, only proposed; its bit is the model's choice. */
const MASK_HANDLING = 0x20000;

/**
 * The device model binds `entry` as it likes: with the flag that says that it handles the mask bit, or without.
 * The first vector is bound by the QEMU of the design, with the flag or without, as that one does.
 */
export function mixedFlags(layout: Layout, entry: number): Step[] {
  const bind = (flags: number): Step => ({
    op: 'dm-bind',
    entry,
    gtable: layout.tableStart,
    vector: 0x31,
    flags,
  });
  return [
    { op: 'enable', maskall: false },
    ...request(layout, 0),
    bind(0),
    bind(MASK_HANDLING),
    ...mask(layout, 0),
    ...unmask(layout, 0),
  ];
}
