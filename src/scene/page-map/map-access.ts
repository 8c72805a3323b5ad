import { isAccess, type Step } from '#model/access.ts';

/** An access as the memory map marks it: bytes from the table BAR, and a short name: `access 5: W4`. */
export interface MapAccess {
  readonly offset: number;
  readonly size: number;
  readonly write: boolean;
  readonly label: string;
}

/** All bytes that step `n` of a scenario goes to, or null for a step that goes to none. */
export function mapAccess(step: Step | undefined, n: number): MapAccess | null {
  if (step === undefined || !isAccess(step)) return null;
  const count = 'count' in step ? step.count : 1;
  const first = 'count' in step && step.df ? step.offset - (count - 1) * step.size : step.offset;
  const write = step.op === 'write' || step.op === 'rep-write';
  return {
    offset: first,
    size: step.size * count,
    write,
    label: `access ${n + 1}: ${write ? 'W' : 'R'}${step.size}`,
  };
}
