/**
 * Plain CSV, for whatever has no reader of its own. The first line names the columns, in any order:
 *
 *   op       R, W, read or write (required)
 *   address  guest-physical, 0x… or decimal; or
 *   offset   bytes from the start of the table BAR (one of the two is required)
 *   size     bytes: 1, 2, 4 or 8; 4 when the column is missing
 *   value    0x… or decimal; what a write wrote, or a read returned; may be empty for a read
 *   time     seconds; may be missing
 *
 * Columns of other names are left out, and named in a message. Commas, semicolons or tabs; lines that begin with # are comments.
 */
import { SIZE_KNOWN, VALUE_KNOWN, WRITE } from './access-columns.ts';
import { textOf } from './scan.ts';
import type { LineReader, Recording } from './recording.ts';

const NAMES: Readonly<Record<string, string>> = {
  op: 'op',
  rw: 'op',
  direction: 'op',
  dir: 'op',
  access: 'op',
  address: 'address',
  addr: 'address',
  gpa: 'address',
  offset: 'offset',
  size: 'size',
  width: 'size',
  len: 'size',
  length: 'size',
  bytes: 'size',
  value: 'value',
  data: 'value',
  time: 'time',
};

const SEPARATOR = /[,;\t]/;
const NUMBER = /^(?:0x[0-9a-f]{1,16}|\d{1,20})$/i;

/** Columns by name, when `text` is such a header; null otherwise. */
export function csvHeader(text: string): ReadonlyMap<string, number> | null {
  const columns = new Map<string, number>();
  text.split(SEPARATOR).forEach((cell, index) => {
    const name = NAMES[unquoted(cell).toLowerCase()];
    if (name !== undefined && !columns.has(name)) columns.set(name, index);
  });
  return columns.has('op') && (columns.has('address') || columns.has('offset')) ? columns : null;
}

const unquoted = (cell: string): string =>
  cell
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim();

export class CsvReader implements LineReader {
  /** Names in the header that mean nothing here. */
  unread: readonly string[] = [];
  /** The addresses are offsets from the table BAR. */
  relative = false;
  private columns: ReadonlyMap<string, number> | null = null;
  private width = 0;
  private readonly recording: Recording;
  private readonly source: number;

  constructor(recording: Recording) {
    this.recording = recording;
    this.source = recording.addSource('CSV', null);
  }

  line(bytes: Uint8Array, start: number, end: number): void {
    const { tally } = this.recording;
    const text = textOf(bytes, start, end).replace(/^\u00ef\u00bb\u00bf/, '');
    if (text.trim() === '') {
      tally.context('blank', bytes, start, end);
      return;
    }
    if (text.startsWith('#')) {
      tally.context('comment', bytes, start, end);
      return;
    }
    if (!this.columns) {
      this.columns = csvHeader(text);
      if (!this.columns) {
        tally.puzzle('before the header line', bytes, start, end);
        return;
      }
      this.relative = !this.columns.has('address');
      const read = new Set(this.columns.values());
      this.unread = text.split(SEPARATOR).flatMap((cell, n) => (read.has(n) ? [] : [unquoted(cell)]));
      this.width = text.split(SEPARATOR).length;
      tally.context('header', bytes, start, end);
      return;
    }
    const problem = this.row(text, this.columns);
    if (problem !== null) tally.puzzle(problem, bytes, start, end);
  }

  finish(): void {
    // Every line stands for itself.
  }

  private row(text: string, columns: ReadonlyMap<string, number>): string | null {
    const cells = text.split(SEPARATOR);
    if (cells.length > this.width) return 'more cells than the header has';
    const cell = (name: string) => unquoted(cells[columns.get(name) ?? -1] ?? '');
    const op = /^(?:(r|read)|(w|write))$/i.exec(cell('op'));
    if (!op) return 'op is neither read nor write';
    const write = op[2] !== undefined;
    const place = cell(this.relative ? 'offset' : 'address');
    if (!NUMBER.test(place)) return 'address is not a number';
    const size = columns.has('size') ? Number(cell('size')) : 4;
    if (![1, 2, 4, 8].includes(size)) return 'size is not 1, 2, 4 or 8';
    const value = cell('value');
    if (value !== '' && !NUMBER.test(value)) return 'value is not a number';
    if (value === '' && write) return 'a write without a value';
    const seconds = cell('time') === '' ? NaN : Number(cell('time'));
    if (cell('time') !== '' && !Number.isFinite(seconds)) return 'time is not a number';
    const { tally, columns: rows } = this.recording;
    const wide = BigInt(value === '' ? 0 : value);
    if (wide >= 1n << BigInt(8 * size)) return 'the value does not fit the size';
    tally.access();
    tally.time(seconds);
    const address = Number(place);
    this.recording.touch(this.source, address);
    rows.add(
      address,
      size,
      (write ? WRITE : 0) | (value === '' ? 0 : VALUE_KNOWN) | SIZE_KNOWN,
      Number(wide & 0xffffffffn),
      Number(wide >> 32n),
      seconds,
      tally.lines,
      this.source,
    );
    return null;
  }
}

/** Whether a line is a header of such a file. */
export const looksLikeCsv = (bytes: Uint8Array, start: number, end: number): boolean =>
  csvHeader(textOf(bytes, start, Math.min(end, start + 400)).replace(/^\u00ef\u00bb\u00bf/, '')) !== null;
