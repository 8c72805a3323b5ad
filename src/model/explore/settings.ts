/** The small worlds in which the designs are searched, and why each is as it is. */
import type { AccessSize, Step } from '../access.ts';
import { REAL_WORLD } from '../context.ts';
import type { DeviceDescription } from '../device.ts';
import type { Setting } from './setting.ts';

const TABLE = 0x2080;
const AFTER = 0x2800;
const BEFORE = 0x2040;
export const OWN_PBA = 0x3000;
export const SHARED_PBA = 0x2c00;
export const REGISTER_AFTER = AFTER;
export const REGISTER_BEFORE = BEFORE;

/** A device with room before and after its table, and its PBA where it is wanted. */
const device = (entries: number, pba: number): DeviceDescription => ({
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

const at = (entry: number, field: number): number => TABLE + 16 * entry + 4 * field;
const write = (offset: number, value: bigint, size: AccessSize = 4): Step => ({
  op: 'write',
  offset,
  size,
  value,
});
const read = (offset: number, size: AccessSize = 4): Step => ({ op: 'read', offset, size });
const held = (offset: number, value: bigint, size: AccessSize = 4): Step => ({
  op: 'begin',
  access: { op: 'write', offset, size, value },
});

const ADDRESS = 0xfee00000n;
const OLD = 0x41n;
const NEW = 0x42n;
const MASKED = 1n << 32n;
/** XEN_DOMCTL_VMSI_X86_MASK_HANDLING; a Xen that does not know the flag ignores it. */
const MASK_HANDLING = 1 << 17;
const ENABLE: Step = { op: 'enable', maskall: false };
const DISABLE: Step = { op: 'disable' };

const setControl = (entry: number, control: bigint): Step => write(at(entry, 3), control);
const setData = (entry: number, data: bigint): Step => write(at(entry, 2), data);
const address = (entry: number): Step => write(at(entry, 0), ADDRESS);
const raise = (entry: number): Step => ({ op: 'raise', entry });
/** What a driver does first: the entry masked (as Linux does for all of them), its address written. */
const ready = (entry: number): Step[] => [setControl(entry, 1n), address(entry)];
const bound = (entry: number): Step[] => [...ready(entry), setData(entry, OLD), setControl(entry, 0n)];

const driverSteps: readonly Step[] = [
  setData(0, OLD),
  setData(0, NEW),
  setControl(0, 0n),
  setControl(0, 1n),
  write(at(0, 2), OLD, 8),
  write(at(0, 2), NEW | MASKED, 8),
  read(at(0, 3)),
  read(at(0, 2), 8),
  ENABLE,
  { op: 'enable', maskall: true },
  DISABLE,
  raise(0),
];

const one = device(1, OWN_PBA);
const two = device(2, OWN_PBA);
const sharing = device(1, SHARED_PBA);

function setting(
  id: string,
  sentence: string,
  on: DeviceDescription,
  lead: readonly Step[],
  steps: readonly Step[],
  lawful = true,
): Setting {
  return { id, sentence, device: on, world: REAL_WORLD, lead, steps, lawful };
}

const registerSteps: readonly Step[] = [
  write(AFTER, 0x42n),
  write(BEFORE, 0x42n),
  write(AFTER, 0x42n, 2),
  write(AFTER, 0x42n, 8),
  read(AFTER),
  read(BEFORE),
];

export const SETTINGS: readonly Setting[] = [
  setting(
    'driver',
    'A driver that keeps to the specification sets up, masks, moves and unmasks one vector; the device interrupts.',
    one,
    ready(0),
    driverSteps,
  ),
  setting(
    'fresh table',
    'As the driver, but it never wrote the mask bit before it began: it relies on the entry being masked after reset.',
    one,
    [address(0)],
    driverSteps,
  ),
  setting(
    'two vectors',
    'A driver that keeps to the specification uses two vectors; both can interrupt.',
    two,
    [...ready(0), ...ready(1), setData(1, OLD)],
    [
      setData(0, OLD),
      setData(0, NEW),
      setControl(0, 0n),
      setControl(0, 1n),
      setControl(1, 0n),
      setControl(1, 1n),
      ENABLE,
      DISABLE,
      raise(0),
      raise(1),
    ],
  ),
  setting(
    'partial unbind',
    'As a driver with two vectors, while the device model can unbind the second one alone.',
    two,
    [ENABLE, ...bound(0), ...bound(1)],
    [setControl(0, 0n), setControl(0, 1n), setData(0, NEW), raise(0), { op: 'dm-unbind', entry: 1 }],
  ),
  setting(
    'any guest',
    'A guest that keeps to no rule makes accesses of any size and alignment to a table with one vector.',
    one,
    [ENABLE, ...bound(0)],
    [
      ...driverSteps,
      write(at(0, 1), OLD << 32n, 8),
      write(at(0, 1), NEW << 32n, 8),
      write(at(0, 3), 1n, 2),
      write(at(0, 3), 0n, 1),
      write(at(0, 2) + 2, 0n),
      read(at(0, 2)),
      read(at(0, 1), 8),
      read(at(0, 3), 1),
    ],
    false,
  ),
  setting(
    'neighbours',
    'A driver also uses the registers before and after the table, from before the first vector is bound.',
    one,
    [...ready(0), setData(0, OLD)],
    [
      ...registerSteps,
      ENABLE,
      DISABLE,
      setControl(0, 0n),
      setControl(0, 1n),
      write(OWN_PBA, 1n),
      read(OWN_PBA),
    ],
  ),
  setting(
    'neighbours, bound',
    'A driver uses the registers before and after the table while its vector stays bound.',
    one,
    [ENABLE, ...bound(0)],
    [
      ...registerSteps,
      write(TABLE + 16, 0x42n),
      write(TABLE - 4, 0x42n),
      setControl(0, 0n),
      setControl(0, 1n),
      setData(0, NEW),
      raise(0),
    ],
  ),
  setting(
    'shared page',
    'The PBA lies on the page of the table; the guest reads it and writes to it and to a register there.',
    sharing,
    [...ready(0), setData(0, OLD)],
    [
      write(AFTER, 0x42n),
      read(AFTER),
      write(SHARED_PBA, 0x42n),
      write(SHARED_PBA, 0x42n, 8),
      read(SHARED_PBA),
      read(SHARED_PBA, 8),
      read(SHARED_PBA, 2),
      write(AFTER + 1, 0x42n, 2),
      ENABLE,
      DISABLE,
      setControl(0, 0n),
      setControl(0, 1n),
      raise(0),
    ],
  ),
  setting(
    'shared page, bound',
    'The same while a vector stays bound.',
    sharing,
    [ENABLE, ...bound(0)],
    [
      write(AFTER, 0x42n),
      write(SHARED_PBA, 0x42n),
      write(SHARED_PBA, 0x42n, 8),
      read(SHARED_PBA),
      read(SHARED_PBA, 8),
      setControl(0, 0n),
      setControl(0, 1n),
      raise(0),
    ],
  ),
  setting(
    'hostile device model',
    'The device model binds and unbinds as it likes and says the table lies elsewhere; the guest writes table and registers.',
    one,
    [ENABLE],
    [
      ...[TABLE, TABLE - 0x80, TABLE + 0x80].map((gtable): Step => ({
        op: 'dm-bind',
        entry: 0,
        gtable,
        vector: 0x41,
        flags: MASK_HANDLING,
      })),
      { op: 'dm-unbind', entry: 0 },
      setControl(0, 0n),
      setControl(0, 1n),
      write(AFTER, 0x42n),
      write(BEFORE, 0x42n),
      write(TABLE + 0x80 + 12, 0n),
      write(TABLE - 0x80 + 12, 0n),
    ],
  ),
  setting(
    'mixed flags',
    'The device model binds a second vector with and without the flag that says who handles the mask bit.',
    two,
    [ENABLE, ...bound(0)],
    [
      { op: 'dm-bind', entry: 1, gtable: TABLE, vector: 0x41, flags: MASK_HANDLING },
      { op: 'dm-bind', entry: 1, gtable: TABLE, vector: 0x41, flags: 0 },
      setControl(0, 0n),
      setControl(0, 1n),
    ],
  ),
  setting(
    'events',
    'Accesses can be held at the device model while Xen masks the vector, memory decode goes off, or the device interrupts.',
    one,
    [ENABLE, ...bound(0)],
    [
      setControl(0, 1n),
      held(at(0, 3), 0n),
      held(at(0, 2), NEW),
      { op: 'serve' },
      { op: 'complete' },
      raise(0),
      { op: 'host-mask', entry: 0, masked: true },
      { op: 'host-mask', entry: 0, masked: false },
      { op: 'decode', on: false },
      { op: 'decode', on: true },
    ],
  ),
  setting(
    'not prepared',
    'dom0 has not prepared the device, and may do so; a driver uses one vector.',
    one,
    [{ op: 'prepare', done: false }, ...ready(0), setData(0, OLD)],
    [ENABLE, DISABLE, setControl(0, 0n), setControl(0, 1n), raise(0), { op: 'prepare', done: true }],
  ),
  setting(
    'moving BAR',
    'A driver that keeps to the specification uses one vector while the BAR moves to and fro.',
    one,
    [...ready(0), setData(0, OLD)],
    [
      ENABLE,
      DISABLE,
      setControl(0, 0n),
      setControl(0, 1n),
      setData(0, NEW),
      raise(0),
      { op: 'move-bar', to: 0x10000 },
      { op: 'move-bar', to: 0 },
    ],
  ),
];

export const settingById = (id: string): Setting | undefined => SETTINGS.find((one) => one.id === id);
