/**
 * QEMU's log of trace events, `-trace enable=…` with the log backend: `memory_region_ops_*` of an emulated machine,
 * and `handle_ioreq*`, `cpu_ioreq_*` of a device model under Xen, with or without `-msg timestamp=on` and region
 * names, among any other events. Formats: softmmu/trace-events and hw/i386/trace-events of QEMU 7.2.
 */
import { MESSAGE, PORT, SIZE_KNOWN, VALUE_KNOWN, WRITE } from './access-columns.ts';
import { ascii, COLON, Cursor, indexIn, isDigit, QUOTE, startsWith, textOf } from './scan.ts';
import type { LineReader, Recording } from './recording.ts';
import { IoreqReader } from './read-ioreq.ts';

const REGION_READ = ascii('memory_region_ops_read cpu ');
const REGION_WRITE = ascii('memory_region_ops_write cpu ');
const MR = ascii(' mr 0x');
const ADDR = ascii(' addr 0x');
const VALUE = ascii(' value 0x');
const SIZE = ascii(' size ');
const NAME = ascii(" name '");
const CONFIG_ADDRESS = 0xcf8;
const CONFIG_DATA = 0xcfc;
const MESSAGES_START = 0xfee00000;
const MESSAGES_END = 0xfeefffff;
const LAPIC_END = 0xfee01000;

const PLAIN = 0;
const CONFIG_INDEX = 1;
const CONFIG_PORT = 2;
const CONFIG_MEMORY = 3;
const INTERRUPTS = 4;

/** What a region's name says about its use; logs without names have the address alone. */
function roleOf(name: string, address: number): number {
  if (name === '') {
    if (address === CONFIG_ADDRESS) return CONFIG_INDEX;
    if (address >= CONFIG_DATA && address < CONFIG_DATA + 4) return CONFIG_PORT;
    return address >= MESSAGES_START && address <= MESSAGES_END ? INTERRUPTS : PLAIN;
  }
  if (name === 'pci-conf-idx') return CONFIG_INDEX;
  if (name === 'pci-conf-data') return CONFIG_PORT;
  if (name === 'pcie-mmcfg-mmio') return CONFIG_MEMORY;
  return name === 'apic-msi' || name === 'vtd-ir' ? INTERRUPTS : PLAIN;
}

/**
 * Whether a write to the interrupt range is a message. A vCPU's own writes to the first page are to its local APIC,
 * apart from the first 16 bytes, which hold no register: QEMU takes those for a message to destination 0.
 */
const isMessage = (cpu: number, address: number): boolean =>
  address >= MESSAGES_START &&
  address <= MESSAGES_END &&
  (cpu < 0 || address >= LAPIC_END || (address & 0xff0) === 0);

const isPort = (name: string, address: number): boolean =>
  address < 0x10000 && !/msix|mmio|ram|rom/.test(name);

const ACCESS_WORDS = [ascii('memory_region_ops_'), ascii('handle_ioreq'), ascii('cpu_ioreq_')];
const FIRST_LETTERS = ACCESS_WORDS.map((word) => word[0]!);

/** Whether a record, or the event of another kind, begins at `at`. */
const isRecord = (bytes: Uint8Array, at: number, end: number): boolean =>
  /^(?:\d+@\d+\.\d{6}:)?(?:[a-z][a-z0-9]*_[a-z0-9_]+ |Invalid (?:read|write) at )/.test(
    textOf(bytes, at, Math.min(end, at + 80)),
  );

/** Where the next access of a line begins, with its time, from `from` on; `end` when there is none. */
function nextRecord(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    const letter = FIRST_LETTERS.indexOf(bytes[at]!);
    if (letter < 0 || !startsWith(bytes, at, end, ACCESS_WORDS[letter]!)) continue;
    const time = /\d+@\d+\.\d{6}:$/.exec(textOf(bytes, Math.max(from, at - 40), at));
    return at - (time?.[0].length ?? 0);
  }
  return end;
}

