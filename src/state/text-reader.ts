/** Reads scenario texts without holding up the page: short ones at once, long ones in a worker. */
import type { Catalogue } from '#share/catalogue.ts';
import { readText, type Reading } from '#share/text/read-text.ts';
import type { TextAnswer, TextQuestion } from '#worker/text.worker.ts';

/** From this many characters on a text is read in a worker; some 5,000 lines. */
export const LONG_TEXT = 100_000;

export interface TextReader {
  /** The reading at once, or a promise of it that never settles once `stop` was called. */
  readonly read: (text: string) => Reading | Promise<Reading>;
  /** Gives up what is being read. */
  readonly stop: () => void;
}

export function createTextReader(catalogue: Catalogue): TextReader {
  let idle: Worker | null = null;
  let busy: Worker | null = null;
  const stop = () => {
    busy?.terminate();
    busy = null;
  };
  const inWorker = (text: string): Promise<Reading> => {
    stop();
    const worker =
      idle ?? new Worker(new URL('../worker/text.worker.ts', import.meta.url), { type: 'module' });
    idle = null;
    busy = worker;
    return new Promise((resolve) => {
      const end = (reading: Reading, next: Worker | null) => {
        if (busy !== worker) return;
        busy = null;
        idle = next;
        resolve(reading);
      };
      worker.onmessage = ({ data }: MessageEvent<TextAnswer>) => end(data, worker);
      worker.onerror = (event) => {
        event.preventDefault();
        worker.terminate();
        // Slower, and the page waits; but the text is read.
        end(readText(text, catalogue), null);
      };
      worker.postMessage({ text, catalogue } satisfies TextQuestion);
    });
  };
  return {
    read: (text) => (text.length < LONG_TEXT ? readText(text, catalogue) : inWorker(text)),
    stop,
  };
}
