/**
 * Lines → statements: what mail programs and web pages ran together is taken apart again where a statement of lspci
 * begins inside a line, or half at the end of one line and half at the beginning of the next.
 *
 * Producer: lspci of pciutils 2.2 to 3.15 (`lspci.c`, `ls-caps.c` at commit 0f5b941aa5cf).
 */
import type { CleanLine } from '#import/clean-text.ts';
import { parseHeader } from './header.ts';

/** Statements longer than this are none of lspci; what is longer is cut. */
export const LONGEST_STATEMENT = 4096;

export interface Statements {
  readonly lines: readonly CleanLine[];
  /** Lines of the text that held two statements or more, as `lines` has them taken apart. */
  readonly crowded: readonly number[];
}

/**
 * How statements begin, as far as it can be told in the middle of a line. What could also stand inside another
 * statement is left out ("Flags:" and "Status:" of a capability) or told apart by what is around it.
 */
const BEGINS = [
  String.raw`Region \d{1,2}: ?(?=\[virtual\]|Memory\b|I\/O\b|$)`,
  String.raw`(?<!Region \d{1,2}: ?|\[virtual\] )(?:Memory|I\/O ports) at (?=[0-9a-f]{4,16} |<|$)`,
  String.raw`Capabilities: ?(?=\[[0-9a-f]{2,3}[\] ]|<|$)`,
  String.raw`Vector table: ?(?=BAR|$)`,
  String.raw`PBA: ?(?=BAR|$)`,
  String.raw`Control: (?=I\/O[-+])`,
  String.raw`Status: (?=Cap[-+])`,
  String.raw`Latency: (?=\d)`,
  String.raw`Interrupt: (?=pin )`,
  String.raw`Flags: (?=(?:bus master|fast|medium|slow|66MHz|VGA|\?\?) ?)`,
  String.raw`(?<!Capabilities: \[[0-9a-f]{2,3}\] )Subsystem: (?=\S)`,
  String.raw`NUMA node: (?=\d)`,
  String.raw`IOMMU group: (?=\d)`,
  String.raw`Physical Slot: (?=\S)`,
  String.raw`DeviceName: (?=\S)`,
  String.raw`(?<!\[virtual\] )Expansion ROM at (?=[0-9a-f<])`,
  String.raw`(?:I\/O|Memory|Prefetchable memory) behind bridge: `,
  String.raw`Bus: (?=primary=)`,
  String.raw`BridgeCtl: `,
  String.raw`Kernel driver in use: (?=\S)`,
  String.raw`Kernel modules: (?=\S)`,
  String.raw`!!! Unknown header type`,
  String.raw`-- resource [0-9a-f:]{7,13}\.[0-7]`,
  String.raw`==> \S{1,120}\/resource <==`,
  String.raw`0x[0-9a-f]{16} 0x[0-9a-f]{16} 0x[0-9a-f]{16}(?![0-9a-f])`,
].join('|');
const BYTES = String.raw`[0-9a-f]{1,3}0: (?:[0-9a-f]{2} ){0,15}[0-9a-f]{2}(?= [0-9a-f]{1,3}0: |$)`;
const BYTES_WITH_MORE = String.raw`[0-9a-f]{1,3}0: (?:[0-9a-f]{2} ){15}[0-9a-f]{2}(?![0-9a-f:])`;
const HEADER = String.raw`(?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[0-9a-f]{2}\.[0-7] (?=[A-Z0-9][A-Za-z0-9 ()./-]{2,70}(?: \[[0-9a-f]{4}\])?: \S|Device(?: |$))`;

/** Without a blank before them statements stand where text was taken from a page without its line breaks. */
const GLUED = String.raw`(?<=[\])+-]|offset=[0-9a-f]{8})(?:Region \d:|Capabilities: \[|Vector table: BAR|PBA: BAR|Kernel driver)|(?<=[\])])(?:Subsystem: |Control: I\/O|Flags: )`;
const INSIDE = new RegExp(`(?<= )(?:${BEGINS}|${BYTES}|${BYTES_WITH_MORE})|${GLUED}`, 'g');
const ANY_INSIDE = new RegExp(INSIDE.source);
const HEADER_INSIDE = new RegExp(`(?<= )${HEADER}`, 'g');
/** A quick look: most lines have nothing of the kind inside. */
const CANDIDATE =
  /[ \])+0-9a-f-](?:Region|Memory|I\/O|Capabilities:|Vector|PBA:|Control:|Status:|Latency:|Interrupt:|Flags:|Subsystem:|NUMA|IOMMU|Physical|DeviceName:|\[virtual|Expansion|Prefetchable|Bus:|BridgeCtl:|Kernel|!!!|--|==>|0x|[0-9a-f]{2,8}:)/;
const AT_START = new RegExp(`^(?:${BEGINS}|${BYTES}|${BYTES_WITH_MORE})`);

/** Enough of two lines to see the longest beginning of a statement across their border. */
const BORDER = 90;
/** A header is followed by a statement about its device within this many characters, in as many lines. */
const LONGEST_HEADER = 400;
const MOST_HEADER_LINES = 4;
/** Quote marks of the next line, where quoted lines ran together. */
const MARKS_BEHIND = /(?: {1,2}(?:[>|]{1,8}|[A-Za-z]{1,6}>)){0,8} {0,8}$/;
/** How a header ends, before the next one. */
const HEADER_END = /(?:\[[0-9a-f]{4}:[0-9a-f]{4}\]|\(rev [0-9a-f]{2}\)|\(prog-if [0-9a-f]{2}[^)]{0,40}\)) $/i;

