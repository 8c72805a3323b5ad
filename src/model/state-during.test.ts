import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { DESIGNS } from './designs/catalogue.ts';
import { layoutOf } from './layout.ts';
import { Machine } from './machine.ts';
import { cloneState } from './state.ts';
import { stateDuring } from './state-during.ts';
import type { Step } from './access.ts';

const device = {
  id: null,
  slot: null,
  name: 'AX210 layout',
  bars: [{ index: 0, kind: 'memory', address: 0xfebf0000, size: 0x4000, width: 64, prefetchable: false }],
  msix: {
    entries: 16,
    table: { bar: 0, offset: 0x2000 },
    pba: { bar: 0, offset: 0x3000 },
    enabled: null,
    masked: null,
  },
  registers: [],
} as const;

const steps: Step[] = [
  { op: 'write', offset: 0x2000, size: 4, value: 0xfee01000n },
  { op: 'write', offset: 0x2008, size: 4, value: 0x4041n },
  { op: 'write', offset: 0x200c, size: 4, value: 1n },
  { op: 'enable', maskall: false },
  { op: 'write', offset: 0x200c, size: 4, value: 0n },
  { op: 'write', offset: 0x2804, size: 4, value: 5n },
  { op: 'write', offset: 0x2008, size: 8, value: 0x100004052n },
  { op: 'write', offset: 0x200c, size: 4, value: 0n },
  { op: 'disable' },
];

describe('the state while a step runs', () => {
  it('starts as the state before, ends as the state after, and has the changes of the hops in between', () => {
    const layout = layoutOf(device);
    for (const design of DESIGNS) {
      const machine = new Machine(design, layout);
      for (const step of steps) {
        const before = cloneState(machine.state);
        const route = machine.route(step);
        const after = machine.state;
        expect(stateDuring(before, after, route, layout, 0)).toBe(before);
        expect(stateDuring(before, after, route, layout, route.hops.length)).toBe(after);
        // All hops but the last few change everything that shows: table, registers, masks, latch.
        const nearly = stateDuring(before, after, route, layout, route.hops.length - 0.5);
        expect(isDeepStrictEqual(nearly.hardware.table, after.hardware.table)).toBe(true);
        expect(isDeepStrictEqual(nearly.hardware.registers, after.hardware.registers)).toBe(true);
        expect(isDeepStrictEqual(nearly.deviceModel.latch, after.deviceModel.latch)).toBe(true);
        expect([...nearly.xen.guestMasked]).toEqual([...after.xen.guestMasked]);
      }
    }
  });
});
