import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RECORDED_WORLD, type Design } from './context.ts';
import { ACCESS_SIZES, type AccessSize } from './access.ts';
import { DESIGNS, designById } from './designs/catalogue.ts';
import { layoutOf, type Layout } from './layout.ts';
import type { DeviceDescription } from './device.ts';
import { Machine } from './machine.ts';
import { explainer, outcomeAt, surveyCounts, surveyDifference, surveyPages } from './page-survey.ts';
import { PREPARATIONS, Prober, probeValue, type Preparation } from './prober.ts';
import { anyDevice } from './testing/arbitraries.ts';

const design = (id: string): Design => {
  const found = designById(id);
  if (!found.ok) throw new Error(found.error);
  return found.value;
};

const device = (entries: number, table: number, pba: number): DeviceDescription => ({
  id: null,
  slot: null,
  name: 'a device',
  bars: [{ index: 0, kind: 'memory', address: 0xfebf0000, size: 0x10000, width: 64, prefetchable: false }],
  msix: {
    entries,
    table: { bar: 0, offset: table },
    pba: { bar: 0, offset: pba },
    enabled: null,
    masked: null,
  },
  registers: [],
});

const wifi = layoutOf(device(16, 0x2000, 0x3000));
const sharing = layoutOf(device(6, 0x1200, 0x1300));
const anyPreparation = fc.constantFrom(...PREPARATIONS);
const anyDesign = fc.constantFrom(...DESIGNS);

/** The same access on a machine of its own. */
function alone(
  tried: Design,
  layout: Layout,
  preparation: Preparation,
  offset: number,
  size: AccessSize,
  write: boolean,
) {
  const machine = new Machine(tried, layout);
  const put = (field: number, value: bigint) =>
    machine.run({ op: 'write', offset: layout.tableStart + field, size: 4, value });
  if (preparation !== 'nothing-bound') {
    put(0, 0xfee01000n);
    put(4, 0n);
    put(8, 0x4041n);
    machine.run({ op: 'enable', maskall: false });
    put(12, 0n);
  }
  if (preparation === 'after-disable') machine.run({ op: 'disable' });
  const step = write
    ? ({ op: 'write', offset, size, value: probeValue(size) } as const)
    : ({ op: 'read', offset, size } as const);
  machine.run(step);
  return machine.outcome(step);
}

