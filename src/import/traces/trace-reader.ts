/** Chunks of a recording → a Trace. Knows gzip, finds out the producer, and keeps count of every line. */
import { Gunzip } from 'fflate';
import { failure, success, type Result } from '#model/base/result.ts';
import { undoCallbackSizes } from './callback-sizes.ts';
import { detectProducer } from './detect.ts';
import { LineSplitter } from './lines.ts';
import { CsvReader } from './read-csv.ts';
import { MmiotraceReader } from './read-mmiotrace.ts';
import { QemuReader } from './read-qemu.ts';
import { XenalyzeReader } from './read-xenalyze.ts';
import { Recording, type LineReader } from './recording.ts';
import { traceMessages } from './trace-messages.ts';
import { PRODUCER_TITLES, type Producer, type Trace } from './trace.ts';

/** Bytes looked at before giving up on finding out the producer: console captures begin with other things. */
const DETECTION_BYTES = 1 << 20;

/** Bytes handed to the decompressor at a time, so that no piece it gives back is very large. */
const GZIP_PIECE = 1 << 16;

const KNOWN_FORMATS = `known are ${Object.values(PRODUCER_TITLES).join(', ')}, each also gzipped`;

/** Largest recording read, in bytes of text: 5 million lines are 600 MB, and their columns take 200 MB. */
export const LARGEST_TRACE = 1.5 * 1024 ** 3;

function readerOf(producer: Producer, recording: Recording): LineReader {
  switch (producer) {
    case 'mmiotrace':
      return new MmiotraceReader(recording);
    case 'qemu':
      return new QemuReader(recording);
    case 'xenalyze':
      return new XenalyzeReader(recording);
    case 'csv':
      return new CsvReader(recording);
    default:
      return producer satisfies never;
  }
}

export class TraceReader {
  private readonly recording = new Recording();
  private reader: LineReader | null = null;
  private producer: Producer | null = null;
  private readonly splitter: LineSplitter;
  private gunzip: Gunzip | null = null;
  private first: Uint8Array = new Uint8Array(0);
  private begun = false;
  private textBytes = 0;
  private error: string | null = null;
  /** Bytes out of the newest part of a gzip file, and the last bytes in: the part's length, as its maker wrote it. */
  private memberBytes = 0;
  private readonly trailer = new Uint8Array(4);

  constructor() {
    const { tally } = this.recording;
    this.splitter = new LineSplitter((bytes, start, end) => {
      tally.begin();
      this.reader!.line(bytes, start, end);
    });
  }

  /** Lines read so far, for progress. */
  get lines(): number {
    return this.recording.tally.lines;
  }

  /** Takes the next bytes of the file. Once something is wrong, the rest is ignored. */
  push(chunk: Uint8Array): void {
    if (this.error !== null || chunk.length === 0) return;
    if (!this.begun) {
      this.begun = true;
      if (chunk[0] === 0x1f && (chunk.length === 1 || chunk[1] === 0x8b)) this.openGzip();
    }
    if (!this.gunzip) {
      this.text(chunk);
      return;
    }
    const kept = Math.min(4, chunk.length);
    this.trailer.copyWithin(0, kept);
    this.trailer.set(chunk.subarray(chunk.length - kept), 4 - kept);
    try {
      for (let at = 0; at < chunk.length; at += GZIP_PIECE)
        this.gunzip.push(chunk.subarray(at, at + GZIP_PIECE), false);
    } catch (error) {
      this.error = `The gzip data is damaged after ${this.lines} lines (${error instanceof Error ? error.message : String(error)}).`;
    }
  }

