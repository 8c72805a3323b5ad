import type { Party } from '#model/route.ts';

/** Parties as the heads of a table name them. */
export const PARTY_HEADS: Readonly<Record<Party, string>> = {
  guest: 'Guest',
  xen: 'Xen',
  'device-model': 'QEMU',
  hardware: 'Device',
};
