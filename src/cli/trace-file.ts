/** Reads a recording chunk by chunk, so that its text is never in memory as a whole. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { failure, type Result } from '#model/base/result.ts';
import { LARGEST_TRACE, TraceReader } from '#import/traces/trace-reader.ts';
import type { Trace } from '#import/traces/trace.ts';

const CHUNK = 1 << 20;
const STANDARD_INPUT = 0;

/** The recording in `file` (`-`: standard input), or a sentence about why there is none. Never throws. */
export function readTraceFile(file: string): Result<Trace> {
  const name = file === '-' ? 'Standard input' : file;
  let descriptor = STANDARD_INPUT;
  try {
    if (file !== '-') descriptor = openSync(file, 'r');
    const found = fstatSync(descriptor);
    if (found.isDirectory()) return failure(`${name} is a directory; name a file.`);
    if (found.isFile() && found.size > LARGEST_TRACE)
      return failure(`${name} is ${found.size} bytes long; at most ${LARGEST_TRACE} are read.`);
    const trace = readAll(descriptor);
    return trace.ok ? trace : failure(`${name}: ${trace.error}`);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return failure(`${name} does not exist.`);
    if (code === 'EACCES') return failure(`${name} may not be read.`);
    return failure(`${name} cannot be read: ${message}.`);
  } finally {
    if (descriptor !== STANDARD_INPUT) closeSync(descriptor);
  }
}

function readAll(descriptor: number): Result<Trace> {
  const reader = new TraceReader();
  const chunk = new Uint8Array(CHUNK);
  for (;;) {
    let length: number;
    try {
      length = readSync(descriptor, chunk, 0, CHUNK, null);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EAGAIN') continue;
      if (code === 'EOF') break;
      throw error;
    }
    if (length === 0) break;
    reader.push(chunk.subarray(0, length));
  }
  return reader.end();
}
