/**
 * The events of one request that Xen sends to a device model, put together again. A write is logged as handle_ioreq,
 * handle_ioreq_write, cpu_ioreq_move, and one memory_region_ops line a piece; a read as handle_ioreq, cpu_ioreq_move,
 * pieces, and handle_ioreq_read, which alone has the result. Fewer kinds of events may have been switched on.
 */
import { PORT, REPEATED, REQUEST, SIZE_KNOWN, VALUE_KNOWN, WRITE } from './access-columns.ts';
import { ascii, Cursor, textOf } from './scan.ts';
import type { Recording } from './recording.ts';
import type { Repeat } from './trace.ts';

const HANDLE = ascii('handle_ioreq');
const HANDLE_WRITE = ascii('_write I/O=0x');
const HANDLE_READ = ascii('_read I/O=0x');
const HANDLE_PLAIN = ascii(' I/O=0x');
const MOVE = ascii('cpu_ioreq_move I/O=0x');
const OTHERS = ascii('cpu_ioreq_');
const WRITE_TYPE = ascii(' write type=');
const READ_TYPE = ascii(' read type=');
const TYPE = ascii(' type=');
const COPY = ascii(' copy');
const DIR = ascii(' dir=');
const DF = ascii(' df=');
const PTR = ascii(' ptr=');
const PORT_AT = ascii(' port=0x');
const DATA = ascii(' data=0x');
const COUNT = ascii(' count=');
const SIZE = ascii(' size=');

const PORT_IO = 0;
const MEMORY = 1;
const CONFIG = 2;

/** Fields of the event most recently parsed. */
interface Fields {
  type: number;
  write: boolean;
  df: boolean;
  inRam: boolean;
  address: number;
  lo: number;
  hi: number;
  count: number;
  size: number;
}

/** How the parts of one request came in. */
const FIRST = 1;
const SECOND = 2;
const MOVED = 4;
const RESULT = 8;

/** Such an event has some 150 characters: where many are glued together, none is looked for in all that follow. */
const LONGEST_PART = 400;

export class IoreqReader {
  /** A request has begun and none has begun after it. */
  open = false;
  private readonly cursor = new Cursor();
  private readonly recording: Recording;
  private readonly f: Fields = {
    type: 0,
    write: false,
    df: false,
    inRam: false,
    address: 0,
    lo: 0,
    hi: 0,
    count: 1,
    size: 4,
  };
  private row = -1;
  private type = 0;
  private write = false;
  private address = 0;
  private bytesFrom = 0;
  private bytesTo = 0;
  private parts = 0;
  private repeat: Repeat | null = null;
  /** How many requests had each combination of parts, memory writes and reads apart. */
  private readonly shapes = [new Map<number, number>(), new Map<number, number>()] as const;
  private source = -1;

  constructor(recording: Recording) {
    this.recording = recording;
  }

  /**
   * Takes an event of a request that starts at `at`. Gives back where it ends, 0 when the line is none, and -1 when it
   * is a damaged one.
   */
  line(bytes: Uint8Array, start: number, at: number, end: number, time: number): number {
    const { cursor } = this;
    cursor.set(bytes, at, end);
    if (cursor.has(HANDLE)) {
      if (cursor.has(HANDLE_PLAIN)) {
        if (!this.fields(TYPE, true)) return -1;
        this.begin(time);
      } else if (cursor.has(HANDLE_WRITE)) {
        this.f.write = true;
        if (!this.fields(WRITE_TYPE, false)) return -1;
        this.second(bytes, start, cursor.at, time);
      } else if (cursor.has(HANDLE_READ)) {
        this.f.write = false;
        if (!this.fields(READ_TYPE, false)) return -1;
        this.result(bytes, start, cursor.at, time);
      } else return -1;
      return cursor.at;
    }
    if (cursor.has(MOVE)) {
      if (!this.moveFields()) return -1;
      this.moved(bytes, start, cursor.at, time);
      return cursor.at;
    }
    return cursor.has(OTHERS) ? this.part(bytes, start, end) : 0;
  }

  /** An event that tells a part of a request once more: of ports, or of configuration space. */
  private part(bytes: Uint8Array, start: number, end: number): number {
    const { cursor, recording } = this;
    const match =
      /^(?:(pio(?:_read_reg|_write_reg)?) I\/O=0x[0-9a-f]+ .*? size=\d|(config_(?:read|write)) I\/O=0x[0-9a-f]+ sbdf=0x[0-9a-f]+ reg=\d+ size=\d data=0x[0-9a-f]{1,8}?(?=\d+@|[^0-9a-f]|$))/.exec(
        textOf(bytes, cursor.at, Math.min(end, cursor.at + LONGEST_PART)),
      );
    if (!match) return -1;
    const [text] = match;
    const kind = match[1] ?? match[2]!;
    const stop = cursor.at + text.length;
    if (!this.open) this.unopened(kind, text);
    recording.tally.context(`part of a request: cpu_ioreq_${kind}`, bytes, start, stop);
    return stop;
  }

  /** Whether the bytes belong to the request in progress. */
  covers(address: number, size: number, write: boolean): boolean {
    return write === this.write && address >= this.bytesFrom && address + size <= this.bytesTo;
  }

  /** A memory region was called for (a piece of) the request: the only place that tells the values of a REP access. */
  piece(_address: number, _size: number, lo: number, hi: number): void {
    if (this.repeat?.inRam) this.repeat.values.push({ lo, hi });
  }

  finish(): void {
    this.close();
    // Requests that lack parts which most requests of this log have are damaged.
    for (const shape of this.shapes) {
      let usual = 0;
      let most = 0;
      let all = 0;
      for (const [parts, count] of shape) {
        all += count;
        if (count > most) [usual, most] = [parts, count];
      }
      if (usual !== 0) this.recording.brokenRequests += all - most;
    }
  }

