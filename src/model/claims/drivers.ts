/** What two drivers do to entry 0, access by access, for claims that are about drivers. */
import type { Step } from '../access.ts';
import { at, mask, read, TABLE, unmask, write } from './claim.ts';

const LOW = 0xfee01004n;
const MOVED_LOW = 0xfee02004n;

/** A message dword by dword; the read of the data makes sure that it arrived. */
const message = (low: bigint, data: bigint): Step[] => [
  write(at(0, 0), low),
  write(at(0, 1), 0n),
  write(at(0, 2), data),
  read(at(0, 2)),
];

/** As recorded of Linux: MSI-X on with the function masked, a first message, every entry masked; then the real message. */
export const LINUX_LOADS: readonly Step[] = [
  { op: 'enable', maskall: true },
  read(at(0, 3)),
  ...message(LOW, 0xefn),
  ...[0, 1, 2, 3].map(mask),
  { op: 'enable', maskall: false },
  ...message(LOW, 0x21n),
  ...message(LOW, 0x21n),
  unmask(0),
];

/** As recorded of Linux: the interrupt moves to another CPU, address first, then the vector there. */
export const LINUX_MOVES: readonly Step[] = [
  mask(0),
  read(TABLE),
  ...message(LOW, 0x25n),
  ...message(MOVED_LOW, 0x25n),
  unmask(0),
];

/** As reported of Windows, not recorded: what a move comes to, with the mask bit cleared twice. */
export const WINDOWS_MOVES: readonly Step[] = [mask(0), ...message(LOW, 0x26n), unmask(0), unmask(0)];