describe('a survey', () => {
  it('finds for each access what a machine of its own finds', () => {
    const wrong: string[] = [];
    for (const tried of DESIGNS)
      for (const preparation of PREPARATIONS)
        for (const layout of [wifi, sharing]) {
          const prober = new Prober(tried, layout, preparation);
          const step = (offset: number) => (offset < layout.tableEnd + 40 ? 19 : 211);
          for (let offset = layout.trapStart; offset < layout.trapEnd; offset += step(offset))
            for (const size of ACCESS_SIZES)
              for (const write of [false, true])
                if (
                  prober.outcome(offset, size, write) !==
                  alone(tried, layout, preparation, offset, size, write)
                )
                  wrong.push(`${tried.id} ${preparation} ${offset}/${size} ${write ? 'write' : 'read'}`);
        }
    expect(wrong).toEqual([]);
  }, 30_000);

  it('holds the outcome of every probe at its place', () => {
    const tried = design('xen-4.19--qemu-latch');
    const survey = surveyPages(tried, sharing, 'one-vector-bound');
    const prober = new Prober(tried, sharing, 'one-vector-bound');
    const wrong: number[] = [];
    for (let offset = survey.start; offset < survey.end; offset++)
      for (const size of ACCESS_SIZES)
        for (const write of [false, true])
          if (outcomeAt(survey, offset, size, write) !== prober.outcome(offset, size, write))
            wrong.push(offset);
    expect(wrong).toEqual([]);
  });

  it('leaves the state as it was, so that no probe disturbs another', () => {
    fc.assert(
      fc.property(
        anyDevice,
        anyDesign,
        anyPreparation,
        fc.array(fc.nat(0x2fff), { maxLength: 60 }),
        (d, tried, preparation, places) => {
          const layout = layoutOf(d);
          const prober = new Prober(tried, layout, preparation);
          const before = prober.stateNow();
          places.forEach((place, n) => {
            const offset = layout.trapStart + (place % (layout.trapEnd - layout.trapStart));
            prober.outcome(offset, ACCESS_SIZES[n % 4]!, n % 3 !== 0);
          });
          expect(isDeepStrictEqual(prober.stateNow(), before)).toBe(true);
        },
      ),
    );
  });

  it('leaves the state as it was over a whole page, with accesses that run into the next one', () => {
    for (const tried of DESIGNS) {
      const prober = new Prober(tried, sharing, 'one-vector-bound');
      const before = prober.stateNow();
      for (let offset = sharing.trapStart; offset < sharing.trapEnd; offset += 3)
        prober.outcome(offset, offset % 2 === 0 ? 4 : 8, true);
      expect(prober.stateNow()).toEqual(before);
    }
  }, 30_000);

  it('agrees with what was recorded of writes next to the table', () => {
    const at = (id: string, layout: Layout, preparation: Preparation) =>
      new Prober(design(id), layout, preparation).outcome(layout.tableEnd + 0x204, 4, true);
    expect(at('xen-4.18--qemu-devmem', wifi, 'one-vector-bound')).toBe('lost');
    expect(at('xen-4.19--qemu-latch', wifi, 'one-vector-bound')).toBe('hardware-and-forwarded');
    expect(at('xen-4.19--qemu-latch', wifi, 'nothing-bound')).toBe('lost');
    expect(at('xen-4.19--qemu-latch', wifi, 'after-disable')).toBe('hardware-and-forwarded');
    expect(at('xen-head--qemu-latch', wifi, 'after-disable')).toBe('lost');
    expect(at('series-v2--qemu-latch', wifi, 'one-vector-bound')).toBe('hardware');
    expect(at('xen-4.19--qemu-latch', sharing, 'one-vector-bound')).toBe('lost');
  });

  it('handles the access that runs over the page end', () => {
    const old = design('xen-4.18--qemu-devmem');
    expect(new Prober(old, wifi, 'one-vector-bound').outcome(0x2ffe, 4, true)).toBe('crash');
    const plain = new Prober(old, wifi, 'one-vector-bound', RECORDED_WORLD);
    expect(plain.outcome(0x2ffe, 4, true)).toBe('partly-lost');
  });

  it('counts every access once, and every byte once for each direction and size', () => {
    const survey = surveyPages(design('xen-4.19--qemu-latch'), wifi, 'one-vector-bound');
    const sum = (pick: 'accesses' | 'bytes', selection = {}) =>
      surveyCounts(survey, selection).reduce((total, count) => total + count[pick], 0);
    expect(sum('accesses')).toBe(8 * 4096);
    expect(sum('accesses', { write: true, size: 4 })).toBe(4096);
    expect(sum('bytes', { write: true, size: 4 })).toBe(4096);
    expect(sum('bytes')).toBe(8 * 4096);
    const forwarded = surveyCounts(survey, { write: true, size: 4 }).find(
      ({ outcome }) => outcome === 'hardware-and-forwarded',
    );
    expect(forwarded!.bytes).toBeGreaterThanOrEqual(4096 - 16 * 16);
  });
});

describe('the difference of two surveys', () => {
  const before = surveyPages(design('xen-4.18--qemu-latch'), wifi, 'one-vector-bound');
  const after = surveyPages(design('xen-4.19--qemu-latch'), wifi, 'one-vector-bound');

  it('is nothing between a survey and itself', () => {
    expect(surveyDifference(before, before)).toMatchObject({ accesses: 0, bytes: 0, changes: [] });
  });

  it('names what became of the lost writes', () => {
    const { changes, marks, accesses } = surveyDifference(before, after, { write: true, size: 4 });
    expect(changes.find(({ from }) => from === 'lost')).toMatchObject({
      to: 'hardware-and-forwarded',
      accesses: (4096 - 256) / 4,
      bytes: 4096 - 256,
    });
    expect(accesses).toBeGreaterThanOrEqual(960);
    expect(marks).toHaveLength(before.codes.length);
  });
});

it('explains an access with its route and verdict', () => {
  const explain = explainer(design('xen-4.19--qemu-latch'), sharing, 'one-vector-bound');
  const { route, verdict } = explain(0x1400, 4, true);
  expect(route.hops.map(({ rule }) => rule)).toContain('adjacent.write-discarded');
  expect(verdict.detail).toContain('The PBA shares the page');
  expect(explain(0x1400, 4, true)).toEqual({ route, verdict });
});
