/** Surveys pages and counts what drivers cost, off the page's own thread. One job at a time; cancelling is ending it. */
import { expose } from 'comlink';
import { designById } from '#model/designs/catalogue.ts';
import type { Design } from '#model/context.ts';
import type { DeviceDescription } from '#model/device.ts';
import { deviceEffects, type DeviceEffect } from '#model/device-effects.ts';
import { driverCost, type DriverCost } from '#model/driver-cost.ts';
import { layoutOf } from '#model/layout.ts';
import type { PageSurvey } from '#model/page-survey.ts';
import type { Preparation } from '#model/prober.ts';
import type { Scenario } from '#model/scenario.ts';
import { SurveyJob } from '#model/survey-job.ts';

/** Accesses between two reports of how far a survey is. */
const PART = 40_000;

/** A device effect without the design's functions, which cannot be sent. */
export type SentEffect = Omit<DeviceEffect, 'design'> & { readonly designId: string };

const designOf = (id: string): Design => {
  const found = designById(id);
  if (!found.ok) throw new Error(found.error);
  return found.value;
};

const api = {
  /** Tells the share that is done, from 0 to 1, after each part. */
  survey(
    device: DeviceDescription,
    designId: string,
    preparation: Preparation,
    report: (done: number) => void,
  ): PageSurvey {
    const job = new SurveyJob(designOf(designId), layoutOf(device), preparation);
    while (!job.advance(PART)) report(job.done / job.survey.codes.length);
    return job.survey;
  },
  effects(device: DeviceDescription): SentEffect[] {
    return deviceEffects(layoutOf(device)).map(({ design, ...effect }) => ({
      ...effect,
      designId: design.id,
    }));
  },
  /** For each scenario the cost under each design. */
  costs(scenarios: readonly Scenario[], designIds: readonly string[]): DriverCost[][] {
    return scenarios.map((scenario) => designIds.map((id) => driverCost(scenario, designOf(id))));
  },
};

export type SurveyWorker = typeof api;

expose(api);
