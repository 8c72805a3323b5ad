/** The first line of a device: `[domain:]bus:device.function class: name [vvvv:dddd] (rev xx) (prog-if xx [name])`. */

export interface DeviceHeader {
  /** `[domain:]bus:device.function`, lower case, with the domain as the text has it; null from -P, which tells no bus. */
  readonly slot: string | null;
  /** `vvvv:dddd`, lower case, or null when the line does not say it (lspci without -nn). */
  readonly id: string | null;
  /** Vendor and device as told, without id and revision; null for a bare "Device". */
  readonly name: string | null;
}

/**
 * The function is one digit 0 to 7 from lspci; two hex digits are let through for tools that print ARI functions.
 * -P and -PP print the way through the bridges: `00:1c.5/00.0`, `00:1c.5/02:00.0`.
 */
const SLOT =
  /^((?:[0-9a-f]{4,8}:)?)([0-9a-f]{2}:[0-9a-f]{2}\.[0-9a-f]{1,2}(?:\/(?:[0-9a-f]{2}:)?[0-9a-f]{2}\.[0-9a-f]{1,2}){0,16})$/i;
/** Class names begin with a capital or a digit ("PCI bridge", "3D controller"), numeric classes (`-n`) are digits. */
const CLASS_AND_NAME = /^[A-Z0-9][^:"]{1,79}: ?(.{1,1900})$/;
/** As `CLASS_AND_NAME`, for names in another language or of another list of ids. */
const ANY_CLASS_AND_NAME = /^[^:"]{1,80}: ?(.{1,1900})$/;
/** What lspci prints for a device with no class it can name, as when decoding a hex dump: `00:04.0 Device`. */
const BARE_DEVICE = /^(?:Class [0-9a-f]{4}|Device)$/;
/** What people write at the end of the line: that something was left out, or an arrow with a remark. */
const REMARK = / ?(?:\.{3,}|\[\.{2,}\]|<snip>|\[snip\]|(?:<[-=]|←).*)$/i;

/** The header in `text`, or null when `text` does not begin a device. */
export function parseHeader(text: string): DeviceHeader | null {
  return parse(text, CLASS_AND_NAME);
}

/**
 * The header in a line of which only the slot is sure, as the lines after it show. Null when it does not even begin
 * with a slot. A class no list knows ends at the first colon; without one, all of it is the name.
 */
export function parseUnknownHeader(text: string): DeviceHeader | null {
  if (!beginsWithSlot(text)) return null;
  return parse(text, ANY_CLASS_AND_NAME) ?? parse(text.replace(' ', ' ?: '), ANY_CLASS_AND_NAME);
}

/** True for a line that begins `04:00.0 `: whatever follows, it is not about the device before. */
export function beginsWithSlot(text: string): boolean {
  const blank = text.indexOf(' ');
  return blank > 0 && text.length < 2048 && isSlot(text.slice(0, blank));
}

/** True when nothing but a slot stands in `text`. */
export function isSlot(text: string): boolean {
  return text.length < 200 && SLOT.test(text);
}

/** True when `text`, a header, has come to its end: what follows is not the rest of a name. */
export function isWholeHeader(text: string): boolean {
  return / (?:\[[0-9a-f]{4}:[0-9a-f]{4}\]|\(rev [0-9a-f]{2}\)|\(prog-if [0-9a-f]{2}(?: \[[^\]]*\])?\))$/i.test(
    text,
  );
}

/** `slot` with its domain, so that `04:00.0` and `0000:04:00.0` compare equal. */
export function fullSlot(slot: string): string {
  return /^[0-9a-f]{4,8}:/.test(slot) ? slot : `0000:${slot}`;
}

function parse(text: string, classAndName: RegExp): DeviceHeader | null {
  const blank = text.indexOf(' ');
  if (blank < 0 || !isSlot(text.slice(0, blank))) return null;
  const slot = slotOf(text.slice(0, blank));
  const rest = text.slice(blank + 1);
  if (BARE_DEVICE.test(rest)) return { slot, id: null, name: null };
  const name = classAndName.exec(rest)?.[1];
  return name === undefined ? null : { slot, ...splitName(name) };
}

function slotOf(text: string): string | null {
  const [, domain = '', path = ''] = SLOT.exec(text) ?? [];
  const last = path.slice(path.lastIndexOf('/') + 1);
  return last.includes(':') ? (domain + last).toLowerCase() : null;
}

function splitName(text: string): { id: string | null; name: string | null } {
  const named = text
    .replace(REMARK, '')
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
