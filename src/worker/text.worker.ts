/** Reads scenario texts, and opens whatever of ours stands in a text, off the page's own thread. */
import { openText } from '#share/open-text.ts';
import { readText } from '#share/text/read-text.ts';
import { serve } from './serve.ts';

const api = { read: readText, open: openText };

export type TextWorker = typeof api;

serve(api);