/** `lines` with one statement each. A line that is taken apart keeps its number in every part. */
export function statementsOf(lines: readonly CleanLine[]): Statements {
  const statements: CleanLine[] = [];
  const crowded: number[] = [];
  let carried: { text: string; number: number } | null = null;
  for (const [index, line] of lines.entries()) {
    if (line.text === '' && carried === null) {
      statements.push(line);
      continue;
    }
    const next = lines[index + 1]?.text ?? '';
    const first: { text: string; number: number } = {
      text: carried === null ? line.text : `${carried.text} ${line.text}`,
      number: carried?.number ?? line.number,
    };
    const rest = (): string => paragraphAfter(lines, index);
    const at = line.removed ? first.text.length : borderOf(first.text, next, rest);
    const parts = partsOf(first.text.slice(0, at).trimEnd(), rest);
    if (parts.length > 1) crowded.push(line.number);
    for (const [position, part] of parts.entries()) {
      const isLast = position === parts.length - 1 && at === first.text.length;
      statements.push({
        number: position === 0 ? first.number : line.number,
        text: part.slice(0, LONGEST_STATEMENT),
        width: isLast ? line.width : 0,
        indented: position === 0 && line.indented,
        removed: line.removed,
        flowed: isLast && line.flowed,
      });
    }
    carried = at === first.text.length ? null : { text: first.text.slice(at), number: line.number };
  }
  return { lines: statements, crowded };
}

/** True when `text` begins with a statement of lspci, a header or a row of bytes. */
export function beginsStatement(text: string): boolean {
  return AT_START.test(text) || parseHeader(text) !== null;
}

/** The lines after line `index`, as far as a header could reach and no further than a blank line. */
function paragraphAfter(lines: readonly CleanLine[], index: number): string {
  const next = lines.slice(index + 1, index + 1 + MOST_HEADER_LINES);
  const blank = next.findIndex(({ text }) => text === '');
  return next
    .slice(0, blank < 0 ? undefined : blank)
    .map(({ text }) => text)
    .join(' ')
    .slice(0, LONGEST_HEADER);
}

/** Where in `text` a statement begins that `next` completes; the length of `text` when none does. */
function borderOf(text: string, next: string, rest: () => string): number {
  const from = Math.max(0, text.length - BORDER);
  const end = text.slice(from);
  if (next === '' || !CANDIDATE.test(end) || beginsStatement(next)) return text.length;
  const known = new Set(startsIn(end, rest));
  const crossing = startsIn(`${end} ${next.slice(0, BORDER)}`, rest).filter(
    (at) => at < end.length && !known.has(at),
  );
  return crossing[0] === undefined ? text.length : from + crossing[0];
}

function partsOf(text: string, rest: () => string): string[] {
  const cuts = startsIn(text, rest);
  if (cuts.length === 0) return [text];
  return [0, ...cuts].map((from, index) => text.slice(from, cuts[index]).replace(MARKS_BEHIND, ''));
}

/**
 * Where statements begin inside `text`, in rising order. People name a device in their prose as lspci does, so a
 * header counts only among statements, after another header, or when `rest` goes on with a statement.
 */
function startsIn(text: string, rest: () => string): number[] {
  if (!CANDIDATE.test(text)) return [];
  const starts = [...text.matchAll(INSIDE)].map(({ index }) => index);
  const headers = [...text.matchAll(HEADER_INSIDE)].map(({ index }) => index);
  if (headers.length === 0) return starts;
  const isAmong = beginsStatement(text);
  const goesOn = ANY_INSIDE.test(` ${rest()}`);
  const kept = headers.filter(
    (at) =>
      isAmong ||
      HEADER_END.test(text.slice(Math.max(0, at - 60), at)) ||
      (starts[0] !== undefined && starts[0] < at + LONGEST_HEADER) ||
      (goesOn && text.length - at < LONGEST_HEADER),
  );
  return [...starts, ...kept].sort((a, b) => a - b);
}
