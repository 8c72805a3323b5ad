/** Files → recordings, with progress, and refused before reading where memory would not do. */
import { memoryNeed, SAMPLE_BYTES, tooLarge, TRAILER_BYTES } from '#import/traces/memory-need.ts';
import { LARGEST_TRACE, TraceReader } from '#import/traces/trace-reader.ts';
import type { Trace } from '#import/traces/trace.ts';
import { failure, type Result } from '#model/base/result.ts';

/** How far reading has come. */
export interface TraceProgress {
  readonly bytes: number;
  readonly totalBytes: number;
  readonly lines: number;
  /** Seconds until the end at the speed so far; null before there is one. */
  readonly secondsLeft: number | null;
}

const MILLISECONDS = 1000;
const GIB = 2 ** 30;
/** Milliseconds between two reports of progress. */
export const TELL_EVERY = 100;
/** GiB of memory taken to be there when the browser does not say. */
const USUAL_MEMORY = 4;
/** Part of it that a recording may use. */
const SHARE = 0.25;

/** Bytes that a recording may use on this machine. */
function memoryLimit(): number {
  const { deviceMemory } = navigator as Navigator & { readonly deviceMemory?: number };
  return (deviceMemory ?? USUAL_MEMORY) * SHARE * GIB;
}

const NOT_WHOLE =
  'It could not be read to its end: it was changed, moved or removed meanwhile, or is a folder. Open it again once nothing writes to it.';

class Lost extends Error {}

/** What `read` gives; browsers name what goes wrong there in several ways. */
const fromFile = <T>(read: Promise<T>): Promise<T> => read.catch(() => Promise.reject(new Lost()));

/** Reads `file`; `isCancelled` is asked after every piece. A file that changes meanwhile is refused, not read in part. */
export async function readFile(
  file: File,
  onProgress: (progress: TraceProgress) => void,
  isCancelled: () => boolean,
): Promise<Result<Trace>> {
  try {
    return await readWhole(file, onProgress, isCancelled);
  } catch (error) {
    if (error instanceof Lost) return failure(NOT_WHOLE);
    throw error;
  }
}

async function readWhole(
  ...[file, onProgress, isCancelled]: Parameters<typeof readFile>
): Promise<Result<Trace>> {
  const refusal = await refusalOf(file);
  if (refusal !== null) return failure(refusal);
  const reader = new TraceReader();
  const stream = file.stream().getReader();
  const start = performance.now();
  let bytes = 0;
  let told = start;
  for (;;) {
    const { done, value } = await fromFile(stream.read());
    if (done) {
      // Browsers compare a file with what it was when it was chosen, but only where they begin to read.
      await fromFile(file.slice(-1).arrayBuffer());
      return bytes === file.size ? reader.end() : failure(NOT_WHOLE);
    }
    if (isCancelled()) {
      await stream.cancel();
      return failure('Reading was cancelled.');
    }
    reader.push(value);
    bytes += value.length;
    const now = performance.now();
    if (now - told < TELL_EVERY) continue;
    told = now;
    const seconds = (now - start) / MILLISECONDS;
    const secondsLeft = bytes === 0 ? null : (seconds * (file.size - bytes)) / bytes;
    onProgress({ bytes, totalBytes: file.size, lines: reader.lines, secondsLeft });
  }
}

async function refusalOf(file: File): Promise<string | null> {
  if (file.size > LARGEST_TRACE)
    return `The file is ${file.size.toLocaleString('en')} bytes long; at most ${LARGEST_TRACE.toLocaleString('en')} (1,536 MiB) are read. Cut out the part in question.`;
  const part = async (from: number, to: number) =>
    new Uint8Array(await fromFile(file.slice(Math.max(0, from), to).arrayBuffer()));
  const head = await part(0, SAMPLE_BYTES);
  const trailer = await part(file.size - TRAILER_BYTES, file.size);
  return tooLarge(memoryNeed(file.size, head, trailer), memoryLimit());
}
