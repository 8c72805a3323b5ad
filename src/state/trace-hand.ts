/** The background reader of recordings: made, asked, and let go. A worker that dies answers with a sentence. */
import { releaseProxy, wrap, type Remote } from 'comlink';
import { failure, type Result } from '#model/base/result.ts';
import type { TraceWorker } from '#worker/trace.worker.ts';

export class TraceHand {
  readonly api: Remote<TraceWorker>;
  private readonly worker: Worker;
  private readonly died: Promise<string>;

  constructor() {
    this.worker = new Worker(new URL('../worker/trace.worker.ts', import.meta.url), { type: 'module' });
    this.api = wrap<TraceWorker>(this.worker);
    this.died = new Promise((resolve) => {
      this.worker.onerror = (event) => {
        event.preventDefault();
        resolve(`The background reader stopped: ${event.message || 'it did not start'}.`);
      };
    });
  }

  /** What `question` gives, or why the worker could not answer it. */
  async ask<T>(question: Promise<Result<T>>): Promise<Result<T>> {
    return Promise.race([
      question.catch((reason: unknown) => failure<string>(String(reason))),
      this.died.then((sentence) => failure<string>(sentence)),
    ]);
  }

  /** The same for a question that cannot fail by itself. */
  async get<T>(question: Promise<T>): Promise<Result<T>> {
    return this.ask(question.then((value) => ({ ok: true, value })));
  }

  dismiss(): void {
    this.api[releaseProxy]();
    this.worker.terminate();
  }
}
