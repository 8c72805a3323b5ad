import { editDistance } from '#model/base/nearest.ts';
import type { DeviceDescription } from '#model/device.ts';

/** The devices that a text or link may name instead of spelling them out. */
export type Catalogue = readonly DeviceDescription[];

/** True when both say the same of every BAR, the capability, and every named register. */
export function isSameDevice(a: DeviceDescription, b: DeviceDescription): boolean {
  return a === b || (a.id === b.id && a.name === b.name && fingerprintText(a) === fingerprintText(b));
}

/** How a device is named in a text: by id, by id and name where several share the id, by name, or not at all. */
export function catalogueNames(device: DeviceDescription, catalogue: Catalogue): DeviceName | null {
  const found = catalogue.find((item) => isSameDevice(item, device));
  if (!found) return null;
  const first = catalogue.find((item) => item.id === found.id);
  if (found.id !== null && first === found) return { id: found.id, name: null };
  return { id: found.id, name: found.name };
}

export interface DeviceName {
  readonly id: string | null;
  readonly name: string | null;
}

/** The device that such a name means, or null. */
export function deviceNamed({ id, name }: DeviceName, catalogue: Catalogue): DeviceDescription | null {
  const matches = (item: DeviceDescription) =>
    (id === null || item.id === id.toLowerCase()) && (name === null || item.name === name);
  return catalogue.find(matches) ?? null;
}

/** Names longer than this were not mistyped. */
const LONGEST_NAME = 80;
/** Most devices that are named in the place of one that is not in the catalogue. */
const MOST_NAMED = 3;

/** A sentence that names the devices whose id, or a word of whose name, is near to `wanted`; empty when none is. */
export function deviceMeant(wanted: string, catalogue: Catalogue): string {
  if (wanted.length > LONGEST_NAME) return '';
  const lower = wanted.toLowerCase();
  const near = catalogue
    .flatMap((device) => {
      const words = [device.id ?? '', ...device.name.split(/[^\w:]+/)].filter((word) => word.length > 2);
      const distance = Math.min(...words.map((word) => editDistance(lower, word.toLowerCase())));
      return distance <= Math.max(1, Math.floor(lower.length / 4)) ? [{ device, distance }] : [];
    })
    .sort((a, b) => a.distance - b.distance)
    .slice(0, MOST_NAMED)
    .map(({ device }) => `${device.id ?? 'no id'} (${device.name})`);
  return near.length === 0 ? '' : `Did you mean ${near.join(' or ')}?`;
}

/** All there is to know of a device, as one line: equal for devices that are the same. */
export function fingerprintText({ id, slot, name, bars, msix, registers }: DeviceDescription): string {
  return JSON.stringify([
    id,
    slot,
    name,
    bars.map((b) => [b.index, b.kind, b.address, b.size, b.width, b.prefetchable]),
    [
      msix.entries,
      msix.table.bar,
      msix.table.offset,
      msix.pba.bar,
      msix.pba.offset,
      msix.enabled,
      msix.masked,
    ],
    registers.map((r) => [r.bar, r.offset, r.size, r.name, r.purpose, r.source]),
  ]);
}
