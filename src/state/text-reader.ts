/** Reads scenario texts without holding up the page: short ones at once, long ones in a worker. */
import type { Result } from '#model/base/result.ts';
import type { Catalogue } from '#share/catalogue.ts';
import { readFile, type FileReading } from '#share/file-reading.ts';
import type { Opened } from '#share/link/link.ts';
import { openText } from '#share/open-text.ts';
import { readText, type Reading } from '#share/text/read-text.ts';
import type { TextWorker } from '#worker/text.worker.ts';
import { Hand, soleJob, type Job } from './background.ts';
import { CATALOGUE, READY } from './sharing.ts';

/** From this many characters on a text is read in a worker; some 5,000 lines. */
export const LONG_TEXT = 100_000;

export interface TextReader {
  /** The reading at once, or a promise of it that never settles once `stop` was called. */
  readonly read: (text: string) => Reading | Promise<Reading>;
  /** Gives up what is being read. */
  readonly stop: () => void;
}

const hire = (): Hand<TextWorker> =>
  new Hand(new Worker(new URL('../worker/text.worker.ts', import.meta.url), { type: 'module' }));

export function createTextReader(catalogue: Catalogue): TextReader {
  let hand: Hand<TextWorker> | null = null;
  let isBusy = false;
  const stop = () => {
    if (isBusy) hand?.dismiss();
    isBusy = false;
  };
  const ask = async (text: string): Promise<Reading> => {
    if (hand === null || hand.isOver) hand = hire();
    isBusy = true;
    const reading = await hand.ask((api) => api.read(text, catalogue));
    isBusy = false;
    return reading;
  };
  return {
    read: (text) => {
      if (text.length < LONG_TEXT) return readText(text, catalogue);
      stop();
      // Should workers end, or not start at all, the page reads the text, and waits.
      return ask(text)
        .catch(() => ask(text))
        .catch(() => readText(text, catalogue));
    },
    stop,
  };
}

/** Opens `text` as openText does; fails with a sentence when a worker ends before its time. */
export function openInBackground(text: string): Job<Result<Opened>> {
  if (text.length < LONG_TEXT)
    return { result: Promise.resolve(openText(text, CATALOGUE, READY)), cancel: nothing };
  return soleJob(hire(), (api) => api.open(text, CATALOGUE) as Promise<Result<Opened>>);
}

/** The same for what a file holds. */
export function readFileInBackground(text: string): Job<FileReading> {
  if (text.length < LONG_TEXT)
    return { result: Promise.resolve(readFile(text, CATALOGUE, READY)), cancel: nothing };
  return soleJob(hire(), (api) => api.file(text, CATALOGUE));
}

const nothing = () => undefined;
