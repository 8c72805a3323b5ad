// The checks of scripts/budgets.json. Each takes what was measured and gives a sentence for each number that is over.
import { readFileSync } from 'node:fs';

/** @type {typeof import('./budgets.json')} */
export const BUDGETS = JSON.parse(readFileSync(new URL('budgets.json', import.meta.url), 'utf8'));

const overBytes = (what, bytes, limit) =>
  bytes > limit ? [`${what}: ${bytes} bytes gzipped, over the budget of ${limit}`] : [];

export const overFirstLoad = (bytes, budgets = BUDGETS) =>
  overBytes('first load', bytes, budgets.firstLoadBytes);

/** @param {{ part: string, bytes: number }[]} parts */
export const overLazyParts = (parts, budgets = BUDGETS) =>
  parts.flatMap(({ part, bytes }) =>
    overBytes(part, bytes, budgets.lazyPartBytes[part] ?? budgets.lazyPartBytes.default),
  );

/** @param {{ part: string, bytes: number }[]} workers */
export const overWorkers = (workers, budgets = BUDGETS) =>
  workers.flatMap(({ part, bytes }) => overBytes(part, bytes, budgets.workerBytes));

export const overSingleFile = (bytes, budgets = BUDGETS) =>
  overBytes('single file', bytes, budgets.singleFileBytes);

/** @param {string[]} asked the addresses that a first visit asks for */
export const overRequests = (asked, budgets = BUDGETS) =>
  asked.length > budgets.firstLoadRequests
    ? [
        `first visit: ${asked.length} requests, over the budget of ${budgets.firstLoadRequests}: ${asked.join(' ')}`,
      ]
    : [];

/** @param {Record<string, number>} seconds what each stage of `npm test` took, and `all of them` */
export const overTime = (seconds, budgets = BUDGETS) =>
  Object.entries(budgets.testSeconds)
    .filter(([stage, limit]) => (seconds[stage] ?? 0) > limit)
    .map(([stage, limit]) => `${stage}: ${seconds[stage].toFixed(0)} s, over the budget of ${limit} s`);
