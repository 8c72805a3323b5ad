import type { DeviceDescription } from '../device.ts';

/** Two entries, registers before and after them on the page, the PBA on a page of its own. */
export const SMALL_DEVICE: DeviceDescription = {
  id: null,
  slot: null,
  name: 'two entries',
  bars: [{ index: 0, kind: 'memory', address: 0xfebf0000, size: 0x4000, width: 64, prefetchable: false }],
  msix: {
    entries: 2,
    table: { bar: 0, offset: 0x2100 },
    pba: { bar: 0, offset: 0x3000 },
    enabled: null,
    masked: null,
  },
  registers: [],
};
