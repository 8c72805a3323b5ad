/** Reads lspci text without holding up the page: short texts at once, long ones in a worker. */
import type { LspciReport } from '#import/lspci/parse-lspci.ts';
import type { LspciWorker } from '#worker/lspci.worker.ts';
import { Hand, soleJob, type Job } from './background.ts';

/** From this many characters on a text is read in a worker. */
export const LONG_TEXT = 200_000;

export function readLspci(text: string): Job<LspciReport> {
  if (text.length <= LONG_TEXT) return { result: readHere(text), cancel: () => undefined };
  const worker = new Worker(new URL('../worker/lspci.worker.ts', import.meta.url), { type: 'module' });
  return soleJob(new Hand<LspciWorker>(worker), (api) => api.read(text));
}

async function readHere(text: string): Promise<LspciReport> {
  const { parseLspci } = await import('#import/lspci/parse-lspci.ts');
  return parseLspci(text);
}
