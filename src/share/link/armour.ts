/** Bytes as characters that survive mail: letters, digits, - and _, packed where that helps, with a check. */
import { deflateSync, inflateSync } from 'fflate';
import { failure, success, type Result } from '#model/base/result.ts';
import { DICTIONARY } from './dictionary.ts';
import { hashOf } from './hash.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const DIGITS = new Map(Array.from(ALPHABET, (char, digit) => [char, digit] as const));

/** Characters of the check at the end. */
const CHECK_LENGTH = 3;
const PLAIN = 'A';
const PACKED = 'B';
/** Unpacked bytes; a link that claims more was made to do harm. */
const MOST_BYTES = 4 * 2 ** 20;

/** `value` as `count` characters, high digit first. */
export function digitsOf(value: number, count: number): string {
  return Array.from(
    { length: count },
    (_, n) => ALPHABET[Math.floor(value / 64 ** (count - 1 - n)) % 64]!,
  ).join('');
}

/** The number that such characters stand for; null when one of them is none of ours. */
export function numberOf(digits: string): number | null {
  let value = 0;
  for (const char of digits) {
    const digit = DIGITS.get(char);
    if (digit === undefined) return null;
    value = value * 64 + digit;
  }
  return value;
}

/** One character that tells most changes of `text`. */
export const checkDigit = (text: string): string => digitsOf(hashOf(text) & 63, 1);

const checkOf = (text: string): string => digitsOf(hashOf(text) & 0x3ffff, CHECK_LENGTH);

export function armoured(bytes: Uint8Array): string {
  const packed = deflateSync(bytes, { level: 9, dictionary: DICTIONARY });
  const isShorter = packed.length < bytes.length;
  const body = (isShorter ? PACKED : PLAIN) + base64(isShorter ? packed : bytes);
  return body + checkOf(body);
}

/** The bytes; the error is a clause about what is wrong. */
export function unarmoured(text: string): Result<Uint8Array> {
  const body = text.slice(0, -CHECK_LENGTH);
  if (body === '' || checkOf(body) !== text.slice(-CHECK_LENGTH))
    return failure('its check does not match: a character was changed or lost on the way');
  const bytes = fromBase64(body.slice(1));
  if (bytes === null) return failure('it has characters that do not belong there');
  if (body.startsWith(PLAIN)) return success(bytes);
  return body.startsWith(PACKED)
    ? unpacked(bytes)
    : failure('it is packed in a way that this version does not know');
}

function unpacked(bytes: Uint8Array): Result<Uint8Array> {
  try {
    // What does not fit in `out` is dropped by fflate, or throws: a small link never costs more memory than this.
    const out = new Uint8Array(Math.min(MOST_BYTES, 1100 * bytes.length + 1024) + 1);
    const found = inflateSync(bytes, { out, dictionary: DICTIONARY });
    return found.length > MOST_BYTES
      ? failure('it is far larger when unpacked than any link')
      : success(found);
  } catch {
    return failure('it cannot be unpacked');
  }
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let n = 0; n < bytes.length; n += 3) {
    const left = Math.min(3, bytes.length - n);
    const value = (bytes[n]! << 16) | ((bytes[n + 1] ?? 0) << 8) | (bytes[n + 2] ?? 0);
    for (let k = 0; k <= left; k++) text += ALPHABET[(value >> (18 - 6 * k)) & 63]!;
  }
  return text;
}

function fromBase64(text: string): Uint8Array | null {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const char of text) {
    const digit = DIGITS.get(char);
    if (digit === undefined) return null;
    bits = ((bits << 6) | digit) & 0xffffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[at++] = (bits >> held) & 0xff;
  }
  return bytes;
}
