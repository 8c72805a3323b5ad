/** `10: 04 40 14 01 …`: the lines of lspci -x, -xxx and -xxxx → configuration space by offset. */

/** Bytes by offset in configuration space; an absent offset was not shown. */
export type ConfigBytes = ReadonlyMap<number, number>;

export interface HexRow {
  readonly offset: number;
  readonly bytes: readonly number[];
}

/** The row in `text`, which `recordsOf` called bytes. Offsets run from 0 to 0xff0. */
export function parseHexRow(text: string): HexRow {
  const colon = text.indexOf(':');
  const bytes = text
    .slice(colon + 1)
    .trim()
    .split(' ')
    .map((digits) => Number.parseInt(digits, 16));
  return { offset: Number.parseInt(text.slice(0, colon), 16), bytes };
}

/** Configuration space as the rows show it; where two rows show the same byte the later one counts. */
export function configBytes(rows: readonly HexRow[]): ConfigBytes {
  const bytes = new Map<number, number>();
  for (const row of rows) row.bytes.forEach((byte, index) => bytes.set(row.offset + index, byte));
  return bytes;
}
