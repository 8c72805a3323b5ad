/** One block of statements → one device, or the reason why nothing is known of its MSI-X capability. */
import { MAX_ENTRIES, type Bar, type DeviceDescription } from '#model/device.ts';
import type { Diagnostic } from '#import/diagnostics.ts';
import type { DeviceBlock } from './blocks.ts';
import { decodeConfigSpace, type ConfigSpace } from './config-space.ts';
import { configBytes } from './hex-dump.ts';
import { mergeBars } from './merge-bars.ts';
import { mergeMsix } from './merge-msix.ts';
import { isMsix, parseMsix, type MsixFacts, type MsixText } from './msix-text.ts';
import { oddities } from './plausibility.ts';

/** One device with an MSI-X capability. What the text did not tell is null. */
export interface ImportedDevice {
  /** Line of the text where the device begins. */
  readonly line: number;
  readonly slot: string | null;
  readonly id: string | null;
  readonly name: string | null;
  readonly bars: readonly Bar[];
  readonly msix: MsixFacts;
  /** The same as a drawable value; null while count, table or PBA are unknown or impossible. */
  readonly description: DeviceDescription | null;
  readonly messages: readonly Diagnostic[];
}

/** Why a block gives no device. */
export type Absence =
  /** The capability list was shown and has no MSI-X in it. */
  | 'no-msix'
  /** Only a name, as in a plain listing. */
  | 'name-only'
  /** `Capabilities: <access denied>`: not run as root. */
  | 'denied'
  /** The hex dump ends before the capability list does. */
  | 'hex-short'
  /** The device answers with all ones. */
  | 'asleep'
  /** The capability list leads nowhere. */
  | 'list-broken';

export type Reading =
  | { readonly kind: 'device'; readonly device: ImportedDevice }
  | { readonly kind: 'absent'; readonly why: Absence };

/** What the rest of the text tells about the slot of a block. */
export interface Elsewhere {
  readonly id: string | null;
  readonly bars: readonly Bar[];
}

/** Reads `block`. Never fails: contradictions and gaps become the device's messages. */
export function readDevice(block: DeviceBlock, elsewhere: Elsewhere): Reading {
  const config = decodeConfigSpace(configBytes(block.hexRows));
  const capability = block.capabilities.find(({ text }) => isMsix(text));
  const text =
    capability === undefined ? null : parseMsix(capability.text, capability.line, capability.isLast);
  const merged = mergeMsix(text, config, block.line, block.capabilities);
  if (merged === null) return { kind: 'absent', why: absenceOf(block, config) };

  const { bars, messages: barMessages } = mergeBars(block, config.bars, elsewhere.bars);
  const identity = identityOf(block, config, elsewhere);
  const name = block.header?.name ?? null;
  const slot = block.header?.slot ?? null;
  const description = describe(merged.msix, { slot, id: identity.id, name, bars });
  const at = text?.line ?? block.line;
  const messages = [
    ...identity.messages,
    ...merged.messages,
    ...barMessages,
    ...gaps(text, merged.msix, config, slot, at),
    ...(description === null
      ? []
      : oddities(description.msix, bars, block.isBridge || config.headerType === 1, at)),
  ];
  return {
    kind: 'device',
    device: { line: block.line, slot, id: identity.id, name, bars, msix: merged.msix, description, messages },
  };
}

function absenceOf(block: DeviceBlock, config: ConfigSpace): Absence {
  if (!block.hasDetail) return 'name-only';
  if (block.asleepLine !== null || config.isAsleep) return 'asleep';
  if (block.capabilities.some(({ text }) => /<access denied>/i.test(text))) {
    return config.listEnd.kind === 'complete' ? 'no-msix' : 'denied';
  }
  if (block.capabilities.length > 0) {
    return block.capabilities.some(({ text }) => /<chain (?:looped|broken)>/i.test(text))
      ? 'list-broken'
      : 'no-msix';
  }
  if (config.listEnd.kind === 'beyond') return 'hex-short';
  return config.listEnd.kind === 'broken' ? 'list-broken' : 'no-msix';
}

