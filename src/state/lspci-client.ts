/** Reads lspci text without holding up the page: short texts at once, long ones in a worker. */
import type { LspciReport } from '#import/lspci/parse-lspci.ts';
import type { LspciAnswer } from '#worker/lspci.worker.ts';

/** From this many characters on a text is read in a worker. */
export const LONG_TEXT = 200_000;

export interface LspciReading {
  /** Never settles once cancelled. */
  readonly report: Promise<LspciReport>;
  readonly cancel: () => void;
}

export function readLspci(text: string): LspciReading {
  if (text.length <= LONG_TEXT) return { report: readHere(text), cancel: () => undefined };
  const worker = new Worker(new URL('../worker/lspci.worker.ts', import.meta.url), { type: 'module' });
  const report = new Promise<LspciReport>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<LspciAnswer>) => {
      resolve(data);
      worker.terminate();
    };
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message || 'the background reader did not start'));
      worker.terminate();
    };
    worker.postMessage(text);
  });
  return { report, cancel: () => worker.terminate() };
}

async function readHere(text: string): Promise<LspciReport> {
  const { parseLspci } = await import('#import/lspci/parse-lspci.ts');
  return parseLspci(text);
}
