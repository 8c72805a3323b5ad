import { expect, it } from 'vitest';
import { DEVICES } from '#content/devices.ts';
import { DESIGNS } from './designs/catalogue.ts';
import { layoutOf } from './layout.ts';
import { surveyPages } from './page-survey.ts';
import { SurveyJob } from './survey-job.ts';

const layout = layoutOf(DEVICES.find(({ description }) => description.id === '8086:2725')!.description);

it('finds in parts what the survey finds at once', () => {
  for (const design of [DESIGNS[0]!, DESIGNS[1]!]) {
    const job = new SurveyJob(design, layout, 'after-disable');
    while (!job.advance(5000)) expect(job.done).toBeLessThan(job.survey.codes.length);
    expect(job.done).toBe(job.survey.codes.length);
    const { codes, ...rest } = surveyPages(design, layout, 'after-disable');
    expect(job.survey).toMatchObject(rest);
    expect(Buffer.from(job.survey.codes).equals(codes)).toBe(true);
  }
});
