/**
 * Text of lspci → devices with an MSI-X capability.
 *
 * Producer: lspci of pciutils 2.2 to 3.15, as pasted from terminals, mail, wikis and logs (`-v`, `-vv`, `-vvv`, with
 * or without `-nn`, `-n`, `-D`, `-k`, `-x`, `-xxx`, `-xxxx`; any number of devices). Formats: `lspci.c`, `ls-caps.c`,
 * `ls-ecaps.c` of pciutils at commit 0f5b941aa5cf.
 */
import type { Bar } from '#model/device.ts';
import { cleanLines } from '#import/clean-text.ts';
import type { Diagnostic } from '#import/diagnostics.ts';
import { singleSpaced } from '#import/single-spaced.ts';
import { unfolded } from '#import/unfold.ts';
import { blocksOf, type Blocks, type DeviceBlock } from './blocks.ts';
import { isBinary } from './foreign-formats.ts';
import { fullSlot } from './header.ts';
import { readDevice, type ImportedDevice } from './read-device.ts';
import { beginsRecord, recordsOf, type TextRecord } from './records.ts';
import { reportMessages, type AbsentDevice } from './report-messages.ts';
import { statementsOf } from './statements.ts';
import { resourceBar, resourceSlot } from './sysfs-resource.ts';

/** What one pasted text held. */
export interface LspciReport {
  /** Devices with an MSI-X capability, in the order of the text; the same slot may occur twice. */
  readonly devices: readonly ImportedDevice[];
  /** About the text as a whole; each device has its own besides. */
  readonly messages: readonly Diagnostic[];
  /** How many other devices the text names: without the capability, or with it out of sight (a message says which). */
  readonly withoutMsix: number;
}

/** Longest text read, in characters. A dump of a big server with -vvvxxxx is about 2 MiB. */
export const LONGEST_TEXT = 16 * 1024 * 1024;

/** Reads `text`. Never throws; takes time in proportion to the length of the text. */
export function parseLspci(text: string): LspciReport {
  if (text.length > LONGEST_TEXT) return tooLong(text.length);
  const cleaned = singleSpaced(cleanLines(text, beginsRecord));
  const { lines, crowded } = statementsOf(unfolded(cleaned, beginsRecord));
  const blocks = blocksOf(recordsOf(lines));
  const ids = idsBySlot(blocks);
  const sizes = barsBySlot(blocks.resources);
  const detailed = new Set(blocks.devices.filter(({ hasDetail }) => hasDetail).map(slotKey));
  const devices: ImportedDevice[] = [];
  const absent: AbsentDevice[] = [];
  const listed = new Set<string | null>();
  for (const block of blocks.devices) {
    const slot = slotKey(block);
    // A plain listing before or after the details names the same devices once more.
    if (!block.hasDetail && (detailed.has(slot) || listed.has(slot))) continue;
    if (!block.hasDetail) listed.add(slot);
    const reading = readDevice(block, {
      id: (slot === null ? null : ids.get(slot)) ?? null,
      bars: (slot === null ? null : sizes.get(slot)) ?? [],
    });
    if (reading.kind === 'device') devices.push(reading.device);
    else
      absent.push({
        label: block.header?.slot ?? `line ${String(block.line)}`,
        line: block.line,
        why: reading.why,
      });
  }
  return {
    devices,
    messages: reportMessages({
      devices,
      absent,
      foreign: blocks.foreign,
      hasText: lines.some((line) => line.text !== ''),
      isBinaryText: isBinary(text),
      removed: lines.filter((line) => line.removed).map(({ number }) => number),
      crowded,
    }),
    withoutMsix: absent.length,
  };
}

function slotKey(block: DeviceBlock): string | null {
  const slot = block.header?.slot ?? null;
  return slot === null ? null : fullSlot(slot);
}

/** Ids by slot, from every header that tells one; a slot with two ids (before and after a swap) has none. */
function idsBySlot(blocks: Blocks): ReadonlyMap<string, string | null> {
  const ids = new Map<string, string | null>();
  for (const { header } of blocks.devices) {
    if (header?.id == null || header.slot === null) continue;
    const slot = fullSlot(header.slot);
    const known = ids.get(slot);
    ids.set(slot, known === undefined || known === header.id ? header.id : null);
  }
  return ids;
}

/** BARs by slot from the `resource` files in the text. */
function barsBySlot(resources: readonly TextRecord[]): ReadonlyMap<string, readonly Bar[]> {
  const table = new Map<string, Bar[]>();
  let bars: Bar[] | null = null;
  let row = 0;
  for (const { kind, text } of resources) {
    if (kind === 'resource-marker') {
      const slot = resourceSlot(text);
      bars = [];
      row = 0;
      if (slot !== null && !table.has(slot)) table.set(slot, bars);
    } else {
      const bar = resourceBar(text, row);
      row += 1;
      if (bar !== null) bars?.push(bar);
    }
  }
  return table;
}

function tooLong(length: number): LspciReport {
  const message = `The text is ${String(length)} characters long; at most ${String(LONGEST_TEXT)} (16 MiB) are read. Paste only the devices in question: sudo lspci -vv -s SLOT.`;
  return {
    devices: [],
    messages: [{ line: 0, severity: 'error', code: 'too-long', message }],
    withoutMsix: 0,
  };
}
