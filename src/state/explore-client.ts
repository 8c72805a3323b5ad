/** Has state spaces searched in workers, so that the page goes on answering meanwhile. */
import { proxy, type Remote } from 'comlink';
import { MATRIX_BOUNDS } from '#model/explore/matrix.ts';
import type { Progress } from '#model/explore/search.ts';
import type { Bounds, Setting } from '#model/explore/setting.ts';
import type { Asked, Asker, BoxAnswer } from '#model/question-box.ts';
import type { ExploreWorker, SentCell, SentDistinctions, SentPar } from '#worker/explore.worker.ts';
import { Hand, soleJob, type Job } from './background.ts';

export type { SentCell, SentDistinction, SentDistinctions, SentPar } from '#worker/explore.worker.ts';

const hire = (): Hand<ExploreWorker> =>
  new Hand(new Worker(new URL('../worker/explore.worker.ts', import.meta.url), { type: 'module' }));

/** One question, one worker; it ends with the answer or when cancelled. */
const job = <T>(work: (api: Remote<ExploreWorker>) => Promise<T>): Job<T> => soleJob(hire(), work);

/** What tells two designs apart; `onProgress` gets the share of the settings that is done. */
export const distinctionsOf = (
  a: string,
  b: string,
  onProgress: (done: number) => void,
): Job<SentDistinctions> => job((api) => api.distinguish(a, b, proxy(onProgress)));

/** Whether `who` can change `what` under a design, and how. */
export const answerOf = (who: Asker, what: Asked, designId: string): Job<BoxAnswer> =>
  job(async (api) => (await api.ask(who, what, designId)).answer);

/** The shortest way to see a mistake; null when no setting shows it. */
export const parFor = (mutationId: string): Job<SentPar | null> => job((api) => api.par(mutationId));

/** One setting under one design, and the properties asked there. */
export interface SearchTask {
  readonly designId: string;
  readonly setting: Setting;
  readonly propertyIds: readonly string[];
}

/** How far all searches of a matrix have come. */
export interface MatrixProgress {
  readonly tasks: number;
  readonly done: number;
  readonly states: number;
  readonly transitions: number;
  /** States met and not yet gone on from, in the searches under way. */
  readonly frontier: number;
  /** Bytes that the searches under way hold. */
  readonly bytes: number;
}

export interface MatrixJob extends Job<void> {
  readonly pause: (stop: boolean) => void;
}

const WORKERS = 2;

/** Runs `tasks` in their order in two workers; `onCells` after each search, `onProgress` also during long ones. */
export function searchAll(
  tasks: readonly SearchTask[],
  bounds: Bounds = MATRIX_BOUNDS,
  onCells: (cells: readonly SentCell[]) => void,
  onProgress: (progress: MatrixProgress) => void,
): MatrixJob {
  const hands: Hand<ExploreWorker>[] = [];
  const current = new Map<Hand<ExploreWorker>, Progress>();
  const ended = { done: 0, states: 0, transitions: 0 };
  let next = 0;
  let isOver = false;
  let gate: { readonly opened: Promise<void>; readonly open: () => void } | null = null;

  const report = () => {
    if (isOver) return;
    const sum = (key: 'states' | 'transitions' | 'frontier' | 'bytes') =>
      [...current.values()].reduce((total, one) => total + one[key], 0);
    onProgress({
      tasks: tasks.length,
      done: ended.done,
      states: ended.states + sum('states'),
      transitions: ended.transitions + sum('transitions'),
      frontier: sum('frontier'),
      bytes: sum('bytes'),
    });
  };
  const end = () => {
    isOver = true;
    for (const hand of hands.splice(0)) hand.dismiss();
  };
  const run = async (hand: Hand<ExploreWorker>): Promise<void> => {
    const during = proxy((progress: Progress) => {
      current.set(hand, progress);
      report();
    });
    for (let task = tasks[next++]; task !== undefined; task = tasks[next++]) {
      if (gate !== null) await gate.opened;
      const { designId, setting, propertyIds } = task;
      const cells = await hand.ask((api) => api.search(designId, setting, [...propertyIds], bounds, during));
      if (isOver) return;
      current.delete(hand);
      const searched = cells.find(({ verdict }) => verdict !== 'not-applicable');
      ended.done++;
      ended.states += searched?.states ?? 0;
      ended.transitions += searched?.transitions ?? 0;
      onCells(cells);
      report();
    }
  };
  for (let n = 0; n < Math.min(WORKERS, tasks.length); n++) hands.push(hire());
  const result = Promise.all(hands.map(run))
    .then(() => undefined)
    .finally(end);
  return {
    result,
    cancel: end,
    pause: (stop) => {
      if (stop && gate === null) {
        let open = () => {};
        const opened = new Promise<void>((resolve) => (open = resolve));
        gate = { opened, open };
      } else if (!stop) {
        gate?.open();
        gate = null;
      }
      for (const { api } of hands) void api.pause(stop);
    },
  };
}
