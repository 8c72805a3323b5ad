/**
 * What `xenalyze -a` prints of a xentrace recording (seen: Xen 4.17, AMD, with --svm-mode). The records tell neither
 * the size of an access nor who handled it; their order inside an exit and the scheduler's records around it do
 * (exit-evidence.ts). Formats: tools/xentrace/xenalyze.c of Xen 4.17.
 */
import { PORT, REPEATED, VALUE_KNOWN, WRITE } from './access-columns.ts';
import { ExitWatcher } from './exit-evidence.ts';
import { ascii, Cursor, indexIn, isDigit, SPACE, startsWith, textOf } from './scan.ts';
import type { LineReader, Recording } from './recording.ts';

const MMIO = ascii('mmio_assist');
const HANDLER = ascii('hvm_handler 535');
const NPF = ascii('npf gpa ');
const VMENTRY = ascii('vmentry');
const VMEXIT = ascii('vmexit');
const RUNSTATE = ascii('runstate_');
const SWITCH = ascii('sched_switch');
/** Another vCPU gets the processor; when this one goes on the record says `continue`. */
const SWITCHED = ascii('sched_switch prev');
const CSCHED = ascii('csched:');
const WAKE = ascii('vcpu_wake d0v');
const IO = ascii('io ');
const IO_ASSIST = ascii('io_assist');
const LOST = ascii('lost_records');
const UNKNOWN_EVENT = ascii('Unknown hvm event: ');
const LAPIC_EVENT = ascii('Unknown hvm event: 84011');
const BRACKET = ascii('[ ');
const GPA = ascii(' gpa ');
const DATA = ascii(' data ');
const NO_DATA = ascii(' (no data)');

/** What can stand for a processor: blank - . l x | */
const CPU_STATES: readonly number[] = [SPACE, 45, 46, 108, 120, 124];

const POINT = 46;
const CAPITAL_U = 85;
const DECIMALS = 9;

/** The mark before a time whose point is at `dot`, when it is such a time: `%3u.%09u`, with a blank behind it; or -1. */
function headerAt(bytes: Uint8Array, least: number, dot: number, end: number): number {
  for (let at = dot + 1; at <= dot + DECIMALS; at++) if (!isDigit(bytes[at])) return -1;
  if (bytes[dot + DECIMALS + 1] !== SPACE || dot + DECIMALS + 1 >= end) return -1;
  let first = dot;
  while (first > least && isDigit(bytes[first - 1])) first--;
  if (first === dot) return -1;
  const mark = Math.min(first, dot - 3) - 1;
  if (mark < least) return -1;
  for (let at = mark + 1; at < first; at++) if (bytes[at] !== SPACE) return -1;
  return bytes[mark] === SPACE || bytes[mark] === 33 || bytes[mark] === 93 ? mark : -1;
}

/** A vCPU's number for maps: domain and index in one. `d?v?` is UNKNOWN. */
const UNKNOWN_VCPU = -1;

export class XenalyzeReader implements LineReader {
  readonly watcher: ExitWatcher;
  private readonly cursor = new Cursor();
  private readonly recording: Recording;
  private readonly sources = new Map<number, number>();
  /** Line at which xenalyze gave up, because it took an AMD recording for an Intel one; null where it did not. */
  stopped: number | null = null;
  private time = NaN;
  private bodyAt = 0;
  private vcpu = UNKNOWN_VCPU;

  constructor(recording: Recording) {
    this.recording = recording;
    this.watcher = new ExitWatcher(recording);
  }

  line(bytes: Uint8Array, start: number, end: number): void {
    let from = start;
    for (let at = this.nextRecord(bytes, start, end); at > 0; at = this.nextRecord(bytes, from, end)) {
      this.recording.noteGlued();
      this.record(bytes, from, at);
      from = at;
    }
    this.record(bytes, from, end);
  }

  /** Where the next record begins behind `start` in the same line, or -1: its header has a time with nine decimals. */
  private nextRecord(bytes: Uint8Array, start: number, end: number): number {
    let found = -1;
    for (let dot = indexIn(bytes, POINT, start + 5, end); dot > 0 && dot + DECIMALS < end;) {
      const at = headerAt(bytes, start + 1, dot, end);
      if (at > 0 && this.header(bytes, at, end)) {
        found = at;
        break;
      }
      dot = indexIn(bytes, POINT, dot + 1, end);
    }
    // Such a line has no header, and counts for the exit in progress.
    const stop = found < 0 ? end : found;
    let at = indexIn(bytes, CAPITAL_U, start + 1, stop);
    for (; at > 0; at = indexIn(bytes, CAPITAL_U, at + 1, stop))
      if (startsWith(bytes, at, stop, UNKNOWN_EVENT)) return at;
    return found;
  }

