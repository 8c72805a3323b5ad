/** Text in and out of the process, for all commands. */
import { readFileSync, statSync, writeSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import { failure, success, type Result } from '#model/base/result.ts';
import { decodeText } from '#import/decode-text.ts';

/** Largest file read, in bytes, packed or unpacked. */
export const LARGEST_INPUT = 256 * 1024 * 1024;

const STANDARD_INPUT = 0;
const NEW_LINE = 10;
/** As much of a file as is looked at to see whether it is text. */
const LOOKED_AT = 4096;

/** The text of `file`, or of standard input for `-`; gzip is unpacked. Never throws. */
export function readText(file: string): Result<string> {
  const name = file === '-' ? 'Standard input' : file;
  try {
    if (file !== '-') {
      const found = statSync(file);
      if (found.isDirectory()) return failure(`${file} is a directory; name a file.`);
      if (found.isFile() && found.size > LARGEST_INPUT)
        return failure(tooLarge(name, `${found.size} bytes long`));
    }
    const bytes = readFileSync(file === '-' ? STANDARD_INPUT : file);
    if (bytes.length > LARGEST_INPUT) return failure(tooLarge(name, `${bytes.length} bytes long`));
    const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
    return isPacked ? unpacked(bytes, name) : textOf(bytes, name);
  } catch (error) {
    return failure(reasonOf(error, name));
  }
}

function unpacked(bytes: Buffer, name: string): Result<string> {
  try {
    return textOf(gunzipSync(bytes, { maxOutputLength: LARGEST_INPUT }), name);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code !== 'Z_BUF_ERROR') throw error;
    // What is there tells how far it reaches, which helps to see whether a download or a disk has ended early.
    const there = gunzipSync(bytes, {
      maxOutputLength: LARGEST_INPUT,
      finishFlush: constants.Z_SYNC_FLUSH,
    });
    const line = there.reduce((count, byte) => count + (byte === NEW_LINE ? 1 : 0), 1);
    return failure(
      `${name} is a damaged gzip file: it is cut off in line ${line} of its text (${message}). Copy it again.`,
    );
  }
}

/** Zeros that are not half of a UTF-16 letter are in no text. */
function textOf(bytes: Buffer, name: string): Result<string> {
  const text = decodeText(bytes);
  if (text.slice(0, LOOKED_AT).includes('\0')) return failure(`${name} is a binary file; text is expected.`);
  return success(text);
}

const tooLarge = (name: string, size: string): string =>
  `${name} is ${size}; at most ${LARGEST_INPUT} (256 MiB) are read. Split it.`;

function reasonOf(error: unknown, name: string): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return `${name} does not exist.`;
  if (code === 'EACCES') return `${name} may not be read.`;
  if (code === 'ERR_BUFFER_TOO_LARGE') return tooLarge(name, 'larger than that when unpacked');
  if (code?.startsWith('Z_') === true) return `${name} is a damaged gzip file (${message}).`;
  return `${name} cannot be read: ${message}.`;
}

/** Writes all of `text`, however slowly the other side takes it; a reader that has gone away is no error. */
export function writeText(descriptor: 1 | 2, text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EAGAIN') continue;
      if (code === 'EPIPE') return;
      throw error;
    }
  }
}
