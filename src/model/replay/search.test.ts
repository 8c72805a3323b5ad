import path from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bytesOf, FIXTURES, traceOf } from '#import/testing/trace-files.ts';
import { fittingDevices } from '#import/traces/geometry.ts';
import { planReplay } from '#import/traces/plan.ts';
import { DESIGNS } from '../designs/catalogue.ts';
import { regionAt } from '../layout.ts';
import { heatOf } from './heat.ts';
import { Replay, REPLAY_OUTCOMES } from './replay.ts';
import { ANYTHING, Search, type TraceQuery } from './search.ts';

function replayed(name: string): { replay: Replay; time: Float64Array } {
  const trace = traceOf(bytesOf(path.join(FIXTURES, name)));
  const { description } = fittingDevices(trace, [], [])[0]!;
  const replay = new Replay(planReplay(trace, [description]).devices[0]!.plan, DESIGNS[0]!);
  replay.advance(Infinity);
  return { replay, time: trace.accesses.time };
}

const { replay, time } = replayed('mmiotrace/nvme-load-io-unload.txt');
const { layout, rows, source } = replay.plan;

function find(query: Partial<TraceQuery>): number[] {
  const found: number[] = [];
  new Search(replay, time, { ...ANYTHING, ...query }).collect(0, replay.length, found);
  return found;
}

/** The same, said plainly, for accesses of 4 bytes that are aligned. */
function plainly({ offset, region, entry, write, size, value, outcome, time: when }: TraceQuery): number[] {
  return [...rows.keys()].filter((position) => {
    const row = rows[position]!;
    const at = source.address[row]! - layout.base;
    const step = replay.stepAt(position);
    const seconds = time[row]!;
    return (
      (offset === null || (at + 3 >= offset.from && at <= offset.to)) &&
      (region === null || region === regionAt(layout, at)) &&
      (entry === null || Math.floor((at - layout.tableStart) / 16) === entry) &&
      (write === null || write === (step.op === 'write')) &&
      (size === null || size === source.size[row]) &&
      (value === null || (BigInt(source.lo[row]!) >= value.from && BigInt(source.lo[row]!) <= value.to)) &&
      (outcome === null || outcome === REPLAY_OUTCOMES[replay.outcomes[position]!]) &&
      (when === null || (seconds >= when.from && seconds <= when.to))
    );
  });
}

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 2 });
const range = (most: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: most }), fc.integer({ min: 0, max: most }))
    .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));

it('finds what a plain reading of the query finds', () => {
  const first = time[rows[0]!]!;
  fc.assert(
    fc.property(
      fc.record({
        offset: maybe(range(0x3000)),
        region: maybe(fc.constantFrom('table' as const, 'plain' as const, 'adjacent' as const)),
        entry: maybe(fc.integer({ min: 0, max: 66 })),
        write: maybe(fc.boolean()),
        size: maybe(fc.constantFrom(4, 8)),
        value: maybe(range(2).map(({ from, to }) => ({ from: BigInt(from), to: BigInt(to) }))),
        outcome: maybe(fc.constantFrom(...REPLAY_OUTCOMES)),
        time: maybe(range(3).map(({ from, to }) => ({ from: first + from, to: first + to }))),
      }),
      (query) => {
        expect(find(query)).toEqual(plainly(query));
      },
    ),
    { numRuns: 200 },
  );
});

it('finds an access across a border in both regions, and in both entries', () => {
  const plan = {
    ...replay.plan,
    source: {
      length: 1,
      address: Float64Array.of(layout.base + layout.tableEnd - 4),
      size: Uint8Array.of(8),
      flags: Uint8Array.of(1),
      lo: Uint32Array.of(1),
      hi: Uint32Array.of(2),
    },
    rows: Uint32Array.of(0),
    messages: new Uint32Array(),
    config: [],
  };
  const one = new Replay(plan, DESIGNS[0]!);
  one.advance(Infinity);
  const finds = (query: Partial<TraceQuery>) =>
    new Search(one, Float64Array.of(NaN), { ...ANYTHING, ...query }).matches(0);
  expect([finds({ region: 'table' }), finds({ region: 'adjacent' }), finds({ region: 'pba' })]).toEqual([
    true,
    true,
    false,
  ]);
  expect([finds({ entry: layout.entries - 1 }), finds({ entry: 0 })]).toEqual([true, false]);
  // Neither a time nor a value is known of it.
  expect([finds({ time: { from: 0, to: 1e9 } }), finds({ value: { from: 0n, to: 1n << 64n } })]).toEqual([
    false,
    false,
  ]);
});

it('counts every access once, on its page', () => {
  const pages = heatOf(replay, null);
  expect(pages.reduce((sum, { total }) => sum + total, 0)).toBe(replay.length);
  for (const { start, reads, writes, total } of pages) {
    expect(find({ offset: { from: start, to: start + 4095 } })).toHaveLength(total);
    for (let cell = 0; cell < 256; cell += 17) {
      const offset = { from: start + 16 * cell, to: start + 16 * cell + 15 };
      expect(
        [find({ offset, write: false }), find({ offset, write: true })].map(({ length }) => length),
      ).toEqual([reads[cell], writes[cell]]);
    }
  }
  const entry = Uint32Array.from(find({ entry: 0 }));
  expect(heatOf(replay, entry).map(({ start, total }) => [start, total])).toEqual([[0x2000, entry.length]]);
});
