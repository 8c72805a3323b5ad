import { DEVICES } from '#content/devices.ts';
import { DESIGNS } from '#model/designs/catalogue.ts';
import type { Step } from '#model/access.ts';
import type { Design } from '#model/context.ts';
import { layoutOf, type Layout } from '#model/layout.ts';
import { Machine } from '#model/machine.ts';
import { stepsTo } from '#model/prober.ts';
import { surveyPages } from '#model/page-survey.ts';
import { seconds } from './measure.ts';

/** One page, and the largest table there can be. */
const SURVEYED = ['8086:2725', '104c:b010'];

/** Accesses of the plain version that are timed; the rest would take minutes. */
const SOME = 2_000;

/** Seconds an access takes when the device is prepared anew for each: what a survey would cost without undoing. */
function plainSeconds(design: Design, layout: Layout): number {
  const { trapStart, trapEnd } = layout;
  return (
    seconds(() => {
      for (let n = 0; n < SOME; n++) {
        const machine = new Machine(design, layout);
        for (const step of stepsTo('one-vector-bound', layout)) machine.run(step);
        const step: Step = { op: 'read', offset: trapStart + (n % (trapEnd - trapStart)), size: 1 };
        machine.run(step);
        machine.outcome(step);
      }
    }, 1) / SOME
  );
}

/** Seconds of a loop that only loads and stores a dword for each of `count` accesses. */
function trivialSeconds(count: number): number {
  const memory = new Uint32Array(0x1000);
  return seconds(() => {
    for (let n = 0; n < count; n++) memory[(n * 7) & 0xfff] = memory[n & 0xfff]! + 1;
  });
}

const milliseconds = (value: number): string => `${(1000 * value).toFixed(0)} ms`;

/** Time of a heat map: every access to a device's table pages, in the state with one vector bound. */
export function benchSurvey(): string[] {
  return SURVEYED.map((id) => {
    const device = DEVICES.find(({ description }) => description.id === id)!.description;
    const layout = layoutOf(device);
    const survey = (design: (typeof DESIGNS)[number]) => surveyPages(design, layout, 'one-vector-bound');
    const start = process.hrtime.bigint();
    const probes = survey(DESIGNS[0]!).codes.length;
    const cold = Number(process.hrtime.bigint() - start) / 1e9;
    const warm = DESIGNS.map((design) => seconds(() => survey(design), 3)).sort((a, b) => a - b);
    const median = warm[warm.length >> 1]!;
    const plain = plainSeconds(DESIGNS[0]!, layout) * probes;
    const pages = layout.tableLastPage - layout.tableFirstPage + 1;
    return (
      `survey of ${pages} page${pages === 1 ? '' : 's'} (${probes} accesses): ${milliseconds(cold)} the first time, ` +
      `then ${milliseconds(warm[0]!)} to ${milliseconds(warm.at(-1)!)} for each of ${DESIGNS.length} designs; ` +
      `${(median / trivialSeconds(probes)).toFixed(0)} x the time of a trivial loop over as many accesses, ` +
      `${(plain / median).toFixed(0)} x as fast as with the device prepared anew for each access`
    );
  });
}
