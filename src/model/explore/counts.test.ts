import { describe, expect, it } from 'vitest';
import { DESIGNS, designById } from '../designs/catalogue.ts';
import { PROPERTIES } from '../properties/all.ts';
import { searchCells } from './matrix.ts';
import { SETTINGS, settingById } from './settings.ts';

/** States, transitions and depth of whole searches. Literal: they are the same on every machine and in every run. */
const COUNTS: readonly (readonly [setting: string, design: string, counts: string])[] = [
  ['driver', 'xen-4.18--qemu-devmem', '2492 28944 14'],
  ['driver', 'xen-head--qemu-latch', '293 3408 7'],
  ['fresh table', 'xen-head--qemu-latch', '1394 16300 11'],
  ['fresh table', 'dm-owns-mask--qemu-owns-mask', '761 8944 9'],
  ['two vectors', 'dm-owns-mask--qemu-owns-mask', '840 8184 11'],
  ['two vectors', 'vpci-head--hwdom', '532 5260 11'],
  ['partial unbind', 'vpci-head--hwdom', '10 48 6'],
  ['partial unbind', 'xen-4.18--qemu-devmem', '33 156 6'],
  ['any guest', 'xen-4.18--qemu-devmem', '3408 68160 13'],
  ['any guest', 'xen-head--qemu-latch', '534 10680 8'],
  ['neighbours', 'xen-head--qemu-latch', '26 312 6'],
  ['neighbours', 'dm-owns-mask--qemu-owns-mask', '60 360 7'],
  ['neighbours, bound', 'dm-owns-mask--qemu-owns-mask', '80 928 8'],
  ['neighbours, bound', 'vpci-head--hwdom', '160 1888 10'],
  ['shared page', 'vpci-head--hwdom', '150 1950 9'],
  ['shared page', 'xen-4.18--qemu-devmem', '26 338 6'],
  ['shared page, bound', 'xen-4.18--qemu-devmem', '3 24 2'],
  ['shared page, bound', 'xen-head--qemu-latch', '6 48 3'],
  ['hostile device model', 'xen-head--qemu-latch', '13516 182448 17'],
  ['hostile device model', 'dm-owns-mask--qemu-owns-mask', '8348 146784 13'],
  ['hostile device model, shared page', 'dm-owns-mask--qemu-owns-mask', '1652 28084 15'],
  ['hostile device model, shared page', 'vpci-head--hwdom', '8 136 3'],
  ['events', 'xen-4.18--qemu-devmem', '460 3092 18'],
  ['events', 'xen-head--qemu-latch', '588 3780 16'],
  ['waiting', 'xen-head--qemu-latch', '780 3892 15'],
  ['waiting', 'dm-owns-mask--qemu-owns-mask', '792 3924 20'],
  ['not prepared', 'dm-owns-mask--qemu-owns-mask', '72 352 7'],
  ['not prepared', 'vpci-head--hwdom', '30 240 7'],
  ['moving BAR', 'vpci-head--hwdom', '80 636 8'],
  ['moving BAR', 'xen-4.18--qemu-devmem', '1126 8830 12'],
];

const countsOf = (settingId: string, designId: string): string => {
  const design = designById(designId);
  const setting = settingById(settingId);
  if (!design.ok || !setting) throw new Error(`${settingId} ${designId}`);
  const cell = searchCells(setting, design.value, PROPERTIES).find((one) => one.verdict !== 'not-applicable');
  return `${cell?.states} ${cell?.transitions} ${cell?.depth}`;
};

describe('the counts of a search', () => {
  it.each(COUNTS)('of “%s” under %s are %s', (setting, design, counts) => {
    expect(countsOf(setting, design)).toBe(counts);
  });

  it('of the default matrix add up, and no bound stops it', () => {
    let states = 0;
    let transitions = 0;
    for (const design of DESIGNS)
      for (const setting of SETTINGS) {
        const cells = searchCells(setting, design, PROPERTIES);
        expect(cells.some(({ verdict }) => verdict === 'stopped')).toBe(false);
        const searched = cells.find(({ verdict }) => verdict !== 'not-applicable');
        states += searched?.states ?? 0;
        transitions += searched?.transitions ?? 0;
      }
    expect({ states, transitions }).toEqual({ states: 357061, transitions: 4394897 });
  }, 60_000);
});
