/** The MSI-X capability of one device from the printed lines and from configuration space. */
import { hex } from '#model/base/hex.ts';
import type { BarOffset } from '#model/device.ts';
import type { Diagnostic } from '#import/diagnostics.ts';
import type { ConfigSpace } from './config-space.ts';
import { differ } from './merge-bars.ts';
import type { MsixFacts, MsixText } from './msix-text.ts';
import type { TextRecord } from './records.ts';

export interface MergedMsix {
  readonly msix: MsixFacts;
  readonly messages: readonly Diagnostic[];
}

/** A capability with its place, as the list of configuration space has it (beyond 0xff begins another list). */
const NUMBERED = /^Capabilities: ?\[[0-9a-f]{2}\]/i;
const HIDDEN = /<access denied|<chain /i;
const UNKNOWN: MsixFacts = { entries: null, enabled: null, masked: null, table: null, pba: null };

/**
 * Null when neither source has the capability. The text counts where both tell; `line` is for messages, `listed` are
 * the capabilities the text shows.
 */
export function mergeMsix(
  text: MsixText | null,
  config: ConfigSpace,
  line: number,
  listed: readonly TextRecord[],
): MergedMsix | null {
  const bytes = config.msix;
  if (text === null && bytes === null) return null;
  const told = text ?? UNKNOWN;
  const dumped = bytes ?? UNKNOWN;
  const msix: MsixFacts = {
    entries: told.entries ?? dumped.entries,
    enabled: told.enabled ?? dumped.enabled,
    masked: told.masked ?? dumped.masked,
    table: told.table ?? dumped.table,
    pba: told.pba ?? dumped.pba,
  };
  const messages = [
    ...existence(text, config, listed),
    ...(text === null || bytes === null ? [] : contradictions(text, bytes)),
  ];
  if (
    bytes !== null &&
    (told.table === null || told.pba === null) &&
    msix.table !== null &&
    msix.pba !== null
  ) {
    messages.push({
      line: text?.line ?? line,
      severity: 'note',
      code: 'from-bytes',
      message: `The place of the table (${place(msix.table)}) and of the PBA (${place(msix.pba)}) is read from the hex dump; the text does not tell it.`,
    });
  }
  return { msix, messages };
}

/** Whether text and bytes agree that the capability is there, and where. */
function existence(text: MsixText | null, config: ConfigSpace, listed: readonly TextRecord[]): Diagnostic[] {
  const { msixAt, listEnd } = config;
  if (text === null) return msixAt === null ? [] : onlyInBytes(msixAt, listed);
  const inText = text.at === null ? '' : ` at ${hex(text.at)}`;
  if (msixAt !== null) {
    if (text.at === null || text.at === msixAt) return [];
    return [
      differ(text.line, `The MSI-X capability is${inText} in the text and at ${hex(msixAt)} in the hex dump`),
    ];
  }
  const shows = `The text shows an MSI-X capability${inText}`;
  if (listEnd.kind === 'complete')
    return [differ(text.line, `${shows}, and the capability list of the hex dump has none`)];
  if (listEnd.kind === 'no-list')
    return [differ(text.line, `${shows}, and the hex dump says that there is no capability list`)];
  return [];
}

/** A text that lists capabilities, and hides none, would have shown this one. */
function onlyInBytes(msixAt: number, listed: readonly TextRecord[]): Diagnostic[] {
  const shown = listed.filter(({ text }) => NUMBERED.test(text));
  const [first] = shown;
  if (first === undefined || listed.some(({ text }) => HIDDEN.test(text))) return [];
  const line = String(first.line);
  const inText =
    shown.length === 1
      ? `the only capability that the text lists, in line ${line}, is another`
      : `none of the ${String(shown.length)} capabilities that the text lists from line ${line} on is MSI-X`;
  return [
    {
      line: first.line,
      severity: 'warning',
      code: 'text-bytes-differ',
      message: `The hex dump has an MSI-X capability at ${hex(msixAt)}, but ${inText}; the hex dump is used. Check that the two come from the same device and moment.`,
    },
  ];
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
