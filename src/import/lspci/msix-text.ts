/**
 * The MSI-X capability as lspci prints it:
 *   Capabilities: [80] MSI-X: Enable+ Count=16 Masked-
 *     Vector table: BAR=0 offset=00002000
 *     PBA: BAR=0 offset=00003000
 * Before pciutils 3.1 the first line read `MSI-X: Enable- Mask- TabSize=10`; TabSize is the count as well.
 */
import type { BarOffset } from '#model/device.ts';

/** What a source told of the capability. Null: not told. */
export interface MsixFacts {
  readonly entries: number | null;
  readonly enabled: boolean | null;
  readonly masked: boolean | null;
  readonly table: BarOffset | null;
  readonly pba: BarOffset | null;
}

export interface MsixText extends MsixFacts {
  readonly line: number;
  /** Where the capability stands in configuration space, bytes; null when the line does not tell. */
  readonly at: number | null;
  /** A place line is there, but was cut or has too few digits to be read. */
  readonly unreadable: readonly ('table' | 'PBA')[];
}

/** Without its place the capability needs what follows: people write "MSI-X: …" in their own sentences. */
const MSIX =
  /^(?:Capabilities: ?)?(?:\[([0-9a-f]{1,3})(?: v\d{1,2})?\] ?MSI-X\b|MSI-X: ?(?=Enable|Count|Mask|TabSize|$))/i;
/** Some programs put a mark between thousands: 2,048, 2.048, 2 048. */
const COUNT = /\b(Count|TabSize) ?= ?(\d{1,3}(?:[., '’]\d{3})+|\d{1,6}(?: \d{1,3}(?= Mask))?)(?!\d)/i;
/** The digits may have been broken in two. */
const PLACE = String.raw` ?: ?BAR ?= ?(\d{1,2}) ?offset ?= ?(?:0x)?([0-9a-f]{8}(?![0-9a-f])|[0-9a-f]{1,16}(?![0-9a-z]))(?: ([0-9a-f]{1,7})(?![0-9a-z]))?`;
const TABLE = new RegExp(`Vector table${PLACE}`, 'i');
const PBA = new RegExp(`PBA${PLACE}`, 'i');

/** True for a capability record that is MSI-X (and not one that mentions "MSI 00"). */
export function isMsix(text: string): boolean {
  return MSIX.test(text);
}

/** Reads a capability record for which `isMsix` holds. `isLast`: the text may be cut inside a number. */
export function parseMsix(text: string, line: number, isLast: boolean): MsixText {
  const table = placeOf(text, TABLE, isLast);
  const pba = placeOf(text, PBA, isLast);
  const unreadable: ('table' | 'PBA')[] = [];
  if (table === null && /Vector table:/i.test(text)) unreadable.push('table');
  if (pba === null && /PBA:/i.test(text)) unreadable.push('PBA');
  const at = MSIX.exec(text)?.[1];
  return {
    line,
    at: at === undefined ? null : Number.parseInt(at, 16),
    entries: countOf(text, isLast),
    enabled: signOf(/Enable ?([+-])/i.exec(text)),
    masked: signOf(/Mask(?:ed)? ?([+-])/i.exec(text)),
    table,
    pba,
    unreadable,
  };
}

function countOf(text: string, isLast: boolean): number | null {
  const found = COUNT.exec(text);
  const [whole = '', word = '', digits] = found ?? [];
  if (found === null || digits === undefined) return null;
  const wasCut = isLast && found.index + whole.length >= text.length && word.toLowerCase() === 'count';
  return wasCut ? null : Number(digits.replace(/\D/g, ''));
}

/** lspci prints eight digits; fewer at the very end of a text mean that the text was cut there. */
function placeOf(text: string, pattern: RegExp, isLast: boolean): BarOffset | null {
  const found = pattern.exec(text);
  const [whole = '', bar, shown, rest = ''] = found ?? [];
  if (found === null || bar === undefined || shown === undefined) return null;
  const digits = shown.length + rest.length === 8 ? shown + rest : shown;
  if (isLast && digits.length < 8 && found.index + whole.length >= text.length) return null;
  const offset = Number.parseInt(digits, 16);
  return offset > 0xffffffff ? null : { bar: Number(bar), offset };
}

function signOf(found: RegExpExecArray | null): boolean | null {
  return found === null ? null : found[1] === '+';
}