  private record(bytes: Uint8Array, start: number, end: number): void {
    const { recording, watcher } = this;
    if (startsWith(bytes, start, end, UNKNOWN_EVENT)) {
      if (startsWith(bytes, start, end, LAPIC_EVENT)) watcher.lapicEvent();
      recording.tally.context('event xenalyze has no name for', bytes, start, end);
      return;
    }
    if (start === end) {
      recording.tally.context('blank', bytes, start, end);
      return;
    }
    if (!this.header(bytes, start, end)) {
      this.chatter(bytes, start, end);
      return;
    }
    recording.tally.time(this.time);
    const at = this.bodyAt;
    const mark = bytes[start];
    const { vcpu } = this;
    if (startsWith(bytes, at, end, MMIO) || startsWith(bytes, at, end, HANDLER)) {
      const stop = this.mmio(bytes, start, at, end);
      if (stop > 0) {
        this.behind(bytes, stop, end);
        return;
      }
      recording.tally.puzzle('mmio record cut or damaged', bytes, start, end);
      watcher.disturb(vcpu);
      return;
    }
    let kind: string | null = null;
    if (startsWith(bytes, at, end, NPF)) {
      const { cursor } = this;
      cursor.set(bytes, at + NPF.length, end);
      cursor.hex();
      watcher.fault(vcpu, cursor.ok ? cursor.wide : NaN, / t 4(?!\d)/.test(textOf(bytes, at, end)));
      kind = 'npf';
    } else if (startsWith(bytes, at, end, VMENTRY)) {
      watcher.entry(vcpu, mark === 93);
      kind = 'vmentry';
    } else if (startsWith(bytes, at, end, VMEXIT)) {
      watcher.exit(vcpu, this.time);
      kind = 'vmexit';
    } else if (startsWith(bytes, at, end, RUNSTATE)) {
      this.runstate(bytes, at, end);
      kind = 'scheduler';
    } else if (startsWith(bytes, at, end, SWITCH) || startsWith(bytes, at, end, CSCHED)) {
      watcher.scheduler();
      if (startsWith(bytes, at, end, SWITCHED)) watcher.away(vcpu);
      else watcher.tick(vcpu);
      kind = 'scheduler';
    } else if (startsWith(bytes, at, end, WAKE)) {
      watcher.scheduler();
      watcher.deviceModelWoken(vcpu);
      kind = 'scheduler';
    } else if (startsWith(bytes, at, end, LOST)) {
      recording.lost();
      watcher.disturbAll();
      kind = 'lost_records';
    } else if (startsWith(bytes, at, end, IO) || startsWith(bytes, at, end, IO_ASSIST)) {
      const stop = this.port(bytes, at, end);
      if (stop > 0) {
        this.behind(bytes, stop, end);
        return;
      }
      kind = 'io record of another form';
    } else kind = this.word(bytes, at, end);
    if (kind === null) recording.tally.puzzle('record of no known kind', bytes, start, end);
    else recording.tally.context(kind, bytes, start, end);
  }

  finish(): void {
    this.watcher.finish();
  }

  /** Marks, time, CPUs and domain at the start of a record. Leaves the place of what follows in `bodyAt`. */
  private header(bytes: Uint8Array, start: number, end: number): boolean {
    const first = bytes[start];
    if (first !== SPACE && first !== 33 && first !== 93) return false;
    let at = start + 1;
    while (at < end && bytes[at] === SPACE) at++;
    this.time = NaN;
    if (isDigit(bytes[at])) {
      const { cursor } = this;
      cursor.set(bytes, at, end);
      this.time = cursor.seconds();
      if (!cursor.ok || bytes[cursor.at] !== SPACE) return false;
      at = cursor.at + 1;
    } else if (at - start < 14) return false;
    // One character a processor, blanks among them; then the domain.
    const cpusAt = at;
    for (; at < end && at - cpusAt < 1100; at++) {
      if (bytes[at] !== 100 || bytes[at - 1] !== SPACE) {
        if (CPU_STATES.includes(bytes[at]!)) continue;
        return false;
      }
      const domain = this.domain(bytes, at, end);
      if (domain < at) continue;
      this.watcher.processors(at - 1 - cpusAt);
      this.bodyAt = domain;
      return true;
    }
    return false;
  }