/** The quote that ends a region's name; the name itself may hold quotes. -1 when the name has no end. */
function nameEnd(bytes: Uint8Array, from: number, end: number): number {
  let first = -1;
  for (let at = indexIn(bytes, QUOTE, from, end); at >= 0; at = indexIn(bytes, QUOTE, at + 1, end)) {
    if (at === end - 1 || isRecord(bytes, at + 1, end)) return at;
    if (first < 0) first = at;
  }
  return first;
}

export class QemuReader implements LineReader {
  private readonly cursor = new Cursor();
  private readonly recording: Recording;
  private readonly requests: IoreqReader;
  private readonly regions = new Map<number, number>();
  private readonly roles: number[] = [];
  private lastRegion = -1;
  private lastSource = 0;

  constructor(recording: Recording) {
    this.recording = recording;
    this.requests = new IoreqReader(recording);
  }

  line(bytes: Uint8Array, start: number, end: number): void {
    let from = start;
    do from = this.record(bytes, from, end);
    while (from < end);
  }

  /** Reads the record that begins at `start`, or what else stands there; gives back where the next one begins. */
  private record(bytes: Uint8Array, start: number, end: number): number {
    const { cursor, recording } = this;
    let at = start;
    let time = NaN;
    if (isDigit(bytes[start])) {
      cursor.set(bytes, start, end);
      cursor.decimal();
      if (bytes[cursor.at] === 64) {
        cursor.at++;
        time = cursor.seconds();
        if (cursor.ok && bytes[cursor.at] === COLON) {
          at = cursor.at + 1;
          recording.tally.time(time);
        }
      }
    }
    cursor.set(bytes, at, end);
    const write = cursor.has(REGION_WRITE);
    if (write || cursor.has(REGION_READ)) {
      const stop = this.region(bytes, start, end, write, time);
      if (stop > 0) return this.behind(bytes, stop, end);
      return this.damaged('memory_region_ops line cut or damaged', bytes, start, at, end);
    }
    const stop = this.requests.line(bytes, start, at, end, time);
    if (stop > 0) return this.behind(bytes, stop, end);
    if (stop < 0) return this.damaged('request cut or damaged', bytes, start, at, end);
    const next = nextRecord(bytes, at + 1, end);
    if (next < end) recording.noteGlued();
    this.other(bytes, start, at, next);
    return next;
  }

  /** What follows a whole record in the same line. */
  private behind(bytes: Uint8Array, stop: number, end: number): number {
    if (stop === end) return end;
    const { recording } = this;
    recording.noteGlued();
    const next = isRecord(bytes, stop, end) ? stop : nextRecord(bytes, stop, end);
    if (next > stop && textOf(bytes, stop, next).trim() !== '')
      recording.tally.puzzle('something else glued to a record', bytes, stop, next);
    return next;
  }

  /** A record that is no whole one: reading goes on at the next in the same line, if there is one. */
  private damaged(reason: string, bytes: Uint8Array, start: number, at: number, end: number): number {
    const next = nextRecord(bytes, at + 1, end);
    if (next < end) this.recording.noteGlued();
    this.recording.tally.puzzle(reason, bytes, start, end);
    return next;
  }

  finish(): void {
    this.requests.finish();
  }

  /** Gives back where the record ends, or -1 when it is none. */
  private region(bytes: Uint8Array, start: number, end: number, write: boolean, time: number): number {
    const { cursor, recording } = this;
    const cpu = cursor.decimal();
    cursor.word(MR);
    cursor.hex();
    const pointer = cursor.wide;
    cursor.word(ADDR);
    cursor.hex();
    const address = cursor.wide;
    cursor.word(VALUE);
    cursor.hex();
    const { lo, hi } = cursor;
    cursor.word(SIZE);
    const size = cursor.digit();
    if (!cursor.ok || size < 1 || size > 8) return -1;
    let stop = cursor.at;
    let nameAt = -1;
    if (cursor.has(NAME)) {
      nameAt = cursor.at;
      const quote = nameEnd(bytes, nameAt, end);
      if (quote < 0) return -1;
      stop = quote + 1;
    } else if (stop < end && !isRecord(bytes, stop, end)) return -1;
    const source = this.source(pointer, address, nameAt < 0 ? '' : null, bytes, nameAt, stop - 1);
    recording.touch(source, address);
    // Part of a request to a device model: the request itself is the access.
    if (this.requests.open && this.requests.covers(address, size, write)) {
      this.requests.piece(address, size, lo, hi);
      recording.tally.context('part of a request: memory_region_ops', bytes, start, stop);
      return stop;
    }
    const role = this.roles[source]!;
    let flags = (write ? WRITE : 0) | VALUE_KNOWN | SIZE_KNOWN;
    if (role !== PLAIN) {
      if (role === INTERRUPTS) {
        if (write && isMessage(cpu, address)) flags |= MESSAGE;
      } else this.configuration(role, address, size, write, lo);
    }
    if (address < 0x10000 && isPort(recording.sources[source]!.name, address)) flags |= PORT;
    recording.tally.access();
    recording.columns.add(address, size, flags, lo, hi, time, recording.tally.lines, source);
    return stop;
  }

