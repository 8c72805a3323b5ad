/**
 * Lines → records. A record is one statement of lspci with the lines a mail program broke off it put back.
 * Records are told apart by what they say, never by indentation: mail, chat and wikis lose it.
 *
 * Producer: lspci of pciutils 2.2 to 3.15 (`lspci.c`, `ls-caps.c` at commit 0f5b941aa5cf).
 */
import type { CleanLine } from '#import/clean-text.ts';
import { beginsWithSlot, isSlot, isWholeHeader, parseHeader, parseUnknownHeader } from './header.ts';
import { isMsix } from './msix-text.ts';
import { beginsStatement } from './statements.ts';
import { isResourceMarker, isResourceRow } from './sysfs-resource.ts';

export type RecordKind =
  | 'header'
  | 'bytes'
  | 'region'
  | 'capability'
  | 'asleep'
  | 'resource-marker'
  | 'resource-row'
  /** A line of lspci that tells nothing about BARs or MSI-X. */
  | 'detail'
  /** Begins with a slot and is no header all the same: what follows is not about the device before. */
  | 'slot'
  /** Not lspci as far as we can tell. */
  | 'foreign';

export interface TextRecord {
  readonly kind: RecordKind;
  readonly line: number;
  readonly text: string;
  /** Nothing but blanks follows in the whole text: a number at its end may have been cut short. */
  readonly isLast: boolean;
}

interface OpenRecord {
  kind: RecordKind;
  line: number;
  text: string;
  parts: number;
  last: CleanLine;
}

const BYTES_LINE = /^[0-9a-f]{2,4}: ?(?:[0-9a-f]{2} ){0,15}[0-9a-f]{2}$/i;
const BYTES_REST = /^(?:[0-9a-f]{2} ){0,15}[0-9a-f]{2}$/i;
const REGION_LINE = /^(?:\[virtual\] ?)?(?:Region \d{1,2}:|Memory at\b|I\/O ports at\b)/i;
const BARE_REGION = /^Region \d{1,2}: ?(?:\[virtual\])?$/i;
const CAPABILITY_LINE =
  /^(?:Capabilities:|\[[0-9a-f]{2,3}\] MSI-X\b|MSI-X: ?(?:Enable|Count|Mask|TabSize|$))/i;
const BARE_CAPABILITY = /^Capabilities:(?: \[[0-9a-f]{2,3}(?: v\d{1,2})?\])?$/i;
const MSIX_PART = /^(?:Vector table|PBA): ?(?:BAR|$)/i;
const ASLEEP_LINE = /^!!! Unknown header type/i;
const DETAIL_LINE =
  /^(?:Subsystem|DeviceName|Physical Slot|Device tree node|Control|Status|Latency|Interrupt|NUMA node|IOMMU group|Flags|BIST|Bus|Secondary status|BridgeCtl|Kernel driver in use|Kernel modules|(?:I\/O|Memory|Prefetchable memory) behind bridge)\b.{0,3}[: ]|^(?:\[virtual\] ?)?Expansion ROM at|^(?:Memory|I\/O) window \d|^16-bit legacy|^!!! |^(?:DevCap|DevCtl|DevSta|LnkCap|LnkCtl|LnkSta|SltCap|SltCtl|SltSta|RootC|UESta|CESta|IOVC)/;

/** What comes after these is not about the capabilities before. */
const ENDS_DEVICE: ReadonlySet<RecordKind> = new Set(['header', 'slot', 'bytes']);

