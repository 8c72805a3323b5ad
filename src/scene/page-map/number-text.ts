import { hex } from '#model/base/hex.ts';

/** A count with a comma every three digits: the same on every machine, unlike what a locale gives. */
export const format = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** An offset from the table BAR as `0x…`, `-0x…` before it. */
export const offsetText = (offset: number): string => (offset < 0 ? `-${hex(-offset)}` : hex(offset));

/** Eight hex digits, as they stand in a cell; a bare `0` for nothing set. */
export const cellValue = (value: number): string => (value === 0 ? '0' : value.toString(16).padStart(8, '0'));
