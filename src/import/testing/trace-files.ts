/** Recordings for tests: those committed beside the readers, and the larger set beside the project where it exists. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { readTrace } from '#import/traces/trace-reader.ts';
import type { Trace } from '#import/traces/trace.ts';

export const FIXTURES = fileURLToPath(new URL('../fixtures/traces', import.meta.url));
/** RECORDINGS names the larger set where it lies elsewhere. */
export const SAMPLES =
  process.env['RECORDINGS'] ?? fileURLToPath(new URL('../../../../shared/samples', import.meta.url));
export const hasSamples = existsSync(path.join(SAMPLES, 'traces'));

export const bytesOf = (file: string): Uint8Array => readFileSync(file);

export function textOfFile(file: string): string {
  const bytes = readFileSync(file);
  return (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('latin1');
}

export const bytesOfText = (text: string): Uint8Array => Buffer.from(text, 'latin1');

/** Reads `bytes`; a recording that cannot be read fails the test. */
export function traceOf(bytes: Uint8Array): Trace {
  const trace = readTrace(bytes);
  if (!trace.ok) throw new Error(trace.error);
  return trace.value;
}

export const traceOfText = (text: string): Trace => traceOf(bytesOfText(text));

/** `folder/file` or `folder/file.gz`, whichever exists. */
export function recordingIn(folder: string, name: string): string {
  const plain = path.join(folder, name);
  return existsSync(plain) ? plain : `${plain}.gz`;
}

export const filesIn = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).map((name) => path.join(folder, name)) : [];
