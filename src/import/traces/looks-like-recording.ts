import { detectProducer } from './detect.ts';

/** As much of a file as its kind is told from. */
export const HEAD_BYTES = 65536;

/** Whether a file that begins with `head` is taken for a recording, by its content. A gzipped one always is. */
export function looksLikeRecording(head: Uint8Array, whole: boolean): boolean {
  if (head[0] === 0x1f && head[1] === 0x8b) return true;
  return detectProducer(head, whole).producer !== null;
}
