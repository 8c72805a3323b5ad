import { describe, expect, it } from 'vitest';
import { designById } from '../designs/catalogue.ts';
import { searchCells, type Verdict } from '../explore/matrix.ts';
import { SETTINGS } from '../explore/settings.ts';
import { PROPERTIES } from './all.ts';

/** The letters of the list of invariants, and the designs that stand for them. */
const COLUMNS = {
  A: 'xen-4.18--qemu-devmem',
  B: 'series-v2--qemu-latch',
  C: 'dm-owns-mask--qemu-owns-mask',
  D: 'xen-head--qemu-latch',
  E: 'subpage-ro--qemu-own-mapping',
  F: 'vpci-head--hwdom',
} as const;

/** One character a design, A to F: h holds, V fails, - not asked. README.md says where the list of invariants differs. */
const EXPECTED: readonly (readonly [property: string, setting: string, verdicts: string])[] = [
  ['I1', 'driver', 'hhhhhh'],
  ['I1', 'hostile device model', 'hVVVhh'],
  ['I2', 'driver', 'Vhhh--'],
  ['I2', 'events', 'Vhhh--'],
  ['I2', 'waiting', 'Vhhh--'],
  ['I2', 'not prepared', 'Vhhh--'],
  ['I3', 'driver', 'Vhhh--'],
  ['I4', 'driver', 'VVVh-h'],
  ['I4', 'fresh table', 'VVVV-h'],
  ['I5', 'driver', 'VVhh-h'],
  ['I5', 'events', 'VVhV-V'],
  ['I5', 'partial unbind', 'VVhh-h'],
  ['I6', 'driver', 'VVVh-h'],
  ['I6', 'partial unbind', 'VVVh-h'],
  ['I7', 'driver', 'Vhhh-h'],
  ['I8', 'neighbours', 'VVVVVh'],
  ['I8', 'neighbours, bound', 'VhhhVh'],
  ['I8', 'shared page, bound', 'VVVVhh'],
  ['I9', 'neighbours', 'VVVVVh'],
  ['I9', 'neighbours, bound', 'VhhVVh'],
  ['I10', 'hostile device model', 'hVVVh-'],
  ['I10', 'hostile device model, shared page', 'hhhhh-'],
  ['I11', 'shared page', 'hhhhhV'],
  ['I11', 'hostile device model, shared page', 'hhhhhV'],
  ['I11', 'not prepared', 'VVVVVV'],
  ['I12', 'shared page', 'hVVV-h'],
  ['I12', 'shared page, bound', 'hhhh-h'],
  ['I13', 'driver', 'VVhh-h'],
  ['I13', 'waiting', 'VVhh-h'],
  ['I16', 'mixed flags', '--h---'],
  ['I17', 'neighbours', 'VVVhhh'],
  ['I17', 'not prepared', 'VVVhhh'],
  ['I17', 'hostile device model, shared page', 'hhhhhh'],
  ['I18', 'shared page', '-V-hVV'],
  ['I19', 'neighbours, bound', '-h-hhh'],
  ['I20', 'driver', 'VVhV--'],
  ['I20 writes', 'driver', 'Vhhh--'],
];

const LETTERS: Readonly<Record<Verdict, string>> = {
  holds: 'h',
  fails: 'V',
  stopped: '?',
  'not-applicable': '-',
};

type Cells = Map<string, { letter: string; steps: number }>;
const searchedBefore = new Map<string, Cells>();

function verdictsOf(designId: string): Cells {
  const before = searchedBefore.get(designId);
  if (before) return before;
  const design = designById(designId);
  if (!design.ok) throw new Error(design.error);
  const found: Cells = new Map();
  searchedBefore.set(designId, found);
  for (const setting of SETTINGS)
    for (const cell of searchCells(setting, design.value, PROPERTIES))
      found.set(`${cell.property.id} in ${setting.id}`, {
        letter: LETTERS[cell.verdict],
        steps: cell.steps.length,
      });
  return found;
}

