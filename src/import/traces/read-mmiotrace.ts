/**
 * Text of Linux mmiotrace, version 20070824: what `cat trace_pipe` gives while `mmiotrace` is the current tracer.
 * Format: kernel/trace/trace_mmiotrace.c, seen from Linux 6.1. A serial console mixes kernel messages in, also glued
 * to the end of a record; ring-buffer overruns are marked in two ways.
 */
import { SIZE_KNOWN, VALUE_KNOWN, WRITE } from './access-columns.ts';
import { ascii, Cursor, isDigit, SPACE, textOf } from './scan.ts';
import type { LineReader, Recording } from './recording.ts';
import type { TracedDevice, TracedMapping } from './trace.ts';

const READ_BYTE = 82;
const WRITE_BYTE = 87;
const SPACE_0X = ascii(' 0x');
const BLANK = ascii(' ');
const BRACKET = 91;
/** The beginning of a record, wherever in a line it stands. */
const RECORD_INSIDE =
  /[RW] [1248] \d+\.\d{6} \d+ 0x|UNMAP \d+\.\d{6} \d+ 0x|(?<!UN)MAP \d+\.\d{6} \d+ 0x|PCIDEV [0-9a-f]{4} [0-9a-f]{8} |MARK \d+\.\d{6} |UNKNOWN \d+\.\d{6} \d+ 0x/g;

export class MmiotraceReader implements LineReader {
  private readonly cursor = new Cursor();
  private readonly recording: Recording;
  private readonly mapping = new Map<number, TracedMapping>();
  private readonly sourceOf = new Map<number, number>();
  private lastId = -1;
  private lastMapping: TracedMapping | null = null;
  private lastSource = 0;
  /** The line as text, from `textAt` on, made once however much is glued together in it; -1: not made yet. */
  private text = '';
  private textAt = -1;

  constructor(recording: Recording) {
    this.recording = recording;
  }

  line(bytes: Uint8Array, start: number, end: number): void {
    this.textAt = -1;
    let from = start;
    do from = this.record(bytes, from, end);
    while (from < end);
  }

  /** Reads what begins at `start`; gives back where the next record of the line begins, or `end`. */
  private record(bytes: Uint8Array, start: number, end: number): number {
    const first = bytes[start];
    if ((first === READ_BYTE || first === WRITE_BYTE) && bytes[start + 1] === SPACE) {
      const next = this.access(bytes, start, end);
      if (next > start) return next;
    }
    if (this.textAt < 0) {
      this.text = textOf(bytes, start, end);
      this.textAt = start;
    }
    RECORD_INSIDE.lastIndex = start - this.textAt + 1;
    const index = RECORD_INSIDE.exec(this.text)?.index;
    const next = index === undefined ? end : this.textAt + index;
    if (next < end) this.recording.noteGlued();
    this.other(this.text.slice(start - this.textAt, next - this.textAt), bytes, start, next);
    return next;
  }

  finish(): void {
    for (const mapping of this.recording.mappings)
      if (mapping.untilRow < 0) mapping.untilRow = this.recording.columns.length;
  }

  /** `R|W width time id 0xphys 0xvalue 0xpc pid`, perhaps with something glued behind it. Gives back where that begins, or -1. */
  private access(bytes: Uint8Array, start: number, end: number): number {
    const { cursor, recording } = this;
    const write = bytes[start] === WRITE_BYTE;
    cursor.set(bytes, start + 2, end);
    const size = cursor.decimal();
    cursor.word(BLANK);
    const time = cursor.seconds();
    cursor.word(BLANK);
    const id = cursor.decimal();
    cursor.word(SPACE_0X);
    cursor.hex();
    const address = cursor.wide;
    cursor.word(SPACE_0X);
    cursor.hex();
    const { lo, hi } = cursor;
    cursor.word(SPACE_0X);
    cursor.hex();
    cursor.word(BLANK);
    const pidAt = cursor.at;
    cursor.decimal();
    if (!cursor.ok || (size !== 1 && size !== 2 && size !== 4 && size !== 8)) return -1;
    let rest = cursor.at;
    if (rest < end) {
      // PID is always 0, so that a digit behind it belongs to what is glued on.
      if (bytes[pidAt] === 48) rest = pidAt + 1;
      if (!this.isGlue(bytes, rest, end)) return -1;
    }
    recording.tally.access();
    recording.tally.time(time);
    const mapping = this.find(id);
    recording.touch(this.lastSource, address);
    const flags = (write ? WRITE : 0) | VALUE_KNOWN | SIZE_KNOWN;
    recording.columns.add(address, size, flags, lo, hi, time, recording.tally.lines, this.lastSource);
    if (mapping) noteUse(mapping, address, size, write, lo);
    if (rest < end) {
      recording.noteGlued();
      while (rest < end && bytes[rest] === SPACE) rest++;
    }
    return rest;
  }

  /** What may stand directly behind a record: a kernel message, or another record. */
  private isGlue(bytes: Uint8Array, at: number, end: number): boolean {
    const first = bytes[at];
    if (first === BRACKET || first === SPACE) return true;
    if (first === READ_BYTE || first === WRITE_BYTE)
      return bytes[at + 1] === SPACE && isDigit(bytes[at + 2]) && end - at > 20;
    return /^(?:MAP|UNMAP|MARK|UNKNOWN|CPU:|@|<\d)/.test(textOf(bytes, at, Math.min(end, at + 8)));
  }

  private find(id: number): TracedMapping | null {
    if (id !== this.lastId) {
      this.lastId = id;
      this.lastMapping = this.mapping.get(id) ?? null;
      let source = this.sourceOf.get(id);
      if (source === undefined) {
        source = this.recording.addSource(`mapping ${id}`, id);
        this.sourceOf.set(id, source);
      }
      this.lastSource = source;
    }
    return this.lastMapping;
  }

