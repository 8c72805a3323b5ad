/** Reads one lspci text. One text a worker, so that cancelling is ending it. */
import { parseLspci } from '#import/lspci/parse-lspci.ts';
import { serve } from './serve.ts';

const api = { read: parseLspci };

export type LspciWorker = typeof api;

serve(api);
