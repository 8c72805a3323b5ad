import { DEVICES } from '#content/devices.ts';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { layoutOf } from '#model/layout.ts';
import { surveyPages } from '#model/page-survey.ts';
import { seconds } from './measure.ts';

/** One page, and the largest table there can be. */
const SURVEYED = ['8086:2725', '104c:b010'];

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
    const pages = layout.tableLastPage - layout.tableFirstPage + 1;
    return (
      `survey of ${pages} page${pages === 1 ? '' : 's'} (${probes} accesses): ${milliseconds(cold)} the first time, ` +
      `then ${milliseconds(warm[0]!)} to ${milliseconds(warm.at(-1)!)} for each of ${DESIGNS.length} designs`
    );
  });
}
