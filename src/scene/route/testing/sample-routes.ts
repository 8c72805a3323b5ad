import type { AccessSize, Step } from '#model/access.ts';
import type { Design } from '#model/context.ts';
import { DESIGNS } from '#model/designs/catalogue.ts';
import type { DeviceDescription } from '#model/device.ts';
import { layoutOf, type Layout } from '#model/layout.ts';
import { Machine } from '#model/machine.ts';
import type { Route } from '#model/route.ts';

export interface Sample {
  readonly route: Route;
  readonly layout: Layout;
  readonly design: Design;
}

function device(table: number, pba: number, entries: number): DeviceDescription {
  return {
    id: '8086:2725',
    slot: null,
    name: 'Test device',
    bars: [{ index: 0, kind: 'memory', address: null, size: 0x10000, width: 64, prefetchable: false }],
    msix: {
      entries,
      table: { bar: 0, offset: table },
      pba: { bar: 0, offset: pba },
      enabled: null,
      masked: null,
    },
    registers: [],
  };
}

/** A table page of its own with the PBA elsewhere; everything on one page; a table in the middle of two pages. */
export const LAYOUTS: readonly Layout[] = [
  layoutOf(device(0x2000, 0x3000, 16)),
  layoutOf(device(0x1200, 0x1400, 6)),
  layoutOf(device(0x2f80, 0x5000, 20)),
];

const write = (offset: number, size: AccessSize, value: bigint): Step => ({
  op: 'write',
  offset,
  size,
  value,
});
const read = (offset: number, size: AccessSize): Step => ({ op: 'read', offset, size });

/** Steps that come to every station: set-up, REP, enable and disable, odd sizes and places, a read of the PBA. */
export function steps(layout: Layout): Step[] {
  const { tableStart: t, tableEnd: end, pbaStart } = layout;
  const pba = pbaStart ?? 0x3000;
  return [
    read(t + 12, 4),
    write(end + 8, 4, 0x11n),
    read(end + 8, 4),
    read(0x8000, 4),
    write(0x8000, 8, 0x1122334455667788n),
    ...[0, 1, 2, 3].flatMap((entry) => [
      write(t + 16 * entry, 8, 0xfee01000n),
      write(t + 16 * entry + 8, 4, BigInt(0x4041 + entry)),
      write(t + 16 * entry + 12, 4, entry === 2 ? 1n : 0n),
    ]),
    { op: 'enable', maskall: false },
    write(t + 12, 4, 1n),
    write(t + 8, 4, 0x4055n),
    write(t + 12, 4, 0n),
    read(t, 8),
    read(t + 8, 8),
    read(t + 56, 8),
    read(t + 13, 1),
    write(t + 2, 4, 0xabcdn),
    write(t + 4, 8, 0xdeadbeef12345678n),
    write(end + 8, 4, 0x8000003fn),
    write(end + 8, 8, 0x8000003f00000001n),
    write(end + 9, 2, 3n),
    read(end + 8, 4),
    read(end + 10, 4),
    write(t + 80, 4, 0xfee02000n),
    write(t + 88, 4, 0x4066n),
    write(t + 92, 4, 0n),
    { op: 'rep-write', offset: t, size: 4, count: 4, df: false, values: [0xfee03000n, 0n, 0x4077n, 0n] },
    { op: 'rep-read', offset: end, size: 4, count: 6, df: false },
    { op: 'rep-write', offset: 0x8000, size: 4, count: 3, df: false, values: [1n, 2n, 3n] },
    read(pba, 8),
    { op: 'disable' },
    { op: 'enable', maskall: true },
    { op: 'enable', maskall: false },
    write(pba, 4, 1n),
    read(t, 4),
  ];
}

/** Every step above under every offered design, on each of the layouts given. */
export function sampleRoutes(layouts: readonly Layout[] = LAYOUTS): Sample[] {
  return DESIGNS.flatMap((design) =>
    layouts.flatMap((layout) => {
      const machine = new Machine(design, layout);
      return steps(layout).map((step) => ({ route: machine.route(step), layout, design }));
    }),
  );
}
