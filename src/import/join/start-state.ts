/** The state in which a recording begins, as far as its accesses give it away. */
import type { Step } from '#model/access.ts';
import type { Layout } from '#model/layout.ts';
import type { JoinedAccess } from './joined-access.ts';

/**
 * What went before: nothing; a driver that bound one vector and was unloaded, which up to 4.20 leaves Xen's record
 * of the table behind; the same with a reference that was never given back; a driver that is still loaded.
 */
export type Before = 'nothing' | 'unloaded' | 'unloaded-counted' | 'loaded';

export interface StartState {
  readonly steps: readonly Step[];
  /** What was done before, in a sentence. */
  readonly sentence: string;
  /** Entries with a bound vector. */
  readonly bound: readonly number[];
  readonly before: Before;
  /** References to Xen's record of the table that nothing bound accounts for. */
  readonly extraReferences: number;
}

const USUAL_ADDRESS = 0xfee00000n;
const USUAL_VECTOR = 0x40n;
/** Entries named in a sentence. */
const NAMED = 8;

const SENTENCES: Readonly<Record<Exclude<Before, 'loaded'>, string>> = {
  nothing: 'Nothing was done to the device before the recording.',
  unloaded: 'A driver with one vector was loaded and unloaded before the recording.',
  'unloaded-counted':
    'Earlier drivers left Xen’s record of the table behind, with a reference that was never given back.',
};

/** Steps that bring a machine there. Messages of bound entries are what the recording later reads from them. */
export function startState(
  layout: Layout,
  before: Before,
  bound: readonly number[],
  accesses: readonly JoinedAccess[],
): StartState {
  if (before === 'nothing')
    return { steps: [], sentence: SENTENCES.nothing, bound: [], before, extraReferences: 0 };
  const entries = before === 'loaded' ? bound : [0];
  const steps: Step[] = [
    { op: 'enable', maskall: false },
    ...entries.flatMap((entry) => bindSteps(layout, entry, before === 'loaded', accesses)),
  ];
  if (before === 'loaded')
    return { steps, sentence: boundSentence(entries), bound: entries, before, extraReferences: 0 };
  steps.push({ op: 'disable' });
  const extraReferences = before === 'unloaded-counted' ? 1 : 0;
  return { steps, sentence: SENTENCES[before], bound: [], before, extraReferences };
}

function boundSentence(entries: readonly number[]): string {
  const list = entries.slice(0, NAMED).join(', ');
  const rest = entries.length > NAMED ? ` and ${entries.length - NAMED} more` : '';
  return entries.length === 1
    ? `The vector of entry ${list} was bound before the recording.`
    : `The vectors of entries ${list}${rest} were bound before the recording.`;
}

function bindSteps(
  layout: Layout,
  entry: number,
  stays: boolean,
  accesses: readonly JoinedAccess[],
): readonly Step[] {
  const write = (field: number, value: bigint): Step => ({
    op: 'write',
    offset: layout.tableStart + 16 * entry + 4 * field,
    size: 4,
    value,
  });
  const read = (field: number) => firstRead(layout, accesses, entry, field);
  const message = [
    write(0, read(0) ?? USUAL_ADDRESS),
    write(1, read(1) ?? 0n),
    write(2, read(2) ?? USUAL_VECTOR + BigInt(entry % 128)),
    write(3, 0n),
  ];
  return [
    ...message,
    // Linux writes the message once more when it requests the interrupt; Xen answers reads from then on.
    ...(stays ? message : []),
    ...(read(3) === 1n ? [write(3, 1n)] : []),
  ];
}

/** What the first access to a dword of the table read, if it was a read. */
function firstRead(
  layout: Layout,
  accesses: readonly JoinedAccess[],
  entry: number,
  field: number,
): bigint | null {
  const address = layout.base + layout.tableStart + 16 * entry + 4 * field;
  const first = accesses.find(
    (access) => access.address <= address && access.address + (access.size ?? 4) > address,
  );
  if (!first || first.write || first.address !== address) return null;
  const value = first.xen?.value ?? first.request?.lo;
  return value == null ? null : BigInt(value);
}
