/** Bytes and steps as one names them in a mail: `table[0].ctrl`, `+0x2804`, `W4 table[0].ctrl = 0x1`. */
import { hex } from '../base/hex.ts';
import { unreachable } from '../base/assert.ts';
import type { Step } from '../access.ts';
import { regionAt, type Layout } from '../layout.ts';
import { eventTitle } from './events.ts';

const FIELD_NAMES = ['addr', 'addr_hi', 'data', 'ctrl'] as const;

/** Short name of the bytes at `offset` (from the table BAR): `table[3].data`, `pba[0]`, `+0x2804`. */
export function placeName(offset: number, layout: Layout): string {
  const region = regionAt(layout, offset);
  if (region === 'table') {
    const within = offset - layout.tableStart;
    const entry = Math.floor(within / 16);
    const byte = within % 4;
    return `table[${entry}].${FIELD_NAMES[Math.floor((within % 16) / 4)]!}${byte === 0 ? '' : `+${byte}`}`;
  }
  if (region === 'pba' && layout.pbaStart !== null) {
    const within = offset - layout.pbaStart;
    return `pba[${Math.floor(within / 8)}]${within % 8 === 0 ? '' : `+${within % 8}`}`;
  }
  return offset < 0 ? `-${hex(-offset)}` : `+${hex(offset)}`;
}

/** What the bytes are: "vector control of entry 0", "FH interrupt mask, a register next to the table". */
export function placeMeaning(offset: number, layout: Layout): string {
  const region = regionAt(layout, offset);
  switch (region) {
    case 'table': {
      const within = offset - layout.tableStart;
      const entry = Math.floor(within / 16);
      const field = ['the low address', 'the high address', 'the data', 'the vector control'][
        Math.floor((within % 16) / 4)
      ]!;
      return `${field} of entry ${entry}`;
    }
    case 'pba':
      return 'the pending bit array';
    case 'adjacent':
    case 'plain': {
      const bar = layout.device.msix.table.bar;
      const register = layout.device.registers.find(
        (r) => r.bar === bar && offset >= r.offset && offset < r.offset + r.size,
      );
      const where = region === 'adjacent' ? 'next to the table' : 'on a page without table bytes';
      return register ? `${register.name}, a register ${where}` : `a register ${where}`;
    }
    default:
      return unreachable(region);
  }
}

/** A step as one writes it in a mail: `W4 table[0].ctrl = 0x1`, `R8 pba[0]`, `enable, function masked`. */
export function stepTitle(step: Step, layout: Layout): string {
  switch (step.op) {
    case 'write':
      return `W${step.size} ${placeName(step.offset, layout)} = ${hex(step.value)}`;
    case 'read':
      return `R${step.size} ${placeName(step.offset, layout)}`;
    case 'enable':
      return step.maskall ? 'enable, function masked' : 'enable';
    case 'disable':
      return 'disable';
    case 'rep-write':
    case 'rep-read': {
      const letter = step.op === 'rep-write' ? 'W' : 'R';
      return `rep ${letter}${step.size} ${placeName(step.offset, layout)} x${step.count}${step.df ? ', downwards' : ''}`;
    }
    case 'begin':
      return `${stepTitle(step.access, layout)}, held`;
    default:
      return eventTitle(step);
  }
}
