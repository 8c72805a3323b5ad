import { barRules } from '#model/bar-rules.ts';
import type { Layout } from '#model/layout.ts';
import { hex } from '#model/base/hex.ts';
import { sizeText } from './words.ts';

/** `BAR 0, 16 KiB, 64-bit` and `at 0xfebf0000`, with what was assumed said. */
export function barTitle(layout: Layout): { readonly name: string; readonly place: string } {
  const { device, barSize, barSizeAssumed, base, baseAssumed } = layout;
  const { bar } = device.msix.table;
  const found = device.bars.find(({ index }) => index === bar);
  const width = found?.width ? `, ${found.width}-bit` : '';
  return {
    name: `BAR ${bar}, ${barSizeAssumed ? 'at least ' : ''}${sizeText(barSize)}${width}`,
    place: `at ${hex(base)}${baseAssumed ? ' (assumed)' : ''}`,
  };
}

/** True when nobody told how far that BAR is from the table's. */
export const isPlaceAssumed = ({ barPlaces }: Layout, bar: number): boolean =>
  barPlaces.some(({ index, assumed }) => index === bar && assumed);

/** What a reader must know of the layout before believing the picture, a sentence each; contradictions first. */
export function layoutNotes(layout: Layout): { readonly contradiction: boolean; readonly text: string }[] {
  const { table, pba } = layout.device.msix;
  const { bars } = layout.device;
  const untold = [table.bar, pba.bar].filter((at) =>
    bars.some(({ index, address }) => index === at && address === null),
  );
  const broken = barRules(bars).map(({ bar, sentence }) => `BAR ${bars[bar]?.index}: ${sentence}`);
  const notes = [...layout.contradictions.map(({ sentence }) => sentence), ...broken].map((text) => ({
    contradiction: true,
    text,
  }));
  if (layout.classes.includes('other-bar-same-page'))
    notes.push({
      contradiction: false,
      text: `BAR ${table.bar} and BAR ${pba.bar} share one physical page, so the PBA in BAR ${pba.bar} is on the table's page.`,
    });
  else if (layout.pbaStart === null)
    notes.push({
      contradiction: false,
      text: isApart(layout)
        ? `The PBA is in BAR ${pba.bar} at ${hex(pba.offset)}. I/O ports have addresses of their own, so it has no distance from the table and is not drawn.`
        : `${missingBar(layout)}, so the PBA has no place and is not drawn.`,
    });
  else if (isPlaceAssumed(layout, pba.bar))
    notes.push({
      contradiction: false,
      text: `The PBA is in BAR ${pba.bar}. Where ${untold.map((index) => `BAR ${index}`).join(' and ')} ${untold.length === 1 ? 'lies' : 'lie'} is not told, so the distance between the two is assumed.`,
    });
  return notes;
}

/** Which of the two BARs is not there as memory. */
function missingBar({ device: { bars, msix } }: Layout): string {
  const isThere = (bar: number) => bars.some(({ index, kind }) => index === bar && kind === 'memory');
  return isThere(msix.table.bar)
    ? `No memory BAR ${msix.pba.bar} is there to hold the PBA`
    : `No memory BAR ${msix.table.bar} is there to hold the table`;
}

/** Table and PBA are said to be in two BARs, one of which is I/O ports. */
function isApart({ contradictions }: Layout): boolean {
  return contradictions.some(({ code }) => code === 'pba-bar-io' || code === 'table-bar-io');
}