  /** `d%dv%d ` or `d?v? `: the index behind it, or -1. */
  private domain(bytes: Uint8Array, start: number, end: number): number {
    let at = start + 1;
    let domain = 0;
    let index = 0;
    if (bytes[at] === 63) {
      if (bytes[at + 1] !== 118 || bytes[at + 2] !== 63) return -1;
      this.vcpu = UNKNOWN_VCPU;
      at += 3;
    } else {
      const from = at;
      while (at < end && isDigit(bytes[at])) domain = 10 * domain + (bytes[at++]! - 48);
      if (at === from || bytes[at++] !== 118) return -1;
      const second = at;
      while (at < end && isDigit(bytes[at])) index = 10 * index + (bytes[at++]! - 48);
      if (at === second) return -1;
      this.vcpu = domain * 4096 + index;
    }
    if (at < end && bytes[at] !== SPACE) return -1;
    return Math.min(at + 1, end);
  }

  /** Gives back where the record ends, or -1 when it is damaged. */
  private mmio(bytes: Uint8Array, start: number, at: number, end: number): number {
    const { cursor, recording, vcpu } = this;
    cursor.set(bytes, at, end);
    let write = false;
    let address = 0;
    let lo = 0;
    let hasData = true;
    if (cursor.has(HANDLER)) {
      // An event that xenalyze has no name for: a write, whose exit has ended meanwhile.
      const long = cursor.has(ascii('64'));
      write = true;
      cursor.word(ascii(' '));
      if (!this.words(long)) return -1;
      address = this.address;
      lo = this.data;
    } else {
      cursor.word(MMIO);
      const long = cursor.has(ascii('64'));
      cursor.word(ascii(' '));
      if (startsWith(bytes, cursor.at, end, BRACKET)) {
        if (!this.words(long)) return -1;
        address = this.address;
        lo = this.data;
      } else {
        write = bytes[cursor.at] === 119;
        if (!write && bytes[cursor.at] !== 114) return -1;
        cursor.at++;
        cursor.word(GPA);
        cursor.hex();
        address = cursor.wide;
        if (cursor.has(DATA)) {
          cursor.hex();
          lo = cursor.lo;
          // A letter here was glued on, and its like before it would be taken for digits.
          if (cursor.at < end && bytes[cursor.at] !== SPACE) return -1;
        } else {
          cursor.word(NO_DATA);
          hasData = false;
        }
        if (!cursor.ok) return -1;
      }
    }
    const source = this.source(vcpu);
    const flags = (write ? WRITE : 0) | (hasData ? VALUE_KNOWN : REPEATED);
    recording.tally.access();
    recording.touch(source, address);
    const { tally } = recording;
    const row = recording.columns.add(
      address,
      guessedSize(address),
      flags,
      lo,
      0,
      this.time,
      tally.lines,
      source,
    );
    if (!hasData) recording.repeats.set(row, { count: 1, df: false, inRam: true, values: [] });
    this.watcher.access(row, vcpu, write, address, hasData ? lo : null, bytes[start] === 33);
    return cursor.at;
  }

  /** What else stands in the line of a record. */
  private behind(bytes: Uint8Array, stop: number, end: number): void {
    let at = stop;
    while (at < end && bytes[at] === SPACE) at++;
    if (at === end) return;
    this.recording.noteGlued();
    this.record(bytes, at, end);
  }

  private address = 0;
  private data = 0;

  /** `[ gpa data ]`, or `[ lo hi data ]`. */
  private words(long: boolean): boolean {
    const { cursor } = this;
    cursor.word(BRACKET);
    cursor.hex();
    let address = cursor.wide;
    cursor.word(ascii(' '));
    if (long) {
      cursor.hex();
      address += cursor.lo * 2 ** 32;
      cursor.word(ascii(' '));
    }
    cursor.hex();
    this.address = address;
    this.data = cursor.lo;
    cursor.word(ascii(' ]'));
    return cursor.ok;
  }

