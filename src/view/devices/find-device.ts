import { hex } from '#model/base/hex.ts';
import type { DeviceDescription } from '#model/device.ts';

/** `16 entries · table BAR 0 +0x2000 · PBA BAR 0 +0x3000`. */
export function placesOf({ msix }: DeviceDescription): string {
  const { entries, table, pba } = msix;
  const place = (what: string, { bar, offset }: { bar: number; offset: number }) =>
    `${what} BAR ${bar} +${hex(offset)}`;
  return `${entries} ${entries === 1 ? 'entry' : 'entries'} · ${place('table', table)} · ${place('PBA', pba)}`;
}

/** `8086:2725`, and both halves as a register dump writes them: `0x8086`. */
function idWords(id: string | null): string {
  if (id === null) return '';
  const [vendor = '', device = ''] = id.split(':');
  return `${id} ${vendor}${device} 0x${vendor} 0x${device}`;
}

/** True when each of `words` stands in what is shown of the device: name, id, entries, places, remark. */
export function isFound(device: DeviceDescription, note: string | null, words: readonly string[]): boolean {
  const text = `${device.name} ${idWords(device.id)} ${placesOf(device)} ${note ?? ''}`.toLowerCase();
  return words.every((word) => text.includes(word.toLowerCase()));
}
