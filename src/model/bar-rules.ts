import { hex } from './base/hex.ts';
import type { Bar } from './device.ts';

/** What is wrong with the BAR at place `bar` of the list, under the field to change; the sentence follows its name. */
export interface BarProblem {
  readonly bar: number;
  readonly field: keyof Bar;
  readonly sentence: string;
}

/** Rules of PCI Local Bus 3.0, 6.2.5.1 that BARs which can be read break, each with its number in it. */
export function barRules(bars: readonly Bar[]): BarProblem[] {
  return bars.flatMap((bar, n) => [...ownRules(bar, n), ...sharedRules(bar, n, bars)]);
}

function ownRules({ kind, index, size, address, width, prefetchable }: Bar, n: number): BarProblem[] {
  const found: BarProblem[] = [];
  const say = (field: keyof Bar, sentence: string) => found.push({ bar: n, field, sentence });
  if (size !== null && !Number.isInteger(Math.log2(size)))
    say('size', `${hex(size)} is no power of two: a BAR decodes as many address bits as its size has.`);
  if (size !== null && kind === 'memory' && size < 16)
    say('size', 'A memory BAR has 16 bytes at least: its low four bits are flags.');
  if (size !== null && kind === 'io' && size > 256)
    say('size', 'An I/O BAR may not take more than 256 ports.');
  if (size !== null && width === 32 && kind === 'memory' && size > 2 ** 31)
    say('size', 'A 32-bit BAR has 2 GiB at most.');
  if (address !== null && size !== null && address % size !== 0)
    say('address', `${hex(address)} is not a multiple of the size ${hex(size)}: BARs are naturally aligned.`);
  if (address !== null && width === 32 && address + (size ?? 0) > 2 ** 32)
    say('address', 'A 32-bit BAR lies below 4 GiB.');
  if (kind === 'io' && width === 64) say('width', 'An I/O BAR has 32 bits; only memory BARs can have 64.');
  if (kind === 'io' && prefetchable) say('prefetchable', 'Only memory can be prefetchable.');
  if (kind === 'memory' && width === 64 && index === 5)
    say('width', 'A 64-bit BAR takes two registers, and there is none after BAR 5.');
  return found;
}

function sharedRules(bar: Bar, n: number, bars: readonly Bar[]): BarProblem[] {
  const found: BarProblem[] = [];
  const upper = bars.findIndex((other) => other.index === bar.index + 1);
  if (bar.kind === 'memory' && bar.width === 64 && upper >= 0)
    found.push({
      bar: upper,
      field: 'index',
      sentence: `Register ${bar.index + 1} holds the upper half of the 64-bit BAR ${bar.index}, so it is no BAR of its own.`,
    });
  const clash = bars.find((other, m) => m < n && other.kind === bar.kind && overlap(bar, other));
  if (clash)
    found.push({
      bar: n,
      field: 'address',
      sentence: `BAR ${bar.index} and BAR ${clash.index} answer to the same addresses.`,
    });
  return found;
}

function overlap(a: Bar, b: Bar): boolean {
  if (a.address === null || b.address === null || a.size === null || b.size === null) return false;
  return a.address < b.address + b.size && b.address < a.address + a.size;
}
