/** Reads one lspci text: takes a string, answers with the report. One text a worker, so that cancelling is ending it. */
import { parseLspci, type LspciReport } from '#import/lspci/parse-lspci.ts';

export type LspciAnswer = LspciReport;

self.onmessage = ({ data }: MessageEvent<string>) => {
  self.postMessage(parseLspci(data) satisfies LspciAnswer);
};
