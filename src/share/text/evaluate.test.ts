import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../testing/arbitraries.ts';
import { evaluate } from './evaluate.ts';

const TEXT = `device 8086:2725
design xen-4.18--qemu-devmem xen-4.19--qemu-latch
register +0x2804 = 0x5
enable
W4 table[0].addr = 0xfee01004
W4 table[0].data = 0x21
W4 table[0].ctrl = 0
W4 +0x2804 = 0x8000003f
expect lost under xen-4.18
expect hardware-and-forwarded under xen-4.19
expect seen qemu
R4 +0x2804
expect value 0x5 under xen-4.18
expect value 0x8000003f under xen-4.19
R4 +0x0
expect direct
expect unseen xen
`;

describe('evaluating a scenario text', () => {
  it('finds nothing when every expectation holds, and counts one for each design', () => {
    expect(evaluate(TEXT, CATALOGUE)).toEqual({ problems: [], notices: [], differences: [], checked: 10 });
  });

  it('says at which line, for which step, under which design what differs', () => {
    const wrong = TEXT.replace('expect lost', 'expect xen')
      .replace('value 0x5', 'value 0x6')
      .replace('unseen', 'seen');
    expect(evaluate(wrong, CATALOGUE).differences).toEqual([
      {
        line: 9,
        step: 5,
        design: 'xen-4.18--qemu-devmem',
        sentence: 'W4 +0x2804 = 0x8000003f: expected xen (stays in Xen), but it is lost.',
      },
      {
        line: 13,
        step: 6,
        design: 'xen-4.18--qemu-devmem',
        sentence: 'R4 +0x2804: expected the value 0x6, but it gives 0x5.',
      },
      ...['xen-4.18--qemu-devmem', 'xen-4.19--qemu-latch'].map((design) => ({
        line: 17,
        step: 7,
        design,
        sentence: 'R4 +0x0: expected xen to see it, but it never gets there.',
      })),
    ]);
  });
});
