import { failure, success, type Result } from '#model/base/result.ts';

const HEX = /^0x([0-9a-f]+)$/i;
const DECIMAL = /^[0-9]+$/;

/** A natural number in hex (`0x2804`) or decimal (`10244`); `_` may group digits. */
export function readNatural(text: string): Result<bigint> {
  const digits = text.trim().replaceAll('_', '');
  if (digits === '') return failure('Nothing is given: write a number, such as 0x1 or 1.');
  if (HEX.test(digits) || DECIMAL.test(digits)) return success(BigInt(digits));
  if (/^-/.test(digits))
    return failure('Numbers here are not negative: write two’s complement, such as 0xffffffff for -1.');
  if (/^[0-9a-f]+$/i.test(digits)) return failure(`Hex needs 0x in front: 0x${digits.toLowerCase()}.`);
  return failure(`“${text.trim()}” is no number: write hex as 0x1f or decimal as 31.`);
}

/** The same within bounds, as a number; `what` is said of a number outside. */
export function readBounded(text: string, least: number, most: number, what: string): Result<number> {
  const read = readNatural(text);
  if (!read.ok) return read;
  const value = Number(read.value);
  return value >= least && value <= most ? success(value) : failure(what);
}
