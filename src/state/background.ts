/** Background workers, watched: whatever becomes of one, each question to it is answered or fails with a sentence. */
import { releaseProxy, wrap, type Remote } from 'comlink';
import type { Held } from '#worker/serve.ts';

export const STOPPED = 'The background worker stopped. Try again.';

/** Work under way. `result` never settles once cancelled. */
export interface Job<T> {
  readonly result: Promise<T>;
  readonly cancel: () => void;
}

/** One worker that offers the functions of `T`. It ends by itself only when something is wrong; then get another. */
export class Hand<T> {
  readonly api: Remote<T>;
  private readonly worker: Worker;
  private readonly waiting = new Set<(reason: Error) => void>();
  private state: 'works' | 'stopped' | 'dismissed' = 'works';

  /** `onStopped` is told when the worker ends by itself, whether anybody waits for it or not. */
  constructor(worker: Worker, onStopped: () => void = () => undefined) {
    this.worker = worker;
    const stop = () => {
      if (this.isOver) return;
      this.state = 'stopped';
      worker.terminate();
      for (const reject of this.waiting) reject(new Error(STOPPED));
      onStopped();
    };
    worker.onerror = (event) => {
      event.preventDefault();
      stop();
    };
    worker.onmessageerror = stop;
    worker.addEventListener('message', ({ data }: MessageEvent<Partial<Held> | null>) => {
      // The worker keeps this lock until its end, so the page gets it then.
      if (typeof data?.held === 'string') void navigator.locks.request(data.held, stop);
    });
    this.api = wrap<T>(worker);
  }

  /** True once the worker has stopped or was dismissed: it answers no more. */
  get isOver(): boolean {
    return this.state !== 'works';
  }

  /** What `work` gives. Fails when that fails, and with `STOPPED` when the worker ends; never settles once dismissed. */
  ask<R>(work: (api: Remote<T>) => Promise<R>): Promise<R> {
    return new Promise((resolve, reject) => {
      if (this.state === 'stopped') reject(new Error(STOPPED));
      if (this.isOver) return;
      this.waiting.add(reject);
      work(this.api)
        .then(resolve, (reason: unknown) =>
          reject(reason instanceof Error ? reason : new Error(String(reason))),
        )
        .finally(() => this.waiting.delete(reject));
    });
  }

  dismiss(): void {
    if (this.isOver) return;
    this.state = 'dismissed';
    this.waiting.clear();
    this.api[releaseProxy]();
    this.worker.terminate();
  }
}

/** One question to a worker that is there for it alone. */
export function soleJob<T, R>(hand: Hand<T>, work: (api: Remote<T>) => Promise<R>): Job<R> {
  const cancel = () => hand.dismiss();
  return { result: hand.ask(work).finally(cancel), cancel };
}

/** What went wrong, in words. */
export const wordsOf = (reason: unknown): string =>
  reason instanceof Error ? reason.message : String(reason);
