import { DEVICES } from '#content/devices.ts';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { compareDesigns } from '#model/compare.ts';
import type { Step } from '#model/access.ts';
import type { Scenario } from '#model/scenario.ts';
import { seconds } from './measure.ts';

const ACCESSES = 10_000;

/** One vector comes up, then reads and writes of control dwords and of registers next to the table, in a fixed order. */
function scenario(): Scenario {
  const device = DEVICES.find(({ description }) => description.id === '8086:2725')!.description;
  const steps: Step[] = [
    { op: 'write', offset: 0x2000, size: 4, value: 0xfee01000n },
    { op: 'write', offset: 0x2008, size: 4, value: 0x4041n },
    { op: 'enable', maskall: false },
    { op: 'write', offset: 0x200c, size: 4, value: 0n },
  ];
  let seed = 12345;
  while (steps.length < ACCESSES) {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    const dice = (seed >>> 16) % 10;
    const register = 0x2800 + 4 * ((seed >>> 8) % 64);
    const control = 0x200c + 16 * ((seed >>> 8) % 4);
    if (dice < 3) steps.push({ op: 'read', offset: register, size: 4 });
    else if (dice < 6) steps.push({ op: 'write', offset: register, size: 4, value: BigInt(seed) });
    else steps.push({ op: 'write', offset: control, size: 4, value: BigInt((seed >>> 5) & 1) });
  }
  return { name: 'mix', note: '', device, registers: new Map(), steps };
}

/** Comparison of 10,000 accesses under the first design with each of the others. */
export function benchCompare(): string[] {
  const mix = scenario();
  const [base, ...others] = DESIGNS;
  const times = others
    .map((other) => seconds(() => compareDesigns(mix, base!, other), 3))
    .sort((a, b) => a - b);
  const ms = (value: number) => `${(1000 * value).toFixed(0)} ms`;
  return [
    `comparison of ${ACCESSES} accesses under two designs: ${ms(times[0]!)} to ${ms(times.at(-1)!)} (${others.length} pairs)`,
  ];
}