  private configuration(role: number, address: number, size: number, write: boolean, value: number): void {
    const { config, columns, tally } = this.recording;
    // The access to configuration space gets the next row itself; what it changes holds from the one after.
    const row = columns.length + 1;
    if (role === CONFIG_INDEX) {
      if (write && address === CONFIG_ADDRESS && size === 4) config.select(value);
    } else if (role === CONFIG_PORT) {
      if (address >= CONFIG_DATA && address < CONFIG_DATA + 4)
        config.selectedAccess(address - CONFIG_DATA, size, write, value, row, tally.lines);
    } else {
      const within = address % 2 ** 28;
      config.access(Math.floor(within / 4096), within % 4096, size, write, value, row, tally.lines);
    }
  }

  private source(
    pointer: number,
    address: number,
    noName: string | null,
    bytes: Uint8Array,
    nameAt: number,
    nameEnd: number,
  ): number {
    if (pointer === this.lastRegion) return this.lastSource;
    let source = this.regions.get(pointer);
    if (source === undefined) {
      const name = noName ?? textOf(bytes, nameAt, Math.min(nameEnd, nameAt + 200));
      source = this.recording.addSource(name, pointer);
      this.regions.set(pointer, source);
      this.roles[source] = roleOf(name, address);
    }
    this.lastRegion = pointer;
    this.lastSource = source;
    return source;
  }

  private other(bytes: Uint8Array, start: number, at: number, end: number): void {
    const { tally } = this.recording;
    const text = textOf(bytes, at, Math.min(end, at + 300));
    const understood = (kind: string) => tally.context(kind, bytes, start, end);
    if (text.trim() === '') {
      understood('blank');
      return;
    }
    if (/^Invalid (?:read|write) at addr 0x[0-9A-F]+, size \d+, region '/.test(text)) {
      understood(
        /reason: rejected$/.test(text) ? 'rejected access, as the container saw it' : 'rejected access',
      );
      return;
    }
    const event = /^([a-z][a-z0-9]*(?:_[a-z0-9]+)+)(?: |$)/.exec(text);
    if (event && !/^(?:memory_region_ops|handle_ioreq|cpu_ioreq)_?/.test(text)) {
      understood(`event ${event[1]!}`);
      return;
    }
    if (/^\[[0-9a-f:.]+\] \w+: /.test(text)) {
      understood('device model message');
      return;
    }
    if (/^(?:qemu|xen|char device|libxl|VNC)[ -:]/i.test(text)) {
      understood('device model message');
      return;
    }
    const damaged = /memory_region_ops|ioreq/.test(text);
    tally.puzzle(damaged ? 'event cut or damaged' : 'not a QEMU trace event', bytes, start, end);
  }
}

/** Whether a line looks like one of the events that are read. */
export function looksLikeQemu(bytes: Uint8Array, start: number, end: number): boolean {
  return /^(?:\d+@\d+\.\d{6}:)?(?:memory_region_ops_(?:read|write) cpu -?\d+ mr 0x|handle_ioreq(?:_read|_write)? I\/O=0x|cpu_ioreq_\w+ I\/O=0x|msix_write_config dev )/.test(
    textOf(bytes, start, Math.min(end, start + 100)),
  );
}
