import { isDeepStrictEqual } from 'node:util';
import { DEVICES } from '#content/devices.ts';
import { DESIGNS } from '#model/designs/catalogue.ts';
import type { Design } from '#model/context.ts';
import { compareDesigns } from '#model/compare.ts';
import { layoutOf } from '#model/layout.ts';
import { Machine } from '#model/machine.ts';
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

const ms = (value: number): string => `${(1000 * value).toFixed(0)} ms`;

/** Seconds of running both designs side by side, comparing nothing. */
function runSeconds(mix: Scenario, designs: readonly Design[]): number {
  const layout = layoutOf(mix.device);
  return seconds(() => {
    const machines = designs.map((design) => new Machine(design, layout));
    for (const step of mix.steps) for (const machine of machines) machine.run(step);
  }, 3);
}

/** Accesses of the plain version that are timed. */
const SOME = 500;

/** Seconds a step takes when the whole states are compared after it, field by field. */
function plainSeconds(mix: Scenario, a: Design, b: Design): number {
  const layout = layoutOf(mix.device);
  return (
    seconds(() => {
      const left = new Machine(a, layout);
      const right = new Machine(b, layout);
      for (const step of mix.steps.slice(0, SOME)) {
        left.run(step);
        right.run(step);
        isDeepStrictEqual(left.state, right.state);
      }
    }, 1) / SOME
  );
}

/** Comparison of 10,000 accesses under all designs, each with the first. */
export function benchCompare(): string[] {
  const mix = scenario();
  const [first, ...others] = DESIGNS;
  const second = others[0]!;
  const times = others
    .map((other) => seconds(() => compareDesigns(mix, first!, other), 1))
    .sort((a, b) => a - b);
  const pair = seconds(() => compareDesigns(mix, first!, second), 3);
  const both = runSeconds(mix, [first!, second]);
  const plain = plainSeconds(mix, first!, second) * ACCESSES;
  return [
    `comparison of ${ACCESSES} accesses under all ${DESIGNS.length} designs, each with the first: ` +
      `${ms(times.reduce((sum, time) => sum + time, 0))} in all, ${ms(times[0]!)} to ${ms(times.at(-1)!)} each`,
    `${first!.id} with ${second.id}: ${(pair / both).toFixed(1)} x the time of running both, ` +
      `${(plain / pair).toFixed(1)} x as fast as comparing whole states after each access; ` +
      `running all ${DESIGNS.length} side by side takes ${ms(runSeconds(mix, DESIGNS))}`,
  ];
}
