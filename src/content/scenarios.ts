/** Ready scenarios: what a guest does to the table and its page. Offsets come from the device's layout. */
import type { Step } from '#model/access.ts';
import type { Layout } from '#model/layout.ts';
import type { Scenario } from '#model/scenario.ts';
import { at, ADDRESS, CONTROL, DATA, load, mask, message, messageAddress } from './scenarios/linux.ts';
import { enable, moveAffinity, read, request, unmask, write } from './scenarios/linux.ts';
import { mixedFlags } from './scenarios/mixed-flags.ts';
import { neighbours, roomOf } from './scenarios/room.ts';

/** A scenario for any device. */
export interface ReadyScenario {
  /** Stable name in links. */
  readonly id: string;
  readonly name: string;
  /** What to watch, one or two sentences. */
  readonly note: string;
  /** `vvvv:dddd` of the device that shows it best. */
  readonly deviceId: string;
  readonly on: (layout: Layout) => Scenario;
}

const AX210 = '8086:2725';
const YT6801 = '1f0a:6801';
const NO_ROOM =
  'On this device the table and PBA leave no register on the table’s pages, so those accesses are left out.';

interface Body {
  readonly steps: readonly Step[];
  readonly registers?: ReadonlyMap<number, number>;
  /** Said after the note: what this device cannot show. */
  readonly lacking?: string | null;
}

function ready(
  id: string,
  name: string,
  deviceId: string,
  note: string,
  body: (layout: Layout) => Body,
): ReadyScenario {
  const on = (layout: Layout): Scenario => {
    const { steps, registers = new Map<number, number>(), lacking = null } = body(layout);
    return {
      name,
      note: lacking === null ? note : `${note} ${lacking}`,
      device: layout.device,
      registers,
      steps,
    };
  };
  return { id, name, note, deviceId, on };
}

const noRoom = (registers: readonly number[]): string | null => (registers.length === 0 ? NO_ROOM : null);

/** The last entry a scenario with several entries uses. */
const second = (layout: Layout): number => Math.min(1, layout.entries - 1);

/** One interrupt up as Linux does it, without the walk over unused entries: short lead-in for other points. */
const oneUp = (layout: Layout): Step[] => [{ op: 'enable', maskall: false }, ...request(layout, 0)];

