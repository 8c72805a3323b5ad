import type { Picture } from '../picture/marks.ts';

/** The pictures that a film is made of. Asked for the same frame twice, it gives the same picture. */
export interface FilmSource {
  readonly frames: number;
  readonly framesPerSecond: number;
  readonly pictureAt: (frame: number) => Picture;
  /** One line, kept in the file where the format has a place for it. */
  readonly title: string;
}

/** How the maker of something long keeps in touch with who waits for it. */
export interface Making {
  /** Aborted when nobody wants the result any more: the maker then throws the signal's reason and leaves nothing. */
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * Lets the page answer before the next piece of work. Not by a timer: those are held back to one a second where the
 * page is out of sight, and a film would never be done.
 */
export function breathe({ signal }: Pick<Making, 'signal'>): Promise<void> {
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      if (signal.aborted) reject(signal.reason instanceof Error ? signal.reason : new Error('cancelled'));
      else resolve();
    };
    port2.postMessage(null);
  });
}
