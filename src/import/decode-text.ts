/** Bytes of a file → its text, in whichever way a shell or an editor has encoded it. */

/** As much of the bytes as is looked at to tell UTF-16 without a mark. */
const LOOKED_AT = 4096;

/**
 * The text of `bytes`. UTF-16 (what a Windows shell redirects) is known by its mark or by the zeros between its
 * letters; what is no UTF-8 is read as Windows-1252, the usual one of old editors. Never throws.
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decoded(bytes, 'utf-16le');
  if (first === 0xfe && second === 0xff) return decoded(bytes, 'utf-16be');
  const zeros = zerosOf(bytes);
  if (zeros !== null) return decoded(bytes, zeros === 'odd' ? 'utf-16le' : 'utf-16be');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Bytes of no text at all are left as UTF-8 shows them: as replacement signs, which a reader can tell.
    return decoded(bytes, bytes.subarray(0, LOOKED_AT).includes(0) ? 'utf-8' : 'windows-1252');
  }
}

const decoded = (bytes: Uint8Array, encoding: string): string => new TextDecoder(encoding).decode(bytes);

/** Where the zeros of a text stand whose letters are two bytes each: nearly every other byte, and no other. */
function zerosOf(bytes: Uint8Array): 'even' | 'odd' | null {
  const length = Math.min(bytes.length, LOOKED_AT) & ~1;
  if (length < 8) return null;
  const counts = [0, 0];
  for (let at = 0; at < length; at++) if (bytes[at] === 0) counts[at % 2]!++;
  const [even = 0, odd = 0] = counts;
  const many = 0.4 * length;
  if (odd > many && even === 0) return 'odd';
  return even > many && odd === 0 ? 'even' : null;
}
