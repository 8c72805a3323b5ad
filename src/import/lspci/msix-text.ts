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
  /** A place line is there, but was cut or has too few digits to be read. */
  readonly unreadable: readonly ('table' | 'PBA')[];
}

const MSIX = /^(?:Capabilities: ?)?(?:\[[0-9a-f]{1,3}(?: v\d{1,2})?\] ?)?MSI-X\b/i;

/** True for a capability record that is MSI-X (and not one that mentions "MSI 00"). */
export function isMsix(text: string): boolean {
  return MSIX.test(text);
}

/** Reads a capability record for which `isMsix` holds. `isLast`: the text may be cut inside a number. */
export function parseMsix(text: string, line: number, isLast: boolean): MsixText {
  const count = /\b(?:Count|TabSize)=(\d{1,6})(?!\d)/i.exec(text);
  const countWasCut =
    isLast && count !== null && count.index + count[0].length >= text.length && !/TabSize/i.test(text);
  const table = placeOf(text, /Vector table: ?BAR=(\d{1,2}) offset=([0-9a-f]{1,16})(?![0-9a-f])/i, isLast);
  const pba = placeOf(text, /PBA: ?BAR=(\d{1,2}) offset=([0-9a-f]{1,16})(?![0-9a-f])/i, isLast);
  const unreadable: ('table' | 'PBA')[] = [];
  if (table === null && /Vector table:/i.test(text)) unreadable.push('table');
  if (pba === null && /PBA:/i.test(text)) unreadable.push('PBA');
  return {
    line,
    entries: count?.[1] === undefined || countWasCut ? null : Number(count[1]),
    enabled: signOf(/Enable ?([+-])/.exec(text)),
    masked: signOf(/Mask(?:ed)? ?([+-])/.exec(text)),
    table,
    pba,
    unreadable,
  };
}

/** lspci prints eight digits; fewer at the very end of a text mean that the text was cut there. */
function placeOf(text: string, pattern: RegExp, isLast: boolean): BarOffset | null {
  const found = pattern.exec(text);
  const [whole = '', bar, digits] = found ?? [];
  if (found === null || bar === undefined || digits === undefined) return null;
  if (isLast && digits.length < 8 && found.index + whole.length >= text.length) return null;
  const offset = Number.parseInt(digits, 16);
  return offset > 0xffffffff ? null : { bar: Number(bar), offset };
}

function signOf(found: RegExpExecArray | null): boolean | null {
  return found === null ? null : found[1] === '+';
}
