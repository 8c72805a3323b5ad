import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { layoutOf } from '#model/layout.ts';
import { AX210, CATALOGUE } from '../testing/arbitraries.ts';
import { offersAt, type Surroundings } from './complete.ts';
import { parseScenario } from './parse.ts';
import { FIRST_WORDS, helpOn } from './usage.ts';

const device = {
  ...AX210,
  registers: [
    {
      bar: 0,
      offset: 0x2804,
      size: 4,
      name: 'MSIX_FH_INT_MASK',
      purpose: 'which causes are masked',
      source: '',
    },
  ],
};
const around: Surroundings = {
  layout: layoutOf(device),
  catalogue: CATALOGUE,
  views: { route: 'Route', compare: 'Compare' },
};
const at = (line: string) => offersAt(line, line.length, around);
const labels = (line: string) => at(line)?.offers.map(({ label }) => label) ?? [];

describe('what is offered in a scenario text', () => {
  it('are at the start of a line the words that can begin one, each with its form and a sentence', () => {
    const offers = at('  ex')!;
    expect(offers.from).toBe(2);
    for (const word of FIRST_WORDS.filter((one) => one.length > 1)) {
      expect(offers.offers.map(({ label }) => label)).toContain(word);
      expect(helpOn(word)!.meaning, word).toMatch(/^[A-Zd].*\.$/);
    }
    expect(offers.offers.find(({ label }) => label === 'W8')).toEqual({
      label: 'W8',
      text: 'W8 ',
      detail: 'W8 table[0].ctrl = 1',
      about: 'The guest writes 1, 2, 4 or 8 bytes.',
    });
  });

  it.each([
    ['host ', ['mask', 'unmask']],
    ['dm ', ['bind', 'slot', 'unbind']],
    ['dm slot ', ['broken', 'mended']],
    ['state enabled ', ['masked', 'unmasked']],
    ['decode ', ['off', 'on']],
    ['expect seen ', ['xen', 'qemu', 'hardware']],
    ['view ', ['route', 'compare']],
    ['expect lost ', ['under']],
    ['show 12 ', ['design', 'in', 'on', 'view']],
    ['show 12 view ', ['route', 'compare', 'map', 'page']],
    ['show 12: ', []],
    ['notes ', []],
    ['bar 0 0x0 4K ', ['prefetchable', '64-bit', '32-bit']],
    ['rep ', ['W4', 'R4', 'W8', 'R8', 'W2', 'R2', 'W1', 'R1']],
    ['W4 table[0].ctrl = ', []],
    ['raise ', []],
    ['name W', []],
    ['# ', []],
    ['enable # ', []],
    ['device "', []],
  ])('fits what the grammar has there: %j', (line, wanted) => {
    expect([...labels(line)].sort()).toEqual([...wanted].sort());
  });

  it('are the designs wherever one is named, and the outcomes with their words', () => {
    const ids = DESIGNS.map(({ id }) => id);
    for (const line of ['design ', 'design xen-4.18 ', 'expect lost under '])
      expect(labels(line)).toEqual(ids);
    expect(at('expect ')!.offers).toContainEqual(expect.objectContaining({ label: 'lost', detail: 'lost' }));
    expect(labels('expect ')).toEqual(expect.arrayContaining(['value', 'seen', 'unseen', 'device-model']));
  });

  it('are the places of the device, its registers by offset and by name', () => {
    expect(labels('W4 ')).toEqual(
      expect.arrayContaining(['table[0].addr', 'table[7].ctrl', 'pba[0]', '+0x2804']),
    );
    expect(labels('W4 ')).not.toContain('table[12].ctrl');
    expect(labels('R4 table[12')).toContain('table[12].ctrl');
    expect(labels('R4 table[12')).not.toContain('table[16].ctrl');
    expect(at('begin W4 M')!.offers).toContainEqual({
      label: 'MSIX_FH_INT_MASK',
      text: '+0x2804',
      detail: '+0x2804',
      about: 'which causes are masked',
    });
    expect(labels('move bar ')).toEqual([]);
  });

  it('are the devices of the catalogue as a text has to name them', () => {
    expect(at('device 80')!.offers.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['8086:2725', '144d:a808 "NVMe of another size"', '"without an id"']),
    );
    for (const { text } of at('device ')!.offers)
      expect(parseScenario(`device ${text}`, CATALOGUE).problems).toEqual([]);
  });

  it('never throw, and replace what stands before the cursor', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.nat(30), (line, column) => {
        const found = offersAt(line, Math.min(column, line.length), around);
        expect(found?.from ?? 0).toBeLessThanOrEqual(line.length);
      }),
    );
  });
});