describe('the verdicts', () => {
  const found = Object.values(COLUMNS).map(verdictsOf);

  it.each(EXPECTED)('of %s in "%s" are %s', (property, setting, verdicts) => {
    expect(found.map((cells) => cells.get(`${property} in ${setting}`)?.letter).join('')).toBe(verdicts);
  });

  it('come from whole searches', () => {
    for (const cells of found) for (const [name, { letter }] of cells) expect(letter, name).not.toBe('?');
  });

  it('differ before and after the count of references was mended', () => {
    const before = verdictsOf('xen-4.19--qemu-latch');
    const after = verdictsOf('xen-head--qemu-latch');
    const differing = [...after.keys()].filter(
      (name) => before.get(name)?.letter !== after.get(name)?.letter,
    );
    expect(differing).toContain('I6 in partial unbind');
    expect(differing).toContain('I17 in neighbours');
    expect(differing).toContain('I5 in moving BAR');
  });

  /** Cells of other designs that the list of invariants speaks of, with the length of the counterexample. */
  it.each([
    // C with its open points solved: a call that sets just the mask.
    ['dm-owns-mask--qemu-owns-mask-call', 'I4 in driver', 'h'],
    ['dm-owns-mask--qemu-owns-mask-call', 'I6 in driver', 'h'],
    // What an entry without a pirq is taken for is nothing to be wrong about.
    ['xen-head--qemu-devmem', 'I3 in driver', 'h'],
    ['xen-4.18--qemu-devmem', 'I3 in driver', 'V6'],
    ['xen-4.18--qemu-devmem', 'I3 in two vectors', 'V8'],
    // Before ea87662c77, without it.
    ['xen-4.19--qemu-latch', 'I5 in partial unbind', 'V3'],
    ['xen-4.19--qemu-latch', 'I6 in partial unbind', 'V2'],
    // A without /dev/mem, and D with it.
    ['xen-4.18--qemu-latch', 'I12 in shared page', 'V1'],
    ['xen-head--qemu-devmem', 'I12 in shared page', 'h'],
    ['vpci-head--domu', 'I11 in shared page', 'h'],
    ['vpci-head--domu', 'I11 in neighbours', 'h'],
    // An old QEMU works on a new Xen: B and C carry the stale flag of 4.18 along.
    ['series-v2--qemu-devmem', 'I14 in driver', 'V5'],
    ['dm-owns-mask--qemu-devmem', 'I14 in driver', 'V5'],
    ['xen-head--qemu-devmem', 'I14 in driver', 'h'],
    // A new QEMU on an old Xen is the one that reads /dev/mem, for it finds no feature bit; or it ignores that.
    ['xen-4.18--qemu-devmem', 'I15 in driver', 'V5'],
    ['xen-4.18--qemu-latch', 'I15 in driver', 'V5'],
    ['xen-4.18--qemu-owns-mask', 'I15 in driver', 'V5'],
  ])('of %s: %s is %s', (designId, name, verdict) => {
    const cell = verdictsOf(designId).get(name);
    expect(`${cell?.letter}${cell?.letter === 'V' ? cell.steps : ''}`).toBe(verdict);
  });

  it('come with the shortest known sequences', () => {
    const steps = (column: number, name: string) => found[column]?.get(name)?.steps;
    expect(steps(0, 'I2 in events')).toBe(1);
    expect(steps(0, 'I2 in partial unbind')).toBe(1);
    expect(steps(0, 'I2 in not prepared')).toBe(3);
    expect(steps(0, 'I20 in not prepared')).toBe(3);
    expect(steps(0, 'I8 in neighbours')).toBe(1);
    expect(steps(0, 'I8 in neighbours, bound')).toBe(1);
    expect(steps(3, 'I8 in neighbours')).toBe(1);
    expect(steps(3, 'I8 in shared page, bound')).toBe(1);
    expect(steps(3, 'I9 in neighbours, bound')).toBe(1);
    expect(steps(3, 'I12 in shared page')).toBe(1);
    expect(steps(5, 'I11 in shared page')).toBe(1);
    expect(steps(0, 'I17 in neighbours')).toBe(1);
    // Entry 1 is unbound first, which the list counts as set-up.
    expect(steps(0, 'I6 in partial unbind')).toBe(2);
  });
});
