import { expect, it } from 'vitest';
import { layoutOf } from '#model/layout.ts';
import { DEVICES } from '#content/devices.ts';
import { draftOf, NEW_BAR, readDraft, type DeviceDraft } from './device-draft.ts';

const { description: base } = DEVICES[0]!;
const read = (change: Partial<DeviceDraft>) => readDraft({ ...draftOf(base), ...change }, base);
const bar = (change: Partial<typeof NEW_BAR>) => ({ ...NEW_BAR, ...change });

it('gives every device of the catalogue back as it was', () => {
  for (const { description } of DEVICES)
    expect(readDraft(draftOf(description), description).device, description.name).toEqual(description);
});

it('takes hex and decimal', () => {
  expect(read({ tableOffset: '8192' }).device?.msix.table.offset).toBe(0x2000);
  expect(read({ tableOffset: '0x2000' }).device?.msix.table.offset).toBe(8192);
});

it('makes no device of what cannot be read or held by the capability', () => {
  const cases: [Partial<DeviceDraft>, string, RegExp][] = [
    [{ entries: '2049' }, 'entries', /11 bits/],
    [{ entries: '' }, 'entries', /Nothing is given/],
    [{ tableOffset: 'ff0' }, 'tableOffset', /0x in front/],
    [{ tableBar: '8' }, 'tableBar', /3 bits/],
    [{ pbaOffset: '0x100000000' }, 'pbaOffset', /32 bits/],
    [{ id: '8086' }, 'id', /four hex digits/],
    [{ bars: [bar({ index: '6' })] }, 'bars.0.index', /0 to 5/],
    [{ bars: [bar({}), bar({})] }, 'bars.1.index', /listed already/],
  ];
  for (const [change, field, sentence] of cases) {
    const { device, problems } = read(change);
    expect(device, field).toBeNull();
    expect(problems).toEqual([
      { field, kind: 'unreadable', sentence: expect.stringMatching(sentence) as string },
    ]);
  }
});

it('makes a device of what contradicts itself, and names the rule', () => {
  const cases: [Partial<DeviceDraft>, string, RegExp][] = [
    [{ tableOffset: '0x2004' }, 'tableOffset', /multiples of 8/],
    [{ tableBar: '3' }, 'tableBar', /does not show/],
    [{ pbaBar: '7' }, 'pbaBar', /reserved/],
    [{ pbaOffset: '0x2010' }, 'pbaOffset', /overlap/],
    [{ tableOffset: '0x3ff8' }, 'tableOffset', /past the end/],
    [{ bars: [bar({ size: '0x5000' })] }, 'bars.0.size', /power of two/],
    [{ bars: [bar({ address: '0x1000' })] }, 'bars.0.address', /naturally aligned/],
    [{ bars: [bar({}), bar({ index: '1' })] }, 'bars.1.index', /upper half/],
    [{ bars: [bar({}), bar({ index: '5' })] }, 'bars.1.width', /none after BAR 5/],
    [
      { bars: [bar({}), bar({ index: '2', kind: 'io', size: '512', width: '32' })] },
      'bars.1.size',
      /256 ports/,
    ],
  ];
  for (const [change, field, sentence] of cases) {
    const { device, problems } = read(change);
    expect(device, field).not.toBeNull();
    expect(() => layoutOf(device!)).not.toThrow();
    const found = problems.filter((problem) => problem.field === field);
    expect(found.map((problem) => problem.sentence).join(' '), field).toMatch(sentence);
    expect(found.every(({ kind }) => kind === 'contradiction')).toBe(true);
  }
});

it('keeps named registers whatever else is changed', () => {
  expect(read({ tableOffset: '0x1000' }).device?.registers).toBe(base.registers);
  expect(read({ id: '' }).device?.registers).toBe(base.registers);
});
