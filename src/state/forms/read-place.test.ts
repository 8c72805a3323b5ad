import { expect, it } from 'vitest';
import { layoutOf } from '#model/layout.ts';
import { pbaBytes } from '#model/device.ts';
import { DEVICES } from '#content/devices.ts';
import { isReachable, readPlace } from './read-place.ts';

it('finds the PBA of every device that has one in memory, in whatever BAR, and lets it be accessed', () => {
  const elsewhere = DEVICES.filter(({ description: { msix, bars } }) => {
    const bar = bars.find(({ index }) => index === msix.pba.bar);
    return msix.pba.bar !== msix.table.bar && bar?.kind === 'memory' && bar.address === null;
  });
  expect(elsewhere.map(({ description }) => description.id)).toContain('15b7:5006');
  for (const { description } of DEVICES) {
    const { msix, bars } = description;
    if (bars.find(({ index }) => index === msix.pba.bar)?.kind !== 'memory') continue;
    const layout = layoutOf(description);
    const place = readPlace('pba[0]', layout);
    if (!place.ok) throw new Error(`${description.name}: ${place.error}`);
    expect(place.value).toBe(layout.pbaStart);
    expect(isReachable(layout, place.value, place.value + pbaBytes(layout.entries))).toBe(true);
  }
});

it('reads an offset quoted with its BAR, and says which BAR there is not', () => {
  const { description } = DEVICES.find((device) => device.description.id === '15b7:5006')!;
  const layout = layoutOf(description);
  expect(
    readPlace(`BAR ${description.msix.pba.bar} +0x${description.msix.pba.offset.toString(16)}`, layout),
  ).toEqual({
    ok: true,
    value: layout.pbaStart,
  });
  const none = readPlace('BAR 3 +0x10', layout);
  expect(none.ok ? '' : none.error).toContain('no memory BAR 3');
});
