/** Registers of a device that came from elsewhere, from a catalogue of devices whose registers are known. */
import type { DeviceDescription } from './device.ts';

export interface KnownDevice {
  /** The device, with the registers of its fellow in the catalogue when there is one that has the same layout. */
  readonly device: DeviceDescription;
  /** The fellow whose registers were taken; null when there is none, or it has no known registers. */
  readonly fellow: DeviceDescription | null;
  /** By what it was found: the id, or the name as lspci prints it, when the text has no id. */
  readonly by: 'id' | 'name';
}

/** Words of a name that tell models apart: letters and digits, and no measure ("160MHz", "10GbE", "802.11ax"). */
const MODEL =
  /^(?=.*[a-z])(?=.*\d)(?!\d+(?:\.\d+)?(?:[mg]hz|[mg]bit|[kmgt]i?b|g|gbe|gb\/s|x\d+)$)(?!802\.)[a-z0-9-]{4,}$/;

/**
 * `device` with the registers of `catalogue`: those of the device with the same id, or of the only one whose name
 * fits when the id is not told. Table BAR and offset must be the same, else the registers may be elsewhere.
 */
export function withKnownRegisters(
  device: DeviceDescription,
  catalogue: readonly DeviceDescription[],
): KnownDevice {
  const by = device.id === null ? 'name' : 'id';
  const candidates =
    device.id === null ? byName(device.name, catalogue) : catalogue.filter(({ id }) => id === device.id);
  const [fellow] = candidates;
  const { table } = device.msix;
  if (
    fellow === undefined ||
    candidates.length > 1 ||
    device.registers.length > 0 ||
    fellow.registers.length === 0 ||
    fellow.msix.table.bar !== table.bar ||
    fellow.msix.table.offset !== table.offset
  )
    return { device, fellow: null, by };
  return { device: { ...device, registers: fellow.registers }, fellow, by };
}

/** Devices the name can mean: the same name, "Device 2725" of the same vendor, or the same word of a model. */
function byName(name: string, catalogue: readonly DeviceDescription[]): readonly DeviceDescription[] {
  const plain = name.toLowerCase();
  const same = catalogue.filter((known) => known.name.toLowerCase() === plain);
  if (same.length > 0) return same;
  const [, vendor, number] = /^(.{2,60}?) device ([0-9a-f]{4})$/.exec(plain) ?? [];
  if (vendor !== undefined && number !== undefined)
    return catalogue.filter(
      ({ id, name: known }) => id?.slice(5) === number && known.toLowerCase().startsWith(vendor),
    );
  const words = modelWords(plain);
  return catalogue.filter((known) =>
    modelWords(known.name.toLowerCase()).some((word) => words.includes(word)),
  );
}

function modelWords(name: string): string[] {
  return name.split(/[\s/,()[\]*]+/).filter((word) => MODEL.test(word));
}