  private other(text: string, bytes: Uint8Array, start: number, end: number): void {
    const { tally } = this.recording;
    const understood = (kind: string) => tally.context(kind, bytes, start, end);
    if (text.trim() === '') {
      understood('blank');
      return;
    }
    if (text.startsWith('MAP ')) {
      if (this.map(text)) {
        understood('MAP');
        return;
      }
    } else if (text.startsWith('UNMAP ')) {
      const match = /^UNMAP (\d+\.\d+) (\d+) 0x[0-9a-f]+ \d+/.exec(text);
      if (match) {
        this.unmap(Number(match[2]));
        understood('UNMAP');
        return;
      }
    } else if (text.startsWith('PCIDEV ')) {
      const device = pciDevice(text);
      if (device) {
        this.recording.devices.push(device);
        understood('PCIDEV');
        return;
      }
    } else if (/^MARK \d+\.\d+ /.test(text)) {
      if (/ Lost \d+ events/.test(text)) this.recording.lost();
      understood(/ Lost \d+ events/.test(text) ? 'lost-events mark' : 'MARK');
      return;
    } else if (/^CPU:\d+ \[LOST \d+ EVENTS\]/.test(text)) {
      this.recording.lost();
      understood('lost-events mark');
      return;
    } else if (/^UNKNOWN \d+\.\d+ \d+ 0x[0-9a-f]+ /.test(text)) {
      understood('UNKNOWN');
      return;
    } else if (/^VERSION \d+/.test(text)) {
      understood('VERSION');
      return;
    } else if (text.startsWith('LSPCI ')) {
      understood('LSPCI');
      return;
    } else if (/^(?:<\d+>)?\[ *\d+\.\d+\] /.test(text)) {
      understood('kernel message');
      return;
    } else if (text.startsWith('#')) {
      understood('comment');
      return;
    }
    const cut = /^[RW] |^MAP |^UNMAP |^PCIDEV |^MARK |^UNKNOWN /.test(text);
    tally.puzzle(cut ? 'record cut or damaged' : 'not a mmiotrace record', bytes, start, end);
  }

  private map(text: string): boolean {
    const match = /^MAP (\d+\.\d+) (\d+) 0x([0-9a-f]+) 0x[0-9a-f]+ 0x([0-9a-f]+) 0x[0-9a-f]+ \d+/.exec(text);
    if (!match) return false;
    const id = Number(match[2]);
    const mapping: TracedMapping = {
      id,
      address: Number.parseInt(match[3]!, 16),
      length: Number.parseInt(match[4]!, 16),
      fromRow: this.recording.columns.length,
      untilRow: -1,
      controlWrites: 0,
      otherWrites: 0,
      lastMasked: false,
      firstIsControl: null,
    };
    this.recording.mappings.push(mapping);
    this.mapping.set(id, mapping);
    this.lastId = -1;
    return true;
  }

  private unmap(id: number): void {
    const mapping = this.mapping.get(id);
    if (mapping) mapping.untilRow = this.recording.columns.length;
  }
}

function noteUse(mapping: TracedMapping, address: number, size: number, write: boolean, lo: number): void {
  const offset = address - mapping.address;
  const isControl = size === 4 && (offset & 15) === 12;
  mapping.firstIsControl ??= isControl && !write;
  if (!write || !isControl) return;
  if (lo > 1) mapping.otherWrites++;
  else {
    mapping.controlWrites++;
    if (lo === 1 && offset + 4 === mapping.length) mapping.lastMasked = true;
  }
}

/** `PCIDEV bbdf vvvvdddd irq R0..R6 S0..S6 [driver]`. */
function pciDevice(text: string): TracedDevice | null {
  const fields = text.split(' ');
  if (fields.length < 18 || !fields.slice(1, 18).every((field) => /^[0-9a-f]{1,16}$/.test(field)))
    return null;
  const number = (at: number) => Number.parseInt(fields[at]!, 16);
  const bdf = number(1);
  const id = fields[2]!.padStart(8, '0');
  const bars: TracedDevice['bars'][number][] = [];
  for (let index = 0; index < 6; index++) {
    const start = number(4 + index);
    const size = number(11 + index);
    if (size === 0) continue;
    const io = start % 4 === 1;
    const flags = start % 16;
    const address = start - (start % (io ? 4 : 16));
    bars.push({
      index,
      kind: io ? 'io' : 'memory',
      address,
      size,
      width: io ? null : (flags & 6) === 4 ? 64 : 32,
      prefetchable: !io && (flags & 8) !== 0,
    });
  }
  const bus = (bdf >> 8).toString(16).padStart(2, '0');
  const device = ((bdf >> 3) & 31).toString(16).padStart(2, '0');
  return {
    slot: `${bus}:${device}.${bdf & 7}`,
    id: `${id.slice(0, 4)}:${id.slice(4)}`,
    bars,
    driver: fields[18]?.trim() === '' ? null : (fields[18]?.trim() ?? null),
  };
}

/** Whether a line looks like a record of mmiotrace. */
export function looksLikeMmiotrace(bytes: Uint8Array, start: number, end: number): boolean {
  return /^(?:[RW] [1248] \d+\.\d{6} \d+ 0x|MAP \d+\.\d{6} \d+ 0x|PCIDEV [0-9a-f]{4} [0-9a-f]{8} |VERSION 2007|UNKNOWN \d+\.\d{6} \d+ 0x)/.test(
    textOf(bytes, start, Math.min(end, start + 60)),
  );
}
