/** Keeps count of every line of a recording: an access, context of a named kind, or not understood. */
import { excerptOf } from '#import/diagnostics.ts';
import { textOf } from './scan.ts';

/** Lines of one kind, with the first few as examples. */
export interface LineKind {
  readonly kind: string;
  readonly count: number;
  readonly examples: readonly Example[];
}

export interface Example {
  readonly line: number;
  readonly text: string;
}

/** Examples kept of each kind. */
const SHOWN = 3;
/** Kinds told apart; a recording with more has them counted together. */
const MOST_KINDS = 200;

interface Count {
  count: number;
  readonly examples: Example[];
}

export class Tally {
  lines = 0;
  /** Lines that hold at least one access. */
  accessLines = 0;
  contextLines = 0;
  notUnderstoodLines = 0;
  /** Lines whose time is before that of the line above, and the first of them. */
  backwards = 0;
  firstBackwards = 0;
  private newest = -Infinity;
  private readonly contexts = new Map<string, Count>();
  private readonly puzzles = new Map<string, Count>();

  context(kind: string, bytes: Uint8Array, start: number, end: number): void {
    this.contextLines++;
    note(this.contexts, kind, this.lines, bytes, start, end);
  }

  /** `reason` says in a few words what is wrong with the line. */
  puzzle(reason: string, bytes: Uint8Array, start: number, end: number): void {
    this.notUnderstoodLines++;
    note(this.puzzles, reason, this.lines, bytes, start, end);
  }

  /** Checks that time goes on; NaN is no time. */
  time(seconds: number): void {
    if (seconds < this.newest) {
      if (this.backwards++ === 0) this.firstBackwards = this.lines;
    }
    if (seconds === seconds) this.newest = seconds;
  }

  get contextKinds(): readonly LineKind[] {
    return kindsOf(this.contexts);
  }

  get notUnderstood(): readonly LineKind[] {
    return kindsOf(this.puzzles);
  }

  countOf(kind: string): number {
    return this.contexts.get(kind)?.count ?? 0;
  }
}

function note(
  map: Map<string, Count>,
  kind: string,
  line: number,
  bytes: Uint8Array,
  start: number,
  end: number,
): void {
  let count = map.get(kind);
  if (!count) {
    const name = map.size < MOST_KINDS ? kind : 'others';
    count = map.get(name) ?? { count: 0, examples: [] };
    map.set(name, count);
  }
  count.count++;
  if (count.examples.length < SHOWN)
    count.examples.push({
      line,
      text: excerptOf(printable(textOf(bytes, start, Math.min(end, start + 400)))),
    });
}

/** Control characters would garble whatever shows the example. */
const printable = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '·');

const kindsOf = (map: ReadonlyMap<string, Count>): LineKind[] =>
  [...map]
    .map(([kind, { count, examples }]) => ({ kind, count, examples }))
    .sort((a, b) => b.count - a.count);
