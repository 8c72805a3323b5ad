/** Reads scenario texts, and opens whatever of ours stands in a text, off the page's own thread. */
import { SCENARIOS } from '#content/scenarios.ts';
import type { Catalogue } from '#share/catalogue.ts';
import { readFile } from '#share/file-reading.ts';
import { openText } from '#share/open-text.ts';
import { readText } from '#share/text/read-text.ts';
import { serve } from './serve.ts';

const api = {
  read: readText,
  open: (text: string, catalogue: Catalogue) => openText(text, catalogue, SCENARIOS),
  file: (text: string, catalogue: Catalogue) => readFile(text, catalogue, SCENARIOS),
};

export type TextWorker = typeof api;

serve(api);
