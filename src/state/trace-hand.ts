/** The background reader of recordings: made, asked, and let go. A worker that dies answers with a sentence. */
import type { Remote } from 'comlink';
import { failure, type Result } from '#model/base/result.ts';
import type { TraceWorker } from '#worker/trace.worker.ts';
import { Hand, wordsOf } from './background.ts';

export class TraceHand {
  readonly api: Remote<TraceWorker>;
  private readonly hand: Hand<TraceWorker>;

  /** `onStopped` is told when the worker, and what it has read, are lost. */
  constructor(onStopped: () => void) {
    const worker = new Worker(new URL('../worker/trace.worker.ts', import.meta.url), { type: 'module' });
    this.hand = new Hand<TraceWorker>(worker, onStopped);
    this.api = this.hand.api;
  }

  /** What `question` gives, or why the worker could not answer it. */
  async ask<T>(question: Promise<Result<T>>): Promise<Result<T>> {
    return this.hand.ask(() => question).catch((reason: unknown) => failure(wordsOf(reason)));
  }

  /** The same for a question that cannot fail by itself. */
  async get<T>(question: Promise<T>): Promise<Result<T>> {
    return this.ask(question.then((value) => ({ ok: true, value })));
  }

  dismiss(): void {
    this.hand.dismiss();
  }
}
