import fc from 'fast-check';
import { ACCESS_SIZES, type Step } from '../access.ts';
import type { DeviceDescription } from '../device.ts';

/** Devices with the table anywhere, the PBA anywhere, one BAR of 64 KiB. */
export const anyDevice: fc.Arbitrary<DeviceDescription> = fc
  .record({
    entries: fc.oneof(fc.constantFrom(1, 2, 3, 4, 16, 64, 65, 256, 512), fc.integer({ min: 1, max: 600 })),
    table: fc.oneof(
      fc.constantFrom(0, 0x80, 0x1200, 0x2000, 0x2800, 0x2f00),
      fc.integer({ min: 0, max: 0xfff }),
    ),
    pba: fc.oneof(fc.constantFrom(0, 0x800, 0x1300, 0x3000, 0x8000), fc.integer({ min: 0, max: 0x1ff0 })),
  })
  .map(({ entries, table, pba }) => ({
    id: null,
    slot: null,
    name: 'any device',
    bars: [
      {
        index: 0,
        kind: 'memory' as const,
        address: 0xfebf0000,
        size: 0x10000,
        width: 64 as const,
        prefetchable: false,
      },
    ],
    msix: {
      entries,
      table: { bar: 0, offset: table - (table % 8) },
      pba: { bar: 0, offset: pba - (pba % 8) },
      enabled: null,
      masked: null,
    },
    registers: [],
  }));

const anyOffset = (device: DeviceDescription): fc.Arbitrary<number> => {
  const start = device.msix.table.offset;
  const end = start + 16 * device.msix.entries;
  return fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 63 }).map((n) => start + n) },
    { weight: 2, arbitrary: fc.integer({ min: -24, max: 24 }).map((n) => Math.max(0, end + n)) },
    { weight: 1, arbitrary: fc.integer({ min: -24, max: 24 }).map((n) => Math.max(0, start + n)) },
    {
      weight: 1,
      arbitrary: fc.integer({ min: -9, max: 9 }).map((n) => Math.max(0, 4096 * Math.ceil(end / 4096) + n)),
    },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 0xffff }) },
  );
};

const anySize = fc.constantFrom(...ACCESS_SIZES);
const anyValue = (size: number): fc.Arbitrary<bigint> =>
  fc.oneof(
    fc.constantFrom(0n, 1n, 0xfee01000n, 0x4041n, 0x100004041n).map((v) => BigInt.asUintN(8 * size, v)),
    fc.bigInt({ min: 0n, max: (1n << BigInt(8 * size)) - 1n }),
  );

/** Any step on `device`, accesses to every region, aligned or not, REP and Message Control among them. */
export const anyStep = (device: DeviceDescription): fc.Arbitrary<Step> =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(anyOffset(device), anySize)
        .chain(([offset, size]) =>
          anyValue(size).map((value): Step => ({ op: 'write', offset, size, value })),
        ),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(anyOffset(device), anySize)
        .map(([offset, size]): Step => ({ op: 'read', offset, size })),
    },
    { weight: 2, arbitrary: fc.boolean().map((maskall): Step => ({ op: 'enable', maskall })) },
    { weight: 1, arbitrary: fc.constant<Step>({ op: 'disable' }) },
    {
      weight: 1,
      arbitrary: fc
        .record({
          offset: anyOffset(device),
          size: anySize,
          count: fc.integer({ min: 1, max: 9 }),
          df: fc.boolean(),
        })
        .chain(({ offset, size, count, df }) => {
          const first = df ? offset + size * count : offset;
          return fc.oneof(
            fc.constant<Step>({ op: 'rep-read', offset: first, size, count, df }),
            fc
              .array(anyValue(size), { minLength: count, maxLength: count })
              .map((values): Step => ({ op: 'rep-write', offset: first, size, count, df, values })),
          );
        }),
    },
  );

/** A device and up to 24 steps on it. */
export const anyStory: fc.Arbitrary<{ device: DeviceDescription; steps: Step[] }> = anyDevice.chain(
  (device) => fc.array(anyStep(device), { maxLength: 24 }).map((steps) => ({ device, steps })),
);
