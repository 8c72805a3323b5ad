import { strFromU8, strToU8 } from 'fflate';

/** Grows as it is written to. Numbers are unsigned varints (7 bits a byte, low first) unless said otherwise. */
export class ByteWriter {
  private bytes = new Uint8Array(256);
  private length = 0;

  byte(value: number): void {
    if (this.length === this.bytes.length) {
      const wider = new Uint8Array(2 * this.length);
      wider.set(this.bytes);
      this.bytes = wider;
    }
    this.bytes[this.length++] = value;
  }

  /** A natural number up to 2^53 - 1. */
  natural(value: number): void {
    let rest = value;
    while (rest > 0x7f) {
      this.byte(0x80 | (rest % 0x80));
      rest = Math.floor(rest / 0x80);
    }
    this.byte(rest);
  }

  /** A number that can be negative: small ones of either sign are short. */
  signed(value: number): void {
    this.natural(value < 0 ? -2 * value - 1 : 2 * value);
  }

  wide(value: bigint): void {
    let rest = value;
    while (rest > 0x7fn) {
      this.byte(0x80 | Number(rest & 0x7fn));
      rest >>= 7n;
    }
    this.byte(Number(rest));
  }

  /** `size` bytes, low first. */
  fixed(value: bigint, size: number): void {
    for (let n = 0; n < size; n++) this.byte(Number((value >> BigInt(8 * n)) & 0xffn));
  }

  text(value: string): void {
    const bytes = strToU8(value);
    this.natural(bytes.length);
    for (const byte of bytes) this.byte(byte);
  }

  /** Whether there is a value, and the value. */
  optional<T>(value: T | null, write: (value: T) => void): void {
    this.byte(value === null ? 0 : 1);
    if (value !== null) write(value);
  }

  taken(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }
}

/**
 * Reads what a ByteWriter wrote. The first thing that is wrong is kept in `problem`; from then on everything reads
 * as 0, so that a reader of untrusted bytes can check once, at the end of each loop.
 */
export class ByteReader {
  problem: string | null = null;
  private at = 0;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  fail(problem: string): void {
    this.problem ??= problem;
    this.at = this.bytes.length;
  }

  byte(): number {
    const value = this.bytes[this.at];
    if (value === undefined) {
      this.fail('it ends too early');
      return 0;
    }
    this.at++;
    return value;
  }

  /** A natural number up to `most`. */
  natural(most: number = Number.MAX_SAFE_INTEGER): number {
    let value = 0;
    let scale = 1;
    for (let n = 0; n < 8; n++) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      scale *= 0x80;
      if (byte < 0x80) {
        if (value <= most) return value;
        break;
      }
    }
    this.fail('a number in it is out of range');
    return 0;
  }

  /** A number from -most to most. */
  signed(most: number): number {
    const value = this.natural(2 * most);
    if (value === 0) return 0;
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  wide(size = 8): bigint {
    let value = 0n;
    for (let n = 0n; n < 10n; n++) {
      const byte = this.byte();
      value |= BigInt(byte & 0x7f) << (7n * n);
      if (byte < 0x80) {
        if (value < 1n << BigInt(8 * size)) return value;
        break;
      }
    }
    this.fail('a value in it is wider than its access');
    return 0n;
  }

  fixed(size: number): bigint {
    let value = 0n;
    for (let n = 0; n < size; n++) value |= BigInt(this.byte()) << BigInt(8 * n);
    return value;
  }

  text(): string {
    const length = this.natural();
    if (length > this.left) {
      this.fail('it ends within a text');
      return '';
    }
    const text = strFromU8(this.bytes.subarray(this.at, this.at + length));
    this.at += length;
    return text;
  }

  optional<T>(read: () => T): T | null {
    return this.byte() === 0 ? null : read();
  }
}
