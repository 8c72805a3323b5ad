import { REQUEST, type AccessColumns } from './access-columns.ts';

const CALLBACK_BYTES = 8;

/**
 * Finds regions that QEMU calls with at least 8 bytes whatever the guest used: they are logged with 8 bytes at
 * addresses that are not a multiple of 8. Their accesses get 4 bytes where the value fits.
 * Requests to a device model tell the guest's own size. Returns the sources
 * concerned, with the first line of each that shows it.
 */
export function undoCallbackSizes(accesses: AccessColumns): Map<number, number> {
  const { length, size, address, source, line, hi, flags } = accesses;
  const widened = new Map<number, number>();
  for (let row = 0; row < length; row++)
    if (
      size[row] === CALLBACK_BYTES &&
      address[row]! % CALLBACK_BYTES !== 0 &&
      (flags[row]! & REQUEST) === 0 &&
      !widened.has(source[row]!)
    )
      widened.set(source[row]!, line[row]!);
  if (widened.size === 0) return widened;
  for (let row = 0; row < length; row++)
    if (size[row] === CALLBACK_BYTES && hi[row] === 0 && widened.has(source[row]!)) size[row] = 4;
  return widened;
}