  /** `io (read|write) port P val V`, or `io_assist [ P V ]`: a read that the device model answered. */
  private port(bytes: Uint8Array, at: number, end: number): number {
    const match =
      /^io (read|write) port ([0-9a-f]{1,4}) val ([0-9a-f]{1,8})(?= |$)|^io_assist \[ ([0-9a-f]{1,4}) ([0-9a-f]{1,8}) \]/.exec(
        textOf(bytes, at, end),
      );
    if (!match) return -1;
    const { recording, vcpu } = this;
    const write = match[1] === 'write';
    const port = Number.parseInt(match[2] ?? match[4]!, 16);
    const value = Number.parseInt(match[3] ?? match[5]!, 16);
    const source = this.source(vcpu);
    const flags = (write ? WRITE : 0) | VALUE_KNOWN | PORT;
    const { tally, columns, config } = recording;
    tally.access();
    recording.touch(source, port);
    const size = portSize(port, value);
    columns.add(port, size, flags, value, 0, this.time, tally.lines, source);
    if (port === 0xcf8) {
      if (write) config.select(value);
    } else if (port >= 0xcfc && port <= 0xcff)
      config.selectedAccess(port - 0xcfc, size, write, value, columns.length, tally.lines);
    return at + match[0].length;
  }

  private runstate(bytes: Uint8Array, at: number, end: number): void {
    const match = /^runstate_(?:change|continue) d(\d+)v(\d+) (\w+)->(\w+)/.exec(textOf(bytes, at, end));
    this.watcher.scheduler();
    if (!match) return;
    const vcpu = Number(match[1]) * 4096 + Number(match[2]);
    if (match[3] === 'running' && match[4] === 'offline') this.watcher.slept(vcpu);
    else if (match[3] === 'running' && match[4] !== 'running') this.watcher.away(vcpu);
    else this.watcher.tick(vcpu);
  }

  private word(bytes: Uint8Array, at: number, end: number): string | null {
    const match = /^([a-z][a-z0-9_]*|\[vla\]|\[w2h\])(?:[ :]|$)/.exec(
      textOf(bytes, at, Math.min(end, at + 40)),
    );
    if (!match) return null;
    const [, word = ''] = match;
    if (word.startsWith('inj') || word.startsWith('intr')) return 'interrupt';
    return word;
  }

  private source(vcpu: number): number {
    let source = this.sources.get(vcpu);
    if (source === undefined) {
      const name = vcpu < 0 ? 'd?v?' : `d${Math.floor(vcpu / 4096)}v${vcpu % 4096}`;
      source = this.recording.addSource(name, vcpu);
      this.sources.set(vcpu, source);
    }
    return source;
  }

  /** What xenalyze says about itself, between records. */
  private chatter(bytes: Uint8Array, start: number, end: number): void {
    const { tally } = this.recording;
    const text = textOf(bytes, start, Math.min(end, start + 200));
    const known =
      /^ *\[(?:vla|w2h)\]|^(?: *\d+\.\d+)? *[-x| .l]* *\[(?:vla|w2h)\]|^(?:Creating (?:vcpu|domain)|First schedule for|process_lost_records:|Changing p\d+ current|scan_for_new_pcpu:|init_pcpus:|deactivate_pcpu:|read_record:|hvm_generic_postprocess:|WARNING: |hvm_\w+: |\w+: FIXME|sched_\w+: )| lost_records end|^ +Interrupt \d+ clearing|^\]HDR |^ *\d+\.\d+ [-x| .l]* inj_exc /.test(
        text,
      );
    if (/^h->exit_reason [0-9a-f]+ > exit_reason_max/.test(text)) {
      this.stopped ??= tally.lines;
      this.watcher.disturbAll();
      tally.context('xenalyze stops', bytes, start, end);
      return;
    }
    if (/ lost_records end/.test(text)) this.watcher.disturbAll();
    if (known) tally.context('xenalyze’s own remark', bytes, start, end);
    else if (text.trim() === '') tally.context('blank', bytes, start, end);
    else {
      tally.puzzle('not a xenalyze record', bytes, start, end);
      this.watcher.disturbAll();
    }
  }
}

/** xenalyze tells no sizes: 4 bytes is what drivers use, less where the address is not aligned for it. */
const guessedSize = (address: number): number => (address % 4 === 0 ? 4 : address % 2 === 0 ? 2 : 1);

/** The same for ports: the address register takes dwords; Message Control, in the upper half of a dword, is a word. */
function portSize(port: number, value: number): number {
  if (port === 0xcf8 || port === 0xcfc) return 4;
  return value > 0xff || port === 0xcfe ? 2 : 1;
}

/** Whether a line looks like a record of xenalyze. */
export function looksLikeXenalyze(bytes: Uint8Array, start: number, end: number): boolean {
  return /^(?:[\]! ] *\d+\.\d{9} .{0,260}?d(?:\d+v\d+|\?v\?) |Unknown hvm event: [0-9a-f]+$|[\]! ] {14}x d\d+v\d+ )/.test(
    textOf(bytes, start, Math.min(end, start + 400)),
  );
}
