/** Has pages surveyed and drivers' costs counted in workers, so that the page goes on answering meanwhile. */
import { proxy, releaseProxy, wrap, type Remote } from 'comlink';
import type { DeviceDescription } from '#model/device.ts';
import type { DriverCost } from '#model/driver-cost.ts';
import type { PageSurvey } from '#model/page-survey.ts';
import type { Preparation } from '#model/prober.ts';
import type { Scenario } from '#model/scenario.ts';
import type { SentEffect, SurveyWorker } from '#worker/survey.worker.ts';

/** Work under way. `result` never settles once cancelled. */
export interface Job<T> {
  readonly result: Promise<T>;
  readonly cancel: () => void;
}

interface Hand {
  readonly worker: Worker;
  readonly api: Remote<SurveyWorker>;
}

function hire(): Hand {
  const worker = new Worker(new URL('../worker/survey.worker.ts', import.meta.url), { type: 'module' });
  return { worker, api: wrap<SurveyWorker>(worker) };
}

/** Workers that have loaded the model and wait: the next survey begins at once. */
const idle: Hand[] = [];
const MOST_IDLE = 2;

/** Starts a worker before there is work for it, and has it run a small survey for nobody: the first is slow. */
export function warmUp(): void {
  if (idle.length > 0) return;
  const hand = hire();
  idle.push(hand);
  // A worker that does not start says so to the first who needs it.
  hand.worker.onerror = (event) => event.preventDefault();
  hand.api.warm().catch(() => undefined);
}

function job<T>(work: (api: Remote<SurveyWorker>) => Promise<T>): Job<T> {
  const hand = idle.pop() ?? hire();
  let over = false;
  const end = () => {
    if (over) return;
    over = true;
    hand.api[releaseProxy]();
    hand.worker.terminate();
  };
  const result = new Promise<T>((resolve, reject) => {
    hand.worker.onerror = (event) => {
      event.preventDefault();
      end();
      reject(new Error(event.message || 'the background worker did not start'));
    };
    work(hand.api).then(
      (value) => {
        if (over) return;
        if (idle.length < MOST_IDLE) {
          over = true;
          idle.push(hand);
        } else end();
        resolve(value);
      },
      (reason: unknown) => {
        end();
        reject(reason instanceof Error ? reason : new Error(String(reason)));
      },
    );
  });
  return { result, cancel: end };
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
