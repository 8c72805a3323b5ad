import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Hand, soleJob, STOPPED } from './background.ts';

interface Api {
  answer(): number;
}

/** A worker that never answers, with what the browser calls on one that goes wrong. */
class SilentWorker extends EventTarget {
  onerror: ((event: Event) => void) | null = null;
  onmessageerror: (() => void) | null = null;
  terminate = vi.fn();
  postMessage = vi.fn();
}

const never = <T>(): Promise<T> => new Promise(() => undefined);
const made = (onStopped?: () => void) => {
  const worker = new SilentWorker();
  return { worker, hand: new Hand<Api>(worker as unknown as Worker, onStopped) };
};
const settled = async (promise: Promise<unknown>): Promise<string> =>
  Promise.race([
    promise.then(
      () => 'answered',
      (error: unknown) => (error as Error).message,
    ),
    new Promise<string>((resolve) => setTimeout(() => resolve('waits'), 20)),
  ]);

/** Gives a lock when it is let go of, as the browser does when a worker is gone. */
const locks = new Map<string, () => void>();

beforeEach(() => {
  vi.stubGlobal('navigator', {
    locks: { request: (name: string, given: () => void) => (locks.set(name, given), never()) },
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  locks.clear();
});

const WAYS: Readonly<Record<string, (worker: SilentWorker) => void>> = {
  'has an error': (worker) => worker.onerror?.(new Event('error', { cancelable: true })),
  'sends what cannot be read': (worker) => worker.onmessageerror?.(),
  'ends without a word': (worker) => {
    worker.dispatchEvent(new MessageEvent('message', { data: { held: 'its lock' } }));
    locks.get('its lock')!();
  },
};

describe.each(Object.entries(WAYS))('a worker that %s', (_, end) => {
  it('fails all that wait for it with one sentence, and is ended', async () => {
    const told = vi.fn();
    const { worker, hand } = made(told);
    const questions = [hand.ask(() => never()), hand.ask(() => never())];
    expect(await settled(questions[0]!)).toBe('waits');
    end(worker);
    expect(await Promise.all(questions.map(settled))).toEqual([STOPPED, STOPPED]);
    expect(hand.isOver).toBe(true);
    expect(worker.terminate).toHaveBeenCalled();
    expect(told).toHaveBeenCalledTimes(1);
  });

  it('fails what is asked later', async () => {
    const { worker, hand } = made();
    end(worker);
    expect(await settled(hand.ask(() => Promise.resolve(1)))).toBe(STOPPED);
  });

  it('says nothing to who has dismissed it', async () => {
    const told = vi.fn();
    const { worker, hand } = made(told);
    const question = hand.ask(() => never());
    hand.dismiss();
    end(worker);
    expect(await settled(question)).toBe('waits');
    expect(told).not.toHaveBeenCalled();
  });
});

describe('a worker that works', () => {
  it('answers, or fails as its question does', async () => {
    const { hand } = made();
    expect(await hand.ask(() => Promise.resolve(7))).toBe(7);
    expect(await settled(hand.ask(() => Promise.reject(new Error('too large'))))).toBe('too large');
    expect(hand.isOver).toBe(false);
  });

  it('ends with its only question, and when that is cancelled', async () => {
    const [first, second] = [made(), made()];
    await soleJob(first.hand, () => Promise.resolve(1)).result;
    expect(first.worker.terminate).toHaveBeenCalled();
    const job = soleJob(second.hand, () => never());
    job.cancel();
    expect(await settled(job.result)).toBe('waits');
    expect(second.worker.terminate).toHaveBeenCalled();
  });
});
