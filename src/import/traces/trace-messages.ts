/** Sentences about how a recording was read, and what to be careful about. */
import { counted, listOf, type Diagnostic } from '#import/diagnostics.ts';
import type { Trace } from './trace.ts';

/** What the reading itself noticed. */
export interface ReadingNotes {
  readonly backwards: number;
  readonly firstBackwards: number;
  readonly glued: number;
  readonly firstGlued: number;
  readonly returns: number;
  readonly cutLines: number;
  readonly endsInside: boolean;
  /** The compressed data ends early or is damaged. */
  readonly truncated: boolean;
  readonly error: string | null;
  /** Names of CSV columns that were not read. */
  readonly unreadColumns: readonly string[];
  /** Line at which xenalyze itself gave up, or null. */
  readonly stopped: number | null;
  /** Regions with callback sizes, and the first line of each that shows it (see callback-sizes.ts). */
  readonly widened: ReadonlyMap<number, number>;
}

export function traceMessages(trace: Omit<Trace, 'messages'>, notes: ReadingNotes): Diagnostic[] {
  const found: Diagnostic[] = [];
  const say = (severity: Diagnostic['severity'], code: string, line: number, message: string) =>
    found.push({ severity, code, line, message });
  const { lossMarks, notUnderstoodLines } = trace;
  if (notes.truncated)
    say(
      'error',
      'truncated',
      trace.lines,
      notes.error ??
        `The compressed data ends early, after ${counted(trace.lines, 'line')}; the rest is missing.`,
    );
  if (notes.stopped !== null)
    say(
      'error',
      'svm-mode',
      notes.stopped,
      `xenalyze stopped in line ${notes.stopped}: it took the exits of an AMD processor for Intel’s, and everything after them is missing. Run it again with --svm-mode.`,
    );
  if (notes.unreadColumns.length > 0)
    say(
      'warning',
      'columns',
      0,
      `${notes.unreadColumns.length === 1 ? 'The column' : 'The columns'} ${listOf(notes.unreadColumns.map((name) => `“${name}”`))} ${notes.unreadColumns.length === 1 ? 'was' : 'were'} not read. Known are op, address or offset, size, value and time.`,
    );
  if (lossMarks.length > 0)
    say(
      'warning',
      'lost-events',
      lossMarks[0]!.line,
      `The recorder lost events in ${counted(lossMarks.length, 'place')}, first at line ${lossMarks[0]!.line}: accesses are missing, and what follows may start from a state that the recording does not show.`,
    );
  if (notes.backwards > 0)
    say(
      'warning',
      'time-backwards',
      notes.firstBackwards,
      `Time goes backwards in ${counted(notes.backwards, 'line')}, first in line ${notes.firstBackwards}. The order of the lines is kept.`,
    );
  if (notes.glued > 0)
    say(
      'note',
      'glued',
      notes.firstGlued,
      `In ${counted(notes.glued, 'line')} records are glued together, or to something else; the first is line ${notes.firstGlued}. Every record in them that is whole was read; a line of which a part was not understood counts as not understood.`,
    );
  if (notes.returns > 0 && notes.returns >= trace.lines / 2)
    say('note', 'crlf', 1, `${counted(notes.returns, 'line')} ended in CR LF, as on a serial console.`);
  if (notes.cutLines > 0)
    say(
      'warning',
      'long-line',
      0,
      `${counted(notes.cutLines, 'line')} of more than 65,536 characters were cut.`,
    );
  // Most lines end in a value, and one that lost digits is a value too.
  if (notes.endsInside)
    say(
      'note',
      'ends-inside-line',
      trace.lines,
      'The last line has no end: the recording may have been cut inside it, and its last value with it.',
    );
  for (const [index, first] of notes.widened)
    say(
      'warning',
      'callback-size',
      first,
      `Region “${trace.sources[index]!.name}” is logged with 8 bytes at addresses that are not a multiple of 8 (line ${first}): that is what QEMU called the region with, not what the guest used. Its accesses are taken for 4 bytes where the value fits.`,
    );
  const rejected = trace.context.find(({ kind }) => kind === 'rejected access');
  if (rejected)
    say(
      'warning',
      'rejected',
      rejected.examples[0]!.line,
      `${rejected.count === 1 ? '1 access was' : `${rejected.count} accesses were`} rejected by a memory region (line ${rejected.examples[0]!.line}): the log gives no value and only an offset in the region, so nothing of the kind is replayed.`,
    );
  const unknown = trace.context.find(({ kind }) => kind === 'UNKNOWN');
  if (unknown)
    say(
      'warning',
      'undecoded',
      unknown.examples[0]!.line,
      `${counted(unknown.count, 'instruction')} that mmiotrace could not decode (string instructions such as rep movs) are not replayed: neither value nor length is recorded. The first is in line ${unknown.examples[0]!.line}.`,
    );
  if (trace.xenShape && !trace.xenShape.hasVcpus)
    say(
      'warning',
      'vcpus-merged',
      0,
      'All records name the unknown domain 32768: the trace was taken without scheduler events, so vCPUs cannot be told apart, and writes cannot always be told to have reached the device model.',
    );
  if (trace.xenShape)
    say(
      'note',
      'no-sizes',
      0,
      'xenalyze tells no sizes: accesses are taken for 4 bytes, or less where the address is not aligned.',
    );
  if (trace.brokenRequests > 0)
    say(
      'warning',
      'broken-requests',
      0,
      `${counted(trace.brokenRequests, 'request')} to the device model lack an event that the others of this log have: lines are missing or out of order.`,
    );
  if (notUnderstoodLines > 0) {
    const first = trace.notUnderstood.flatMap(({ examples }) => examples).sort((a, b) => a.line - b.line)[0];
    say(
      'warning',
      'not-understood',
      first?.line ?? 0,
      `${notUnderstoodLines} of ${counted(trace.lines, 'line')} were not understood, the first is line ${first?.line ?? 0}: “${first?.text ?? ''}”.`,
    );
  }
  return found;
}
