/** Reading numbers and words out of bytes, without making strings. All positions are indexes into `bytes`. */

export const SPACE = 32;
export const ZERO = 48;
export const NINE = 57;
export const COLON = 58;
export const QUOTE = 39;

const HEX_VALUE = new Uint8Array(256).fill(255);
for (let i = 0; i < 10; i++) HEX_VALUE[ZERO + i] = i;
// Lower case only, as all producers print it: what is glued behind a number can begin with a capital.
for (let i = 0; i < 6; i++) HEX_VALUE[97 + i] = 10 + i;

/** The bytes of an ASCII text. */
export const ascii = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));

/** Whether `word` stands at `at`, before `end`. */
export function startsWith(bytes: Uint8Array, at: number, end: number, word: Uint8Array): boolean {
  const { length } = word;
  if (at + length > end) return false;
  for (let i = 0; i < length; i++) if (bytes[at + i] !== word[i]) return false;
  return true;
}

/** Where `byte` stands from `from` on, before `end`; -1 for nowhere. Looks no further, as the array's own method would. */
export function indexIn(bytes: Uint8Array, byte: number, from: number, end: number): number {
  for (let at = from; at < end; at++) if (bytes[at] === byte) return at;
  return -1;
}

/** A line's bytes as text; bytes beyond ASCII become what Latin-1 makes of them. */
export function textOf(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let i = start; i < end; i += 4096)
    text += String.fromCharCode(...bytes.subarray(i, Math.min(end, i + 4096)));
  return text;
}

export const isDigit = (byte: number | undefined): boolean =>
  byte !== undefined && byte >= ZERO && byte <= NINE;

/** A cursor over one line. A failed read leaves `ok` false; later reads then do nothing. */
export class Cursor {
  bytes: Uint8Array = new Uint8Array(0);
  at = 0;
  end = 0;
  ok = true;
  /** Halves of the number most recently read by `hex`. */
  lo = 0;
  hi = 0;

  set(bytes: Uint8Array, at: number, end: number): this {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
    this.ok = true;
    return this;
  }

  get failed(): boolean {
    return !this.ok;
  }

  get done(): boolean {
    return this.ok && this.at === this.end;
  }

  word(word: Uint8Array): void {
    if (this.ok && startsWith(this.bytes, this.at, this.end, word)) this.at += word.length;
    else this.ok = false;
  }

  /** Whether `word` stands here; if so, passes it. */
  has(word: Uint8Array): boolean {
    if (!this.ok || !startsWith(this.bytes, this.at, this.end, word)) return false;
    this.at += word.length;
    return true;
  }

  /** Hexadecimal digits, at most 16, into `lo` and `hi`. */
  hex(): void {
    const { bytes, end } = this;
    let { at } = this;
    let lo = 0;
    let hi = 0;
    const start = at;
    while (at < end) {
      const digit = HEX_VALUE[bytes[at]!]!;
      if (digit === 255) break;
      hi = ((hi << 4) | (lo >>> 28)) >>> 0;
      lo = ((lo << 4) | digit) >>> 0;
      at++;
    }
    if (at === start || at - start > 16) this.ok = false;
    this.at = at;
    this.lo = lo;
    this.hi = hi;
  }

  /** The number most recently read, exact below 2^53. */
  get wide(): number {
    return this.hi * 0x100000000 + this.lo;
  }

  /** Decimal digits; a minus sign is allowed. */
  decimal(): number {
    const { bytes, end } = this;
    let { at } = this;
    const negative = at < end && bytes[at] === 45;
    if (negative) at++;
    let value = 0;
    const start = at;
    while (at < end) {
      const digit = bytes[at]! - ZERO;
      if (digit < 0 || digit > 9) break;
      value = 10 * value + digit;
      at++;
    }
    if (at === start || at - start > 15) this.ok = false;
    this.at = at;
    return negative ? -value : value;
  }

  /** One decimal digit: what is glued behind it can begin with others. */
  digit(): number {
    const value = this.at < this.end ? this.bytes[this.at]! - ZERO : -1;
    if (value < 0 || value > 9) this.ok = false;
    else this.at++;
    return value;
  }

  /** `SEC.FRACTION` in seconds. */
  seconds(): number {
    const whole = this.decimal();
    if (this.bytes[this.at] !== 46 || this.at >= this.end) {
      this.ok = false;
      return 0;
    }
    this.at++;
    const start = this.at;
    const fraction = this.decimal();
    return whole + fraction * (POWERS[this.at - start] ?? 0);
  }

  text(): string {
    return textOf(this.bytes, this.at, this.end);
  }
}

const POWERS = Array.from({ length: 16 }, (_, digits) => 10 ** -digits);
