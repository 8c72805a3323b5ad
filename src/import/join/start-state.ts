/** The state in which a recording begins, as far as its accesses give it away. */
import type { Step } from '#model/access.ts';
import type { Layout } from '#model/layout.ts';
import type { JoinedAccess } from './facts.ts';

export interface StartState {
  readonly steps: readonly Step[];
  /** What was done before, in a sentence; null where nothing was. */
  readonly sentence: string | null;
  /** Entries with a bound vector. */
  readonly bound: readonly number[];
  readonly before: Before;
  /** References to Xen's record of the table that nothing bound accounts for. */
  readonly extraReferences: number;
}

/**
 * What went before: nothing; a driver that bound one vector and was unloaded, which up to 4.20 leaves Xen's record
 * of the table behind; the same with a reference that was never given back; a driver that is still loaded.
 */
export type Before = 'nothing' | 'unloaded' | 'unloaded-counted' | 'loaded';

const USUAL_ADDRESS = 0xfee00000n;
const USUAL_VECTOR = 0x40n;

/** Steps that bring a machine there. Messages of bound entries are what the recording later reads from them. */
export function startState(
  layout: Layout,
  before: Before,
  bound: readonly number[],
  accesses: readonly JoinedAccess[],
): StartState {
  if (before === 'nothing') return { steps: [], sentence: null, bound: [], before, extraReferences: 0 };
  const write = (entry: number, field: number, value: bigint): Step => ({
    op: 'write',
    offset: layout.tableStart + 16 * entry + 4 * field,
    size: 4,
    value,
  });
  const entries = before === 'loaded' ? bound : [0];
  const steps: Step[] = [{ op: 'enable', maskall: false }];
  for (const entry of entries) {
    const low = firstRead(layout, accesses, entry, 0) ?? USUAL_ADDRESS;
    const high = firstRead(layout, accesses, entry, 1) ?? 0n;
    const vector = firstRead(layout, accesses, entry, 2) ?? USUAL_VECTOR + BigInt(entry % 128);
    steps.push(write(entry, 0, low), write(entry, 1, high), write(entry, 2, vector), write(entry, 3, 0n));
    // Linux writes the message once more when it requests the interrupt; Xen answers reads from then on.
    if (before === 'loaded')
      steps.push(write(entry, 0, low), write(entry, 1, high), write(entry, 2, vector), write(entry, 3, 0n));
    if (firstRead(layout, accesses, entry, 3) === 1n) steps.push(write(entry, 3, 1n));
  }
  if (before !== 'loaded') {
    const isCounted = before === 'unloaded-counted';
    steps.push({ op: 'disable' });
    return {
      steps,
      sentence: isCounted
        ? 'Earlier drivers left Xen’s record of the table behind, with a reference that was never given back.'
        : 'A driver with one vector was loaded and unloaded before the recording.',
      bound: [],
      before,
      extraReferences: isCounted ? 1 : 0,
    };
  }
  const list = entries.slice(0, 8).join(', ');
  return {
    steps,
    sentence: `Entries with bound vectors before the recording: ${list}${entries.length > 8 ? ` and ${entries.length - 8} more` : ''}.`,
    bound: entries,
    before,
    extraReferences: 0,
  };
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
