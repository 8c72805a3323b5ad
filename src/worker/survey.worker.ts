/** Surveys pages and counts what drivers cost, off the page's own thread. One job at a time; cancelling is ending it. */
import { designById, DESIGNS } from '#model/designs/catalogue.ts';
import type { Design } from '#model/context.ts';
import type { DeviceDescription } from '#model/device.ts';
import { deviceEffects, type DeviceEffect } from '#model/device-effects.ts';
import { driverCost, type DriverCost } from '#model/driver-cost.ts';
import { layoutOf } from '#model/layout.ts';
import type { PageSurvey } from '#model/page-survey.ts';
import type { Preparation } from '#model/prober.ts';
import type { Scenario } from '#model/scenario.ts';
import { SurveyJob } from '#model/survey-job.ts';
import { serve } from './serve.ts';

/** Accesses between two reports of how far a survey is. */
const PART = 40_000;

/** A device effect without the design's functions, which cannot be sent. */
export type SentEffect = Omit<DeviceEffect, 'design'> & { readonly designId: string };

const designOf = (id: string): Design => {
  const found = designById(id);
  if (!found.ok) throw new Error(found.error);
  return found.value;
};

/** One page with a register or two: enough for the engine to compile what a survey runs. */
const SMALL_PAGE: DeviceDescription = {
  id: null,
  slot: null,
  name: 'one page',
  bars: [{ index: 0, kind: 'memory', address: 0xfebf0000, size: 0x4000, width: 64, prefetchable: false }],
  msix: {
    entries: 16,
    table: { bar: 0, offset: 0x2000 },
    pba: { bar: 0, offset: 0x3000 },
    enabled: null,
    masked: null,
  },
  registers: [],
};

/** Accesses of the survey that nobody waits for. */
const WARM = 8_000;

const api = {
  /** Does a part of a survey for nobody, so that the first that somebody asks for runs at full speed. */
  warm(): void {
    for (const { id } of DESIGNS.slice(0, 3))
      new SurveyJob(designOf(id), layoutOf(SMALL_PAGE), 'one-vector-bound').advance(WARM);
  },
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

serve(api);
