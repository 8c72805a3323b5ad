/** The first line of a device: `[domain:]bus:device.function class: name [vvvv:dddd] (rev xx) (prog-if xx [name])`. */

export interface DeviceHeader {
  /** `[domain:]bus:device.function`, lower case, with the domain as the text has it. */
  readonly slot: string;
  /** `vvvv:dddd`, lower case, or null when the line does not say it (lspci without -nn). */
  readonly id: string | null;
  /** Vendor and device as told, without id and revision; null for a bare "Device". */
  readonly name: string | null;
}

/** The function is one digit 0 to 7 from lspci; two hex digits are let through for tools that print ARI functions. */
const SLOT = /^((?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[0-9a-f]{2}\.[0-9a-f]{1,2}) (.{1,2000})$/i;
/** Class names begin with a capital ("PCI bridge"), numeric classes (`-n`) are four digits. */
const CLASS_AND_NAME = /^(?:[A-Z][^:"]{1,79}|[0-9a-f]{4}): ?(.{1,1900})$/;
/** What lspci prints for a device with no class it can name, as when decoding a hex dump: `00:04.0 Device`. */
const BARE_DEVICE = /^(?:Class [0-9a-f]{4}|Device)$/;

/** The header in `text`, or null when `text` does not begin a device. */
export function parseHeader(text: string): DeviceHeader | null {
  const [, slot, rest] = SLOT.exec(text) ?? [];
  if (slot === undefined || rest === undefined) return null;
  if (BARE_DEVICE.test(rest)) return { slot: slot.toLowerCase(), id: null, name: null };
  const name = CLASS_AND_NAME.exec(rest)?.[1];
  if (name === undefined) return null;
  return { slot: slot.toLowerCase(), ...splitName(name) };
}

/** `slot` with its domain, so that `04:00.0` and `0000:04:00.0` compare equal. */
export function fullSlot(slot: string): string {
  return /^[0-9a-f]{4,8}:/.test(slot) ? slot : `0000:${slot}`;
}

function splitName(text: string): { id: string | null; name: string | null } {
  const named = text
    .replace(/ \(prog-if [0-9a-f]{2}(?: \[.{0,200})?\)$/i, '')
    .replace(/ \(rev [0-9a-f]{2}\)$/i, '')
    .trim();
  const bracketed = / ?\[([0-9a-f]{4}:[0-9a-f]{4})\]$/i.exec(named);
  if (bracketed?.[1] !== undefined) {
    return { id: bracketed[1].toLowerCase(), name: named.slice(0, bracketed.index).trim() || null };
  }
  const numeric = /^(?:Device )?([0-9a-f]{4}:[0-9a-f]{4})$/i.exec(named);
  return { id: numeric?.[1]?.toLowerCase() ?? null, name: named === '' ? null : named };
}
