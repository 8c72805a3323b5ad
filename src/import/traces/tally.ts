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

/** What a line counts as, by weight. */
const NOTHING = 0;
const CONTEXT = 1;
const ACCESS = 2;
const PUZZLE = 3;

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
  /** What the line in progress counts as so far, and the kind it was counted under. */
  private standing = NOTHING;
  private counted: Count | null = null;
  private countedKind = '';
  private readonly contexts = new Map<string, Count>();
  private readonly puzzles = new Map<string, Count>();

  /** Another line begins. It is counted once, also when several records are glued together in it. */
  begin(): void {
    this.lines++;
    this.standing = NOTHING;
    this.counted = null;
  }

  /** The line holds an access. */
  access(): void {
    if (this.standing >= ACCESS) return;
    this.takeBack();
    this.accessLines++;
    this.standing = ACCESS;
  }

  context(kind: string, bytes: Uint8Array, start: number, end: number): void {
    if (this.standing >= CONTEXT) return;
    this.contextLines++;
    this.standing = CONTEXT;
    this.counted = note(this.contexts, kind, this.lines, bytes, start, end);
    this.countedKind = kind;
  }

  /** `reason` says in a few words what is wrong with the line, or with a part of it: then all of it counts so. */
  puzzle(reason: string, bytes: Uint8Array, start: number, end: number): void {
    if (this.standing >= PUZZLE) return;
    this.takeBack();
    this.notUnderstoodLines++;
    this.standing = PUZZLE;
    note(this.puzzles, reason, this.lines, bytes, start, end);
  }

  private takeBack(): void {
    if (this.standing === ACCESS) this.accessLines--;
    if (this.standing !== CONTEXT) return;
    const { counted } = this;
    this.contextLines--;
    if (!counted) return;
    if (--counted.count === 0) this.contexts.delete(this.countedKind);
    if (counted.examples.at(-1)?.line === this.lines) counted.examples.pop();
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
): Count {
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
  return count;
}

/** Control characters would garble whatever shows the example. */
const printable = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '·');

const kindsOf = (map: ReadonlyMap<string, Count>): LineKind[] =>
  [...map]
    .map(([kind, { count, examples }]) => ({ kind, count, examples }))
    .sort((a, b) => b.count - a.count);
