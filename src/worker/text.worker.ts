/** Reads scenario texts off the page's own thread, one after the other. */
import type { Catalogue } from '#share/catalogue.ts';
import { readText, type Reading } from '#share/text/read-text.ts';

export interface TextQuestion {
  readonly text: string;
  readonly catalogue: Catalogue;
}

export type TextAnswer = Reading;

self.onmessage = ({ data: { text, catalogue } }: MessageEvent<TextQuestion>) => {
  self.postMessage(readText(text, catalogue) satisfies TextAnswer);
};
