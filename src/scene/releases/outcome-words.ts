import type { Outcome } from '#model/route.ts';

/** Words for the cells of a table, which have room for two short ones beside the letter. */
export const SHORT_WORDS: Readonly<Record<Outcome, string>> = {
  direct: 'direct',
  hardware: 'done by Xen',
  'hardware-and-forwarded': 'done & sent',
  xen: 'stays in Xen',
  'xen-and-forwarded': 'Xen + QEMU',
  'device-model': 'QEMU',
  'partly-lost': 'partly lost',
  lost: 'lost',
  crash: 'crash',
  config: 'config',
  'not-run': 'not run',
};
