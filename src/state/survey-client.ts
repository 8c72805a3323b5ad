/** Has pages surveyed and drivers' costs counted in workers, so that the page goes on answering meanwhile. */
import { proxy, type Remote } from 'comlink';
import type { DeviceDescription } from '#model/device.ts';
import type { DriverCost } from '#model/driver-cost.ts';
import type { PageSurvey } from '#model/page-survey.ts';
import type { Preparation } from '#model/prober.ts';
import type { Scenario } from '#model/scenario.ts';
import type { SentEffect, SurveyWorker } from '#worker/survey.worker.ts';
import { Hand, type Job } from './background.ts';

const hire = (): Hand<SurveyWorker> =>
  new Hand(new Worker(new URL('../worker/survey.worker.ts', import.meta.url), { type: 'module' }));

/** Workers that have loaded the model and wait: the next survey begins at once. */
const idle: Hand<SurveyWorker>[] = [];
const MOST_IDLE = 2;

/** Starts a worker before there is work for it, and has it run a small survey for nobody: the first is slow. */
export function warmUp(): void {
  if (idle.length > 0) return;
  const hand = hire();
  idle.push(hand);
  hand.ask((api) => api.warm()).catch(() => undefined);
}

/** One that waits, or else a new one; those that ended while they waited are let go. */
function take(): Hand<SurveyWorker> {
  for (let hand = idle.pop(); hand !== undefined; hand = idle.pop()) if (!hand.isOver) return hand;
  return hire();
}

function job<T>(work: (api: Remote<SurveyWorker>) => Promise<T>): Job<T> {
  const hand = take();
  const done = () => {
    if (idle.length < MOST_IDLE && !hand.isOver) idle.push(hand);
    else hand.dismiss();
  };
  let isDone = false;
  const result = hand.ask(work).then(
    (value) => {
      isDone = true;
      done();
      return value;
    },
    (reason: unknown) => {
      hand.dismiss();
      throw reason;
    },
  );
  // Another job may have the worker by now.
  const cancel = () => {
    if (!isDone) hand.dismiss();
  };
  return { result, cancel };
}

/** Every access to the table's pages; `onProgress` gets the share that is done, while there is more. */
export const surveyOf = (
  device: DeviceDescription,
  designId: string,
  preparation: Preparation,
  onProgress: (done: number) => void,
): Job<PageSurvey> => job((api) => api.survey(device, designId, preparation, proxy(onProgress)));

export const effectsOf = (device: DeviceDescription): Job<SentEffect[]> => job((api) => api.effects(device));

export const costsOf = (scenarios: readonly Scenario[], designIds: readonly string[]): Job<DriverCost[][]> =>
  job((api) => api.costs([...scenarios], [...designIds]));