export const SCENARIOS: readonly ReadyScenario[] = [
  ready(
    'register-write',
    'A register beside the table',
    AX210,
    'A Wi-Fi driver sets up MSI-X, then its interrupt masks, which share the table’s page. Follow the first register write: each design sends it somewhere else.',
    (layout) => {
      const registers = neighbours(layout, 5);
      const [fhCauses, fhMask, hwCauses, hwMask, automask] = registers;
      const touch = (offset: number | undefined, value: number): Step[] =>
        offset === undefined ? [] : [read(offset), write(offset, value), read(offset)];
      return {
        lacking: noRoom(registers),
        registers: new Map(registers.map((offset, n) => [offset, n % 2 === 1 ? 0xffffffff : 0])),
        steps: [
          ...load(layout, 1),
          ...touch(fhMask, 0xffff0000),
          ...touch(hwMask, 0xd5ffffde),
          ...(fhCauses === undefined ? [] : [read(fhCauses), write(fhCauses, 0x1)]),
          ...(hwCauses === undefined ? [] : [read(hwCauses), write(hwCauses, 0x1)]),
          ...(automask === undefined ? [] : [write(automask, 0x1)]),
        ],
      };
    },
  ),
  ready(
    'linux-load',
    'Linux loads a driver',
    AX210,
    'The PCI core enables MSI-X, writes dummy messages, masks every entry, then writes each real message twice. Watch where the first unmask binds the interrupt.',
    (layout) => ({ steps: load(layout, 2) }),
  ),
  ready(
    'mask-unmask',
    'Mask and unmask',
    AX210,
    'Once an entry is bound, its mask bit belongs to Xen. Compare what the device model still believes after each write.',
    (layout) => ({ steps: [...oneUp(layout), ...mask(layout, 0), ...unmask(layout, 0)] }),
  ),
  ready(
    'affinity',
    'An interrupt moves to another CPU',
    AX210,
    'The eleven accesses of a Linux affinity change: mask, new vector, new address, unmask. The change counts only when the unmask makes the device model bind again.',
    (layout) => ({ steps: [...oneUp(layout), ...moveAffinity(layout, 0, 1, 2, 0x25)] }),
  ),
  ready(
    'unmask-twice',
    'Unmask done twice',
    AX210,
    'As reported of Windows in discussions, not recorded: the same unmask is written twice in a row. See whether the second one still has work to do.',
    (layout) => ({
      steps: [...oneUp(layout), ...mask(layout, 0), ...unmask(layout, 0), ...unmask(layout, 0)],
    }),
  ),
  ready(
    'quad-write',
    'Eight bytes at once',
    AX210,
    'Address and then data with vector control, each as one 8-byte write. The second one changes the message and the mask together, in two halves.',
    (layout) => ({
      steps: [
        { op: 'enable', maskall: false },
        write(at(layout, 0, ADDRESS), messageAddress(1), 8),
        write(at(layout, 0, DATA), 0x21n, 8),
        read(at(layout, 0, DATA), 8),
        write(at(layout, 0, DATA), 0x1_0000_0021n, 8),
        write(at(layout, 0, DATA), 0x22n, 8),
      ],
    }),
  ),
  ready(
    'pba-read',
    'Pending bits on the table’s page',
    YT6801,
    'The guest looks at its pending bits. When they share the table’s page the read is caught like any other, and who answers depends on the design.',
    (layout) => {
      const { pbaStart } = layout;
      const reads = pbaStart === null ? [] : [read(pbaStart), read(pbaStart, 8)];
      const onPage =
        layout.pbaFirstPage !== null &&
        layout.pbaFirstPage <= layout.tableLastPage &&
        (layout.pbaLastPage ?? 0) >= layout.tableFirstPage;
      return {
        lacking:
          pbaStart === null
            ? 'Where the PBA of this device lies is not known, so it is not read.'
            : onPage
              ? null
              : 'This device’s PBA has pages of its own: nothing is caught there.',
        steps: [...reads, ...oneUp(layout), ...reads],
      };
    },
  ),
  ready(
    'before-bind',
    'Before anything is bound',
    AX210,
    'Xen knows the table only once a first interrupt is bound. Until then every access to the page is the device model’s.',
    (layout) => {
      const registers = neighbours(layout, 1);
      return {
        lacking: noRoom(registers),
        registers: new Map(registers.map((offset) => [offset, 0x1234])),
        steps: [
          ...registers.flatMap((offset) => [read(offset), write(offset, 0x5678), read(offset)]),
          read(at(layout, 0, CONTROL)),
          ...oneUp(layout),
          ...registers.flatMap((offset) => [read(offset), write(offset, 0x5678), read(offset)]),
        ],
      };
    },
  ),
  ready(
    'disable',
    'MSI-X off, neighbours in use',
    AX210,
    'The driver goes on using its registers after MSI-X is disabled. See whether Xen still knows the table once the last binding is gone, and what that means for the registers.',
    (layout) => {
      const registers = neighbours(layout, 1);
      const use = registers.flatMap((offset) => [write(offset, 0xaa), read(offset)]);
      return {
        lacking: noRoom(registers),
        steps: [...oneUp(layout), ...use, { op: 'disable' }, ...use, ...oneUp(layout), ...use],
      };
    },
  ),
  ready(
    'rep-unbound',
    'A string copy over an unbound entry',
    AX210,
    'One instruction copies a whole entry. Over the unbound entry the device model gets all dwords in one request; over the bound one Xen takes them one by one.',
    (layout) => {
      const entry = second(layout);
      const values = [BigInt(messageAddress(1)), 0n, 0x31n, 1n];
      const copy = (index: number): Step[] => [
        { op: 'rep-write', offset: at(layout, index, ADDRESS), size: 4, count: 4, df: false, values },
        { op: 'rep-read', offset: at(layout, index, ADDRESS), size: 4, count: 4, df: false },
      ];
      return {
        lacking: entry === 0 ? 'This device has one entry only, so both copies go over the same one.' : null,
        steps: [...oneUp(layout), ...copy(entry), ...copy(0)],
      };
    },
  ),
  ready(
    'change-unmasked',
    'A message changed while unmasked',
    AX210,
    'The guest rewrites the data of a live entry without masking it, which the specification leaves undefined. Watch when, if ever, the binding follows.',
    (layout) => ({
      steps: [
        ...oneUp(layout),
        ...message(layout, 0, 1, 0x41),
        ...unmask(layout, 0),
        ...mask(layout, 0),
        ...unmask(layout, 0),
      ],
    }),
  ),
  ready(
    'mixed-flags',
    'Mixed flags',
    AX210,
    'A second vector is bound without, then with the flag that the device model handles the mask bit. A Xen that honours it answers the mixed bind with -EINVAL; others ignore it.',
    (layout) => {
      const entry = second(layout);
      return {
        lacking: entry === 0 ? 'This device has one entry only, so the same one is bound again.' : null,
        steps: mixedFlags(layout, entry),
      };
    },
  ),
  ready(
    'register-behind-pba',
    'A register that shares the page with the PBA',
    YT6801,
    'Xen 4.19 and later pass register accesses to the hardware, but discard writes where the PBA is on the page: the chip can be read, not programmed.',
    (layout) => {
      const { behind } = roomOf(layout);
      const past = behind.filter((offset) => layout.pbaEnd !== null && offset >= layout.pbaEnd);
      const named = layout.device.registers.map((register) => register.offset);
      const offset = past.find((o) => named.includes(o)) ?? past[0] ?? behind[0] ?? neighbours(layout, 1)[0];
      return {
        lacking: offset === undefined ? NO_ROOM : null,
        registers: new Map(offset === undefined ? [] : [[offset, 0x100]]),
        steps: [
          ...enable(layout, 1),
          ...request(layout, 0),
          ...(offset === undefined ? [] : [read(offset), write(offset, 0x101), read(offset)]),
        ],
      };
    },
  ),
];