  /** The recording, or a sentence about why there is none. */
  end(): Result<Trace> {
    let truncated = false;
    if (this.gunzip && this.error === null) {
      try {
        this.gunzip.push(new Uint8Array(0), true);
      } catch {
        truncated = true;
      }
      const [a = 0, b = 0, c = 0, d = 0] = this.trailer;
      const expected = (a | (b << 8) | (c << 16) | (d << 24)) >>> 0;
      if (expected !== this.memberBytes % 2 ** 32) truncated = true;
    }
    if (this.error !== null && this.lines === 0) return failure(this.error);
    if (this.textBytes === 0) return failure('The file is empty.');
    if (!this.reader) {
      this.detect(true);
      if (this.error !== null) return failure(this.error);
    }
    this.splitter.end();
    this.reader!.finish();
    return success(this.finished(truncated || this.error !== null));
  }

  private openGzip(): void {
    this.gunzip = new Gunzip((chunk) => {
      this.memberBytes += chunk.length;
      this.text(chunk);
    });
    this.gunzip.onmember = () => {
      this.memberBytes = 0;
    };
  }

  private text(chunk: Uint8Array): void {
    if (this.error !== null) return;
    this.textBytes += chunk.length;
    if (this.textBytes > LARGEST_TRACE) {
      this.error = `The recording is longer than ${Math.floor(LARGEST_TRACE / 2 ** 20)} MiB of text, which is the most that is read. Cut out the part in question.`;
      return;
    }
    if (this.reader) {
      this.splitter.push(chunk);
      return;
    }
    const joined = new Uint8Array(this.first.length + chunk.length);
    joined.set(this.first);
    joined.set(chunk, this.first.length);
    this.first = joined;
    this.detect(false);
  }

  /** Finds out the producer as soon as the bytes tell it, then reads what has been kept back. */
  private detect(whole: boolean): void {
    const { producer, binary } = detectProducer(this.first, whole);
    if (producer === null) {
      if (binary) this.error = `This is not text (${KNOWN_FORMATS}).`;
      else if (whole || this.first.length >= DETECTION_BYTES)
        this.error = `No line is one of a known recording (${KNOWN_FORMATS}; CSV needs a header line with op and address).`;
      return;
    }
    this.producer = producer;
    this.reader = readerOf(producer, this.recording);
    const kept = this.first;
    this.first = new Uint8Array(0);
    this.splitter.push(kept);
  }

  private finished(truncated: boolean): Trace {
    const { recording, reader, splitter } = this;
    const { tally } = recording;
    const watcher = reader instanceof XenalyzeReader ? reader.watcher : null;
    const accesses = recording.columns.finish();
    const isCalls = reader instanceof QemuReader;
    const trace: Omit<Trace, 'messages'> = {
      producer: this.producer!,
      relative: reader instanceof CsvReader && reader.relative,
      bytes: this.textBytes,
      lines: tally.lines,
      accesses,
      accessLines: tally.accessLines,
      contextLines: tally.contextLines,
      notUnderstoodLines: tally.notUnderstoodLines,
      context: tally.contextKinds,
      notUnderstood: tally.notUnderstood,
      sources: recording.sources,
      repeats: recording.repeats,
      config: recording.config.events,
      functions: recording.config.functions(),
      devices: recording.devices,
      mappings: recording.mappings,
      xen: watcher?.accesses ?? [],
      xenShape: watcher?.shape ?? null,
      brokenRequests: recording.brokenRequests,
      lossMarks: recording.lossMarks,
    };
    return {
      ...trace,
      messages: traceMessages(trace, {
        backwards: tally.backwards,
        firstBackwards: tally.firstBackwards,
        glued: recording.glued,
        firstGlued: recording.firstGlued,
        returns: splitter.returns,
        cutLines: splitter.cut,
        endsInside: !splitter.complete,
        truncated,
        error: this.error,
        unreadColumns: reader instanceof CsvReader ? reader.unread : [],
        stopped: reader instanceof XenalyzeReader ? reader.stopped : null,
        widened: isCalls ? undoCallbackSizes(accesses) : new Map(),
      }),
    };
  }
}

/** Reads a whole recording at once: for tests and small files. */
export function readTrace(bytes: Uint8Array): Result<Trace> {
  const reader = new TraceReader();
  reader.push(bytes);
  return reader.end();
}
