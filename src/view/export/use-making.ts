import { useEffect, useRef, useState } from 'react';
import type { Making } from '#export/film/film-source.ts';
import { saveFile } from '../editor/save-file.ts';

/** A file that was made. */
export interface MadeFile {
  readonly name: string;
  readonly contents: Blob;
  /** What is in it, as "312 frames". */
  readonly about: string;
}

/** Something that takes a while. `what` is it in words, `unit` what is counted: frames, pages. */
export interface Work {
  readonly what: string;
  readonly unit: string;
  readonly make: (making: Making) => Promise<MadeFile>;
}

export type MakingState =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'making';
      readonly work: Work;
      readonly done: number;
      readonly total: number;
      readonly elapsedMs: number;
    }
  | { readonly kind: 'made'; readonly file: MadeFile; readonly elapsedMs: number }
  | { readonly kind: 'cancelled'; readonly work: Work }
  | { readonly kind: 'failed'; readonly work: Work; readonly message: string };

export interface Maker {
  readonly state: MakingState;
  readonly start: (work: Work) => void;
  readonly cancel: () => void;
}

/** Between two reports of progress. */
const REPORT_MS = 100;

/** Makes one file at a time and saves it; whoever leaves before it is done gets none. */
export function useMaking(): Maker {
  const [state, setState] = useState<MakingState>({ kind: 'idle' });
  const current = useRef<AbortController | null>(null);
  useEffect(() => () => current.current?.abort(), []);

  const start = (work: Work) => {
    current.current?.abort();
    const controller = new AbortController();
    current.current = controller;
    void run(work, controller.signal, setState);
  };
  const cancel = () => current.current?.abort();
  return { state, start, cancel };
}

async function run(work: Work, signal: AbortSignal, say: (state: MakingState) => void): Promise<void> {
  const began = performance.now();
  let reported = -Infinity;
  const onProgress = (done: number, total: number) => {
    const now = performance.now();
    if (signal.aborted || (now - reported < REPORT_MS && done < total)) return;
    reported = now;
    say({ kind: 'making', work, done, total, elapsedMs: now - began });
  };
  onProgress(0, 1);
  try {
    const file = await work.make({ signal, onProgress });
    signal.throwIfAborted();
    saveFile(file.name, file.contents);
    say({ kind: 'made', file, elapsedMs: performance.now() - began });
  } catch (reason) {
    if (signal.aborted) say({ kind: 'cancelled', work });
    else say({ kind: 'failed', work, message: reason instanceof Error ? reason.message : String(reason) });
  }
}
