/** What settings are made of: the device, its places, and the steps of a driver. */
import type { AccessSize, Step } from '../access.ts';
import type { DeviceDescription } from '../device.ts';

export const TABLE = 0x2080;
/** A register behind the table on its page, and one before it. */
export const AFTER = 0x2800;
export const BEFORE = 0x2040;
export const OWN_PBA = 0x3000;
export const SHARED_PBA = 0x2c00;

/** A device with room before and after its table, and its PBA where it is wanted. */
export const device = (entries: number, pba: number): DeviceDescription => ({
  id: null,
  slot: null,
  name: `${entries} ${entries === 1 ? 'entry' : 'entries'}, ${pba === OWN_PBA ? 'PBA on its own page' : 'PBA on the page of the table'}`,
  bars: [{ index: 0, kind: 'memory', address: 0xfebf0000, size: 0x4000, width: 64, prefetchable: false }],
  msix: {
    entries,
    table: { bar: 0, offset: TABLE },
    pba: { bar: 0, offset: pba },
    enabled: null,
    masked: null,
  },
  registers: [],
});

export const at = (entry: number, field: number): number => TABLE + 16 * entry + 4 * field;
export const write = (offset: number, value: bigint, size: AccessSize = 4): Step => ({
  op: 'write',
  offset,
  size,
  value,
});
export const read = (offset: number, size: AccessSize = 4): Step => ({ op: 'read', offset, size });
export const held = (offset: number, value: bigint, size: AccessSize = 4): Step => ({
  op: 'begin',
  access: { op: 'write', offset, size, value },
});

export const ADDRESS = 0xfee00000n;
export const OLD = 0x41n;
export const NEW = 0x42n;
export const MASKED = 1n << 32n;
/** XEN_DOMCTL_VMSI_X86_MASK_HANDLING; a Xen that does not know the flag ignores it. */
export const MASK_HANDLING = 1 << 17;
/** XEN_DOMCTL_VMSI_X86_UNMASKED: the bind asks for the vector to be unmasked. */
export const UNMASKED = 1 << 16;
export const ENABLE: Step = { op: 'enable', maskall: false };
export const DISABLE: Step = { op: 'disable' };

export const setControl = (entry: number, control: bigint): Step => write(at(entry, 3), control);
export const setData = (entry: number, data: bigint): Step => write(at(entry, 2), data);
export const address = (entry: number): Step => write(at(entry, 0), ADDRESS);
export const raise = (entry: number): Step => ({ op: 'raise', entry });
/** What a device model that does as it likes can bind entry 0 to: the table where it says it lies, with any flags. */
export const anyBind = (gtables: readonly number[]): Step[] =>
  gtables.flatMap((gtable) =>
    [0, UNMASKED, MASK_HANDLING].map((flags): Step => ({
      op: 'dm-bind',
      entry: 0,
      gtable,
      vector: 0x41,
      flags,
    })),
  );
export const BREAK_SLOT: Step = { op: 'dm-slot', broken: true };
export const MEND_SLOT: Step = { op: 'dm-slot', broken: false };
/** What a driver does first: the entry masked (as Linux does for all of them), its address written. */
export const ready = (entry: number): Step[] => [setControl(entry, 1n), address(entry)];
export const bound = (entry: number): Step[] => [...ready(entry), setData(entry, OLD), setControl(entry, 0n)];