function identityOf(
  block: DeviceBlock,
  config: ConfigSpace,
  elsewhere: Elsewhere,
): { id: string | null; messages: Diagnostic[] } {
  const told = block.header?.id ?? null;
  const messages: Diagnostic[] = [];
  if (block.header === null && block.hexRows.length === 0) {
    messages.push({
      line: block.line,
      severity: 'note',
      code: 'no-header',
      message: `The line that names the device of line ${String(block.line)} (like "04:00.0 Network controller: …") is not in the text, so its slot and name are not known.`,
    });
  }
  if (told !== null && config.id !== null && told !== config.id) {
    messages.push({
      line: block.line,
      severity: 'warning',
      code: 'text-bytes-differ',
      message: `The device is ${told} in the text of line ${String(block.line)} and ${config.id} in the hex dump; the text is used. Check that the two belong together.`,
    });
  }
  return { id: told ?? config.id ?? elsewhere.id, messages };
}

function describe(
  { entries, enabled, masked, table, pba }: MsixFacts,
  {
    slot,
    id,
    name,
    bars,
  }: { slot: string | null; id: string | null; name: string | null; bars: readonly Bar[] },
): DeviceDescription | null {
  if (entries === null || table === null || pba === null || entries < 1 || entries > MAX_ENTRIES) return null;
  const shownName = name ?? (id === null ? `Device ${slot ?? 'without a name'}` : `Device ${id}`);
  return { id, slot, name: shownName, bars, msix: { entries, table, pba, enabled, masked }, registers: [] };
}

/** Messages about what is missing before the device can be drawn, and the command that tells it. */
function gaps(
  text: MsixText | null,
  msix: MsixFacts,
  config: ConfigSpace,
  slot: string | null,
  line: number,
): Diagnostic[] {
  const command = `sudo lspci -vv${slot === null ? '' : ` -s ${slot}`}`;
  const gap = (code: string, message: string): Diagnostic => ({ line, severity: 'error', code, message });
  const found: Diagnostic[] = [];
  if (msix.entries === null) {
    found.push(
      gap(
        'no-count',
        `The MSI-X capability in line ${String(line)} does not say how many entries the table has. Run ${command} and paste all of it.`,
      ),
    );
  } else if (msix.entries < 1 || msix.entries > MAX_ENTRIES) {
    found.push(
      gap(
        'count-impossible',
        `The MSI-X capability in line ${String(line)} counts ${String(msix.entries)} entries; 1 to ${String(MAX_ENTRIES)} are possible. Compare it with the original output.`,
      ),
    );
  }
  for (const what of text?.unreadable ?? []) {
    if ((what === 'table' ? msix.table : msix.pba) === null) {
      found.push(
        gap(
          'place-unreadable',
          `The place of the ${what} after line ${String(line)} is cut or not a number (expected "BAR=0 offset=00002000"). Paste the whole output of ${command}.`,
        ),
      );
    }
  }
  if (text !== null && text.unreadable.length === 0 && (msix.table === null || msix.pba === null)) {
    found.push(
      gap(
        'no-table-lines',
        `Line ${String(line)} shows an MSI-X capability, but not where ${missing(msix)} is: lspci -v prints no such lines. Run ${command} instead.`,
      ),
    );
  }
  return [...found, ...hexGaps(text, msix, config, slot, line)];
}

/** Messages about a hex dump that is shorter than the capability list. */
function hexGaps(
  text: MsixText | null,
  msix: MsixFacts,
  config: ConfigSpace,
  slot: string | null,
  line: number,
): Diagnostic[] {
  const command = `Run sudo lspci -xxx${slot === null ? '' : ` -s ${slot}`} (or -xxxx), as root, to see all of it`;
  const gap = (severity: Diagnostic['severity'], what: string): Diagnostic[] => [
    {
      line,
      severity,
      code: 'hex-short',
      message: `The hex dump that belongs to line ${String(line)} ${what}. ${command}.`,
    },
  ];
  if (text === null && (msix.table === null || msix.pba === null))
    return gap('error', 'ends inside the MSI-X capability');
  if (config.listEnd.kind !== 'beyond') return [];
  if (config.msix === null)
    return gap('note', 'ends before the capability list does, so text and bytes cannot be compared');
  return [];
}

function missing({ table, pba }: MsixFacts): string {
  if (table === null && pba === null) return 'its table or PBA';
  return table === null ? 'its table' : 'its PBA';
}