/** A mail program breaks lines at 60 columns or later; shorter lines end where their writer ended them. */
const NARROWEST_MARGIN = 60;
const MOST_HEADER_PARTS = 4;
/** What people write where they left lines out, and other lines that are never the rest of a name. */
const NO_NAME = /^(?:\.{2,}|\[(?:\.{2,}|snip|cut|skip)|<(?:snip|cut|skip)|\(?snip\b|[-=_*~#$]|[8%]<|\/\/)/i;
/** What stands behind a name. */
const HEADER_REST = /\[[0-9a-f]{4}:[0-9a-f]{4}\]|\(rev [0-9a-f]{2}\)|^\(rev |\(prog-if [0-9a-f]{2}/i;
/** A bracket that is not closed. */
const OPEN_END = /[([][^)\]]{0,60}$/;
const MOST_PARTS = 40;

/** The records of `lines`, in order. Every non-blank line is in exactly one record. */
export function recordsOf(lines: readonly CleanLine[]): TextRecord[] {
  const open: OpenRecord[] = [];
  let afterBlank = true;
  /** The record that the last line went to. */
  let current: OpenRecord | undefined;
  /** The MSI-X capability whose places may be still to come: people answer between its lines. */
  let msix: OpenRecord | undefined;
  for (const [index, line] of lines.entries()) {
    if (line.text === '') {
      afterBlank = true;
      continue;
    }
    const kind = line.removed ? 'foreign' : kindOf(line.text, lines[index + 1]);
    const previous = open.at(-1);
    const goesOn = previous !== undefined && joins(previous, line, kind, afterBlank) ? previous : undefined;
    current = MSIX_PART.test(line.text) ? msix : goesOn;
    if (current !== undefined) append(current, line);
    else {
      current = {
        kind: kind ?? strayKind(previous, afterBlank),
        line: line.number,
        text: line.text,
        parts: 1,
        last: line,
      };
      open.push(current);
    }
    if (current.kind === 'capability') msix = isMsix(current.text) ? current : undefined;
    else if (ENDS_DEVICE.has(current.kind)) msix = undefined;
    afterBlank = false;
  }
  return open.map((record) => ({
    kind: record.kind,
    line: record.line,
    text: record.text,
    isLast: record === current,
  }));
}

/** True when `text` begins as a line of lspci does that needs no line before it. */
export function beginsRecord(text: string): boolean {
  return beginsStatement(text) || BYTES_LINE.test(text) || detailKindOf(text) !== null;
}

/** The kind of record that begins with `text`, or null when no record begins so. */
function kindOf(text: string, next: CleanLine | undefined): RecordKind | null {
  if (BYTES_LINE.test(text)) return 'bytes';
  if (parseHeader(text) !== null || isBrokenHeader(text, next)) return 'header';
  if (beginsWithSlot(text)) return isHeaderByNext(text, next) ? 'header' : 'slot';
  return detailKindOf(text);
}

function detailKindOf(text: string): RecordKind | null {
  if (REGION_LINE.test(text)) return 'region';
  if (CAPABILITY_LINE.test(text)) return 'capability';
  if (ASLEEP_LINE.test(text)) return 'asleep';
  if (isResourceMarker(text)) return 'resource-marker';
  if (isResourceRow(text)) return 'resource-row';
  return DETAIL_LINE.test(text) ? 'detail' : null;
}

/** A header broken inside its class name, or before it, shows no class; with the next line it does. */
function isBrokenHeader(text: string, next: CleanLine | undefined): boolean {
  if (next === undefined || next.text === '' || !(isSlot(text) || beginsWithSlot(text))) return false;
  if (isSlot(next.text) || beginsWithSlot(next.text) || detailKindOf(next.text) !== null) return false;
  return /^\S+(?: [A-Z0-9]|$)/.test(text) && parseHeader(`${text} ${next.text}`) !== null;
}

/** A class that no list knows is seen by what lspci prints below. */
function isHeaderByNext(text: string, next: CleanLine | undefined): boolean {
  if (next === undefined || text.includes('"') || parseUnknownHeader(text) === null) return false;
  return BYTES_LINE.test(next.text) || detailKindOf(next.text) !== null;
}

function joins(previous: OpenRecord, line: CleanLine, kind: RecordKind | null, afterBlank: boolean): boolean {
  if (kind === 'bytes') return false;
  if (afterBlank) return false;
  if (kind === 'region') return BARE_REGION.test(previous.text) && !/^Region/i.test(line.text);
  if (kind === 'capability')
    return BARE_CAPABILITY.test(previous.text) && !line.text.startsWith('Capabilities');
  if (kind !== null) return false;
  switch (previous.kind) {
    case 'header':
      return isRestOfHeader(previous, line);
    case 'bytes':
      return BYTES_REST.test(line.text) && byteCount(previous.text) + byteCount(line.text) <= 16;
    case 'foreign':
    case 'slot':
    case 'resource-marker':
    case 'resource-row':
      return false;
    case 'region':
    case 'capability':
    case 'asleep':
    case 'detail':
      return true;
  }
}

function isRestOfHeader(header: OpenRecord, line: CleanLine): boolean {
  if (NO_NAME.test(line.text)) return false;
  if (isWholeHeader(header.text)) return /^\((?:rev|prog-if) /.test(line.text);
  if (HEADER_REST.test(line.text) || OPEN_END.test(header.text)) return true;
  return parseHeader(header.text) === null || wasBroken(header, line);
}

/** The line before was full, so that the first word of `line` would not have fitted. */
function wasBroken(previous: OpenRecord, line: CleanLine): boolean {
  if (previous.parts >= MOST_HEADER_PARTS) return false;
  const firstWord = line.text.split(' ', 1)[0] ?? '';
  return previous.last.flowed || previous.last.width + 1 + firstWord.length > NARROWEST_MARGIN;
}

function append(record: OpenRecord, line: CleanLine): void {
  if (record.parts < MOST_PARTS) record.text += ` ${line.text}`;
  record.parts += 1;
  record.last = line;
}

/** Between two records of a device an unknown line is a detail newer than this reader; elsewhere it is foreign. */
function strayKind(previous: OpenRecord | undefined, afterBlank: boolean): RecordKind {
  if (previous === undefined || afterBlank) return 'foreign';
  switch (previous.kind) {
    case 'resource-row':
    case 'foreign':
    case 'bytes':
    case 'slot':
      return 'foreign';
    default:
      return 'detail';
  }
}

function byteCount(text: string): number {
  return text.replace(/^[0-9a-f]{2,4}: ?/i, '').split(' ').length;
}
