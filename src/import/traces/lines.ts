/** Chunks of bytes → lines. A line that a chunk boundary cuts is put together again; nothing else is copied. */

/** Longest line kept; the rest of a longer one is dropped and the line counts as not understood. */
export const LONGEST_LINE = 1 << 16;

/** Takes one line: `bytes[start]` to before `bytes[end]`, without its end-of-line characters. */
export type LineTaker = (bytes: Uint8Array, start: number, end: number) => void;

const NEW_LINE = 10;
const RETURN = 13;

export class LineSplitter {
  private readonly carry = new Uint8Array(LONGEST_LINE);
  private carried = 0;
  private readonly take: LineTaker;
  /** Lines that ended in CR LF. */
  returns = 0;
  /** Lines that were cut at LONGEST_LINE. */
  cut = 0;
  private cutting = false;
  /** The last byte seen was a newline, or nothing was seen. */
  complete = true;

  constructor(take: LineTaker) {
    this.take = take;
  }

  push(chunk: Uint8Array): void {
    const { length } = chunk;
    if (length === 0) return;
    let start = 0;
    while (start < length) {
      const at = chunk.indexOf(NEW_LINE, start);
      if (at < 0) break;
      if (this.carried > 0) {
        this.keep(chunk, start, at);
        this.line(this.carry, 0, this.carried);
        this.carried = 0;
      } else this.line(chunk, start, at);
      start = at + 1;
    }
    this.complete = start === length;
    if (start < length) this.keep(chunk, start, length);
  }

  /** Hands over what follows the last newline. */
  end(): void {
    if (this.carried > 0) this.line(this.carry, 0, this.carried);
    this.carried = 0;
  }

  private keep(chunk: Uint8Array, start: number, end: number): void {
    const room = Math.min(end - start, LONGEST_LINE - this.carried);
    if (room < end - start && !this.cutting) {
      this.cutting = true;
      this.cut++;
    }
    this.carry.set(chunk.subarray(start, start + room), this.carried);
    this.carried += room;
  }

  private line(bytes: Uint8Array, start: number, end: number): void {
    this.cutting = false;
    let stop = end;
    while (stop > start && bytes[stop - 1] === RETURN) stop--;
    if (stop < end) this.returns++;
    this.take(bytes, start, stop);
  }
}
