import { expect, it } from 'vitest';
import type { DeviceDescription } from '#model/device.ts';
import { layoutOf } from '#model/layout.ts';
import { SMALL_DEVICE } from '#model/testing/small-device.ts';
import { DEVICES } from '#content/devices.ts';
import { barStrip } from './bar-strip.ts';
import { layoutNotes } from './notes.ts';
import { pageRuns, pageSpan } from './zones.ts';

const notesOf = (change: Partial<DeviceDescription>) => layoutNotes(layoutOf({ ...SMALL_DEVICE, ...change }));
const table = (offset: number): Partial<DeviceDescription> => ({
  msix: { ...SMALL_DEVICE.msix, table: { ...SMALL_DEVICE.msix.table, offset } },
});

it('says where a table is drawn whose offset has low bits', () => {
  expect(notesOf(table(0x2003)).map(({ text }) => text)).toContain(
    'The table offset 0x2003 is not a multiple of 8. Its low bits are dropped: the table is taken to begin at 0x2000.',
  );
  expect(layoutOf({ ...SMALL_DEVICE, ...table(0x2003) }).tableStart).toBe(0x2000);
  expect(notesOf(table(0x2004)).map(({ text }) => text)).toContain(
    'The table offset 0x2004 is not a multiple of 8.',
  );
});

it('tells on the map which rule a BAR breaks, not only in the form', () => {
  const [bar] = SMALL_DEVICE.bars;
  const broken = notesOf({ bars: [{ ...bar!, size: 0x5000, address: 0xf2001000 }] });
  expect(broken.map(({ text }) => text)).toEqual([
    `BAR ${bar!.index}: 0x5000 is no power of two: a BAR decodes as many address bits as its size has.`,
    `BAR ${bar!.index}: 0xf2001000 is not a multiple of the size 0x5000: BARs are naturally aligned.`,
  ]);
  expect(broken.every(({ contradiction }) => contradiction)).toBe(true);
});

it('finds no broken BAR among the devices of the catalogue', () => {
  for (const { description } of DEVICES) {
    const layout = layoutOf(description);
    const said = layoutNotes(layout).filter(({ contradiction }) => contradiction);
    expect(said, description.name).toHaveLength(layout.contradictions.length);
  }
});

it('draws a PBA in another BAR whose place nobody told, and says that the place is assumed', () => {
  const device = DEVICES.find(({ description }) => description.id === '15b7:5006')!.description;
  const layout = layoutOf(device);
  expect(layout.pbaStart).not.toBeNull();
  expect(pageRuns(layout)).toHaveLength(2);
  expect(layoutNotes(layout).map(({ text }) => text)).toEqual([expect.stringMatching(/is assumed\.$/)]);
  const strip = barStrip(layout, pageSpan(layout, layout.tableFirstPage), null, 300, { font: 13, char: 7.8 });
  expect(strip.bars.map(({ label }) => label)).toEqual(['BAR 0', 'BAR 4 (assumed)']);
  expect(strip.parts.map(({ kind }) => kind)).toContain('pba');
});
