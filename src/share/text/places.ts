import { failure, success, type Result } from '#model/base/result.ts';
import { hex } from '#model/base/hex.ts';
import type { Layout } from '#model/layout.ts';
import { FURTHEST } from '#model/limits.ts';

const FIELDS = ['addr', 'addr_hi', 'data', 'ctrl'];
const TABLE = /^table\[(\w+)\]\.([a-z_]+)(?:\+(\d))?$/;
const PBA = /^pba\[(\w+)\](?:\+(\d))?$/;
const OFFSET = /^([+-])(\w+)$/;

/** The offset from the table BAR that `place` names (`table[3].data`, `pba[0]`, `+0x2804`); the inverse of placeName. */
export function offsetOf(place: string, layout: Layout): Result<number> {
  const [, entryText, field = '', byte = '0'] = TABLE.exec(place) ?? [];
  if (entryText !== undefined) {
    const entry = Number(entryText);
    const index = FIELDS.indexOf(field);
    if (index < 0)
      return failure(`A table entry has no field “${field}”; its fields are ${FIELDS.join(', ')}.`);
    if (entry >= layout.entries)
      return failure(
        `The table has ${layout.entries} entries, counted from 0: there is no entry ${entryText}.`,
      );
    if (Number(byte) > 3)
      return failure(`A field has 4 bytes, counted from +0: write the next field instead of +${byte}.`);
    return success(layout.tableStart + 16 * entry + 4 * index + Number(byte));
  }
  const [, wordText, wordByte = '0'] = PBA.exec(place) ?? [];
  if (wordText !== undefined) return pbaOffset(Number(wordText), Number(wordByte), layout);
  const [, sign, distance = ''] = OFFSET.exec(place) ?? [];
  const offset = (sign === '-' ? -1 : 1) * Number(distance);
  if (!(Math.abs(offset) <= FURTHEST))
    return failure(`${place} is too far away: offsets go up to ${hex(FURTHEST)}.`);
  return success(offset === 0 ? 0 : offset);
}

function pbaOffset(word: number, byte: number, layout: Layout): Result<number> {
  const { pbaStart, pbaEnd } = layout;
  if (pbaStart === null || pbaEnd === null)
    return failure(
      `No memory BAR ${layout.device.msix.pba.bar} is there to hold the PBA: give the device that BAR.`,
    );
  const words = (pbaEnd - pbaStart) / 8;
  if (word >= words)
    return failure(
      `The PBA has ${words} quadword${words === 1 ? '' : 's'}, counted from 0: there is no pba[${word}].`,
    );
  if (byte > 7) return failure('A quadword of the PBA has 8 bytes, counted from +0.');
  return success(pbaStart + 8 * word + byte);
}
