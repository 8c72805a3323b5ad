import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vectorOf } from '#vectors/read-vector.ts';
import { compareDesigns, type Comparison } from './compare.ts';
import { RECORDED_WORLD, type Design } from './context.ts';
import { DESIGNS, designNamed } from './designs/catalogue.ts';
import { layoutOf } from './layout.ts';
import { Observer } from './observer.ts';
import type { Scenario } from './scenario.ts';
import { StateDifference } from './state-difference.ts';
import { anyStory } from './testing/arbitraries.ts';

const fixture = new URL('../vectors/fixtures/curated--xen-4.19--qemu-latch.jsonl.gz', import.meta.url);
const curated: Scenario[] = gunzipSync(readFileSync(fixture))
  .toString('utf8')
  .trim()
  .split('\n')
  .map((line) => {
    const vector = vectorOf(JSON.parse(line));
    if (!vector.ok) throw new Error(vector.error.what);
    const { id, device, registers, steps } = vector.value;
    return { name: id, note: '', device, registers, steps };
  });

const withLatch = (xen: string): Design => {
  const design = designNamed(xen, 'qemu-latch');
  if (!design.ok) throw new Error(design.error);
  return design.value;
};

const compared = (a: string, b: string): Map<string, Comparison> =>
  new Map(curated.map((s) => [s.name, compareDesigns(s, withLatch(a), withLatch(b), RECORDED_WORLD)]));

/** What an onlooker can tell: a value, a write that reaches the device, or a state that is not the same at the end. */
const tellsApart = ({ counts, leftOver }: Comparison) => counts.value + counts.hardware + leftOver > 0;

/** The first step at which values or writes to the device differ, from 0. */
const firstVisible = (comparison: Comparison | undefined) =>
  comparison?.differences.find(({ kinds }) => kinds.includes('value') || kinds.includes('hardware'));

describe('two designs on the recorded scenarios', () => {
  it.each([
    ['xen-4.18', 'xen-v1', 50],
    ['xen-4.18', 'xen-64b21662', 52],
    ['xen-4.18', 'xen-4.19', 53],
    ['xen-4.18', 'xen-head', 55],
    ['xen-4.19', 'xen-head', 6],
  ])('%s and %s differ in as many of the 90 as the recordings do: %d', (a, b, count) => {
    expect([...compared(a, b).values()].filter(tellsApart)).toHaveLength(count);
  });

  it('part where the recordings part, with the same values', () => {
    const found = compared('xen-4.18', 'xen-4.19');
    const cases: [string, number, string][] = [
      ['q01-quad-program', 5, 'the guest gets 0x100004041 under xen-4.18, 0x4041 under xen-4.19'],
      [
        's06-straddle-end',
        7,
        'the guest gets 0xffffffff00000001 under xen-4.18, 0xffffffff00000000 under xen-4.19',
      ],
      [
        'r08-rep-adjacent',
        6,
        'the device receives nothing under xen-4.18, W4 +0x2100 = 0x1, W4 +0x2104 = 0x2,',
      ],
      ['r14-rep-registers-into-table', 6, 'W4 +0x27f8 = 0x61, W4 +0x27fc = 0x62 under xen-4.19'],
      ['a07-page-end', 6, 'the guest gets 0xffffffff under xen-4.18, 0xe0e0e0e0 under xen-4.19'],
      ['a10-after-disable', 6, 'the device receives nothing under xen-4.18, W4 +0x2100 = 0x1 under xen-4.19'],
      ['d09-toggle-enable-only', 8, 'the guest gets 0x1 under xen-4.18, 0x0 under xen-4.19'],
      ['p05-before-table-bound', 6, 'the guest gets 0x0 under xen-4.18, 0x5 under xen-4.19'],
    ];
    for (const [name, index, words] of cases) {
      const first = firstVisible(found.get(name));
      expect([name, first?.index]).toEqual([name, index]);
      expect(first?.sentence).toContain(words);
      expect(first?.sentence).toMatch(new RegExp(`^step ${index + 1}, `));
    }
  });

  it('agree under the same design', () => {
    for (const comparison of compared('xen-4.19', 'xen-4.19').values())
      expect(comparison).toMatchObject({ differences: [], first: null, leftOver: 0 });
  });

  it('a lost write is said in words', () => {
    const sentences = compared('xen-4.18', 'xen-4.19')
      .get('o04-ax210')!
      .differences.map((d) => d.sentence);
    expect(sentences.find((text) => text.includes('W4 +0x2804'))).toMatch(
      /^step 9, W4 \+0x2804 = 0xffffffff: lost under xen-4\.18, written, then also sent to QEMU under xen-4\.19; /,
    );
  });
});

it('looks near an access and still sees every difference in the state', () => {
  fc.assert(
    fc.property(
      anyStory,
      fc.constantFrom(...DESIGNS),
      fc.constantFrom(...DESIGNS),
      ({ device, steps }, a, b) => {
        const layout = layoutOf(device);
        const left = new Observer(a, layout, { registers: new Map() }, RECORDED_WORLD);
        const right = new Observer(b, layout, { registers: new Map() }, RECORDED_WORLD);
        const states = new StateDifference(layout, left.state);
        for (const step of steps) {
          left.run(step);
          right.run(step);
          states.after(step, left.state, right.state);
          const whole = new StateDifference(layout, left.state);
          whole.after({ op: 'disable' }, left.state, right.state);
          const registers = new Set(
            [...left.state.hardware.registers, ...right.state.hardware.registers].map(([i]) => i),
          );
          const parted = [...registers].filter(
            (i) =>
              (left.state.hardware.registers.get(i) ?? 0) !== (right.state.hardware.registers.get(i) ?? 0),
          );
          expect(states.count).toBe(whole.count + parted.length);
        }
      },
    ),
  );
});