  private fields(typeWord: Uint8Array, hasDirection: boolean): boolean {
    const { cursor, f } = this;
    cursor.hex();
    cursor.word(typeWord);
    f.type = cursor.decimal();
    if (hasDirection) {
      cursor.word(DIR);
      f.write = cursor.decimal() === 0;
    }
    return this.tail();
  }

  private moveFields(): boolean {
    const { cursor, f } = this;
    cursor.hex();
    cursor.word(COPY);
    cursor.word(DIR);
    f.write = cursor.decimal() === 0;
    f.type = MEMORY;
    return this.tail();
  }

  private tail(): boolean {
    const { cursor, f } = this;
    cursor.word(DF);
    f.df = cursor.decimal() === 1;
    cursor.word(PTR);
    f.inRam = cursor.decimal() === 1;
    cursor.word(PORT_AT);
    cursor.hex();
    f.address = cursor.wide;
    cursor.word(DATA);
    cursor.hex();
    f.lo = cursor.lo;
    f.hi = cursor.hi;
    cursor.word(COUNT);
    f.count = cursor.decimal();
    cursor.word(SIZE);
    f.size = cursor.digit();
    return cursor.ok && f.size >= 1 && f.size <= 8 && f.count >= 1 && f.count <= 1 << 20;
  }

  private begin(time: number): void {
    this.start(time, this.f.write);
    this.parts = FIRST;
  }

  /** Makes a row of the parsed event; a read's value is not known yet. */
  private start(time: number, hasValue: boolean): void {
    this.close();
    const { f, recording } = this;
    const { columns, tally } = recording;
    this.open = true;
    this.type = f.type;
    this.write = f.write;
    this.address = f.address;
    const repeated = f.count > 1 || f.inRam;
    const span = f.size * f.count;
    this.bytesFrom = f.df ? f.address - span + f.size : f.address;
    this.bytesTo = this.bytesFrom + span;
    let flags = REQUEST | SIZE_KNOWN | (f.write ? WRITE : 0);
    if (f.type !== MEMORY) flags |= PORT;
    if (repeated) flags |= REPEATED;
    const known = hasValue && !f.inRam;
    if (known) flags |= VALUE_KNOWN;
    if (this.source < 0) this.source = recording.addSource('requests to the device model', null);
    tally.access();
    recording.touch(this.source, f.address);
    this.row = columns.add(
      f.address,
      f.size,
      flags,
      known ? f.lo : 0,
      known ? f.hi : 0,
      time,
      tally.lines,
      this.source,
    );
    this.repeat = repeated
      ? {
          count: f.count,
          df: f.df,
          inRam: f.inRam,
          values: known ? Array.from({ length: f.count }, () => ({ lo: f.lo, hi: f.hi })) : [],
        }
      : null;
    if (this.repeat) recording.repeats.set(this.row, this.repeat);
    if (f.write) this.configure(f.lo);
  }

  private matches(): boolean {
    const { f } = this;
    return this.open && f.write === this.write && f.address === this.address && f.type === this.type;
  }

  private second(bytes: Uint8Array, start: number, end: number, time: number): void {
    if (this.matches() && (this.parts & SECOND) === 0) {
      this.recording.tally.context('part of a request: handle_ioreq_write', bytes, start, end);
    } else {
      this.start(time, true);
      this.parts = 0;
    }
    this.parts |= SECOND;
  }

  private moved(bytes: Uint8Array, start: number, end: number, time: number): void {
    if (this.matches() && (this.parts & MOVED) === 0) {
      this.recording.tally.context('part of a request: cpu_ioreq_move', bytes, start, end);
    } else {
      this.start(time, this.f.write);
      this.parts = 0;
    }
    this.parts |= MOVED;
  }

  private result(bytes: Uint8Array, start: number, end: number, time: number): void {
    if (this.matches() && (this.parts & RESULT) === 0) {
      this.recording.tally.context('part of a request: handle_ioreq_read', bytes, start, end);
      if (!this.f.inRam) this.recording.columns.setValue(this.row, this.f.lo, this.f.hi);
    } else {
      this.start(time, true);
      this.parts = 0;
    }
    this.parts |= RESULT;
    if (this.type === CONFIG || this.type === PORT_IO) this.configure(this.f.lo);
  }

  /** Requests for configuration space: type 2 has the function in the upper half of the address. */
  private configure(value: number): void {
    const { f, recording } = this;
    const { config, columns, tally } = recording;
    if (f.type === CONFIG) {
      const bdf = Math.floor(f.address / 2 ** 32) & 0xffff;
      config.access(bdf, f.address % 2 ** 32, f.size, f.write, value, columns.length, tally.lines);
    } else if (f.type === PORT_IO && f.write && f.address === 0xcf8 && f.size === 4) config.select(value);
  }

  /** `cpu_ioreq_config_*` without a request around it, when only these events were switched on. */
  private unopened(kind: string, text: string): void {
    const match = /sbdf=0x([0-9a-f]+) reg=(\d+) size=(\d+) data=0x([0-9a-f]+)/.exec(text);
    if (!match || !kind.startsWith('config')) return;
    const { config, columns, tally } = this.recording;
    config.access(
      Number.parseInt(match[1]!, 16) & 0xffff,
      Number(match[2]),
      Number(match[3]),
      kind === 'config_write',
      Number.parseInt(match[4]!, 16),
      columns.length,
      tally.lines,
    );
  }

  private close(): void {
    if (this.open && this.type === MEMORY) {
      const shape = this.shapes[this.write ? 1 : 0];
      shape.set(this.parts, (shape.get(this.parts) ?? 0) + 1);
    }
    this.open = false;
    this.repeat = null;
  }
}
