/** The MSI-X capability of one device from the printed lines and from configuration space. */
import { hex } from '#model/base/hex.ts';
import type { BarOffset } from '#model/device.ts';
import type { Diagnostic } from '#import/diagnostics.ts';
import { differ } from './merge-bars.ts';
import type { MsixFacts, MsixText } from './msix-text.ts';

export interface MergedMsix {
  readonly msix: MsixFacts;
  readonly messages: readonly Diagnostic[];
}

const UNKNOWN: MsixFacts = { entries: null, enabled: null, masked: null, table: null, pba: null };

/** Null when neither source has the capability. The text counts where both tell; `line` is for messages. */
export function mergeMsix(text: MsixText | null, bytes: MsixFacts | null, line: number): MergedMsix | null {
  if (text === null && bytes === null) return null;
  const told = text ?? UNKNOWN;
  const dumped = bytes ?? UNKNOWN;
  const at = text?.line ?? line;
  const messages = text === null || bytes === null ? [] : contradictions(text, bytes);
  const msix: MsixFacts = {
    entries: told.entries ?? dumped.entries,
    enabled: told.enabled ?? dumped.enabled,
    masked: told.masked ?? dumped.masked,
    table: told.table ?? dumped.table,
    pba: told.pba ?? dumped.pba,
  };
  if (
    bytes !== null &&
    (told.table === null || told.pba === null) &&
    msix.table !== null &&
    msix.pba !== null
  ) {
    messages.push({
      line: at,
      severity: 'note',
      code: 'from-bytes',
      message: `The place of the table (${place(msix.table)}) and of the PBA (${place(msix.pba)}) is read from the hex dump; the text does not tell it.`,
    });
  }
  return { msix, messages };
}

/** `BAR 0 + 0x2000`. */
export function place({ bar, offset }: BarOffset): string {
  return `BAR ${String(bar)} + ${hex(offset)}`;
}

function contradictions(text: MsixText, bytes: MsixFacts): Diagnostic[] {
  const messages: Diagnostic[] = [];
  const check = <T>(what: string, inText: T | null, inBytes: T | null, show: (value: T) => string): void => {
    if (inText === null || inBytes === null || show(inText) === show(inBytes)) return;
    messages.push(
      differ(text.line, `${what} ${show(inText)} in the text and ${show(inBytes)} in the hex dump`),
    );
  };
  check('The count of MSI-X entries is', text.entries, bytes.entries, String);
  check('MSI-X is', text.enabled, bytes.enabled, (on) => (on ? 'enabled' : 'disabled'));
  check('The function is', text.masked, bytes.masked, (on) => (on ? 'masked' : 'not masked'));
  check('The table is at', text.table, bytes.table, place);
  check('The PBA is at', text.pba, bytes.pba, place);
  return messages;
}
