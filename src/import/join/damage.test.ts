/** Damaged recordings give fewer facts, never false ones: real pairs are damaged at random and joined again. */
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIXTURES, recordingIn, textOfFile, traceOfText } from '#import/testing/trace-files.ts';
import { readTrace } from '#import/traces/trace-reader.ts';
import { bytesOfText } from '#import/testing/trace-files.ts';
import { joinFacts, type Whereabouts } from './facts.ts';

interface Pair {
  readonly name: string;
  readonly xen: readonly string[];
  readonly log: readonly string[];
  /** Where each access of Xen's recording went, by the text of its record and how often that text came before. */
  readonly truth: ReadonlyMap<string, Whereabouts>;
}

/** A record by its text: a line number would not survive the damage. Times make nearly all of them unique. */
const keyOf = (line: string): string => line.trim();

function pairOf(name: string, from: number, to: number): Pair {
  const folder = path.join(FIXTURES, name);
  const xen = textOfFile(recordingIn(folder, 'xenalyze.txt')).split('\n').slice(from, to);
  const log = textOfFile(recordingIn(folder, 'qemu-dm.log')).split('\n');
  const facts = joinFacts(traceOfText(xen.join('\n')), traceOfText(log.join('\n')), null);
  const truth = new Map<string, Whereabouts>();
  for (const { xen: record, where } of facts.accesses)
    if (record) {
      const key = keyOf(xen[record.line - 1]!);
      truth.set(key, truth.has(key) && truth.get(key) !== where ? 'unknown' : where);
    }
  return { name, xen, log, truth };
}

const PAIRS = [
  pairOf('xen-4.17/nvme-poke-bound', 6400, 10000),
  pairOf('xen-4.17/megasas-adjacent-bound', 6400, 7700),
  pairOf('xen-landed/megasas-adjacent-bound', 0, 14000),
];

/** Facts of the damaged pair that the whole pair contradicts. */
function falseFacts(pair: Pair, xen: readonly string[], log: readonly string[]): string[] {
  const readXen = readTrace(bytesOfText(xen.join('\n')));
  const readLog = readTrace(bytesOfText(log.join('\n')));
  if (!readXen.ok || !readLog.ok) return [];
  if (readXen.value.producer !== 'xenalyze' || readLog.value.producer !== 'qemu') return [];
  const { accesses } = joinFacts(readXen.value, readLog.value, null);
  return accesses.flatMap(({ xen: record, where }) => {
    if (!record || where === 'unknown') return [];
    const key = keyOf(xen[record.line - 1]!);
    const truth = pair.truth.get(key);
    return truth === undefined || truth === 'unknown' || truth === where
      ? []
      : [`${key}: ${where}, and it was ${truth}`];
  });
}

const dropping = (lines: readonly string[], random: () => number, rate: number): string[] =>
  lines.filter(() => random() >= rate);

function droppingRuns(lines: readonly string[], random: () => number): string[] {
  const kept: string[] = [];
  for (let n = 0; n < lines.length; n++) {
    if (random() < 0.002) n += Math.floor(random() * 60);
    if (n < lines.length) kept.push(lines[n]!);
  }
  return kept;
}

function swapping(lines: readonly string[], random: () => number, rate: number): string[] {
  const mixed = [...lines];
  for (let n = 0; n + 1 < mixed.length; n++)
    if (random() < rate) [mixed[n], mixed[n + 1]] = [mixed[n + 1]!, mixed[n]!];
  return mixed;
}

/** A generator of numbers in [0, 1) that fast-check can repeat. */
function randomFrom(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Whole requests of the log: every event from one handle_ioreq to the next. */
function requestsIn(lines: readonly string[]): string[][] {
  const requests: string[][] = [];
  for (const line of lines) {
    if (/:handle_ioreq I/.test(line) || requests.length === 0) requests.push([]);
    requests.at(-1)!.push(line);
  }
  return requests;
}

const RUNS = { numRuns: 12 };
const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 });

function check(damage: (pair: Pair, random: () => number) => [string[], string[]]): void {
  for (const pair of PAIRS)
    fc.assert(
      fc.property(seeds, (seed) => {
        const [xen, log] = damage(pair, randomFrom(seed));
        expect(falseFacts(pair, xen, log)).toEqual([]);
      }),
      RUNS,
    );
}

describe('damaged pairs', () => {
  it('undamaged, they give the facts they are compared with', () => {
    for (const pair of PAIRS) {
      expect(falseFacts(pair, pair.xen, pair.log)).toEqual([]);
      expect([...pair.truth.values()].filter((where) => where !== 'unknown').length).toBeGreaterThan(10);
    }
  });

  it('lines missing from the device model’s log', () => {
    check(({ xen, log }, random) => [[...xen], dropping(log, random, 0.05)]);
  }, 30_000);

  it('whole requests missing from the device model’s log', () => {
    check(({ xen, log }, random) => [
      [...xen],
      requestsIn(log)
        .filter(() => random() >= 0.1)
        .flat(),
    ]);
  }, 30_000);

  it('lines missing from Xen’s recording', () => {
    check(({ xen, log }, random) => [dropping(xen, random, 0.03), [...log]]);
  }, 30_000);

  it('stretches missing from Xen’s recording', () => {
    check(({ xen, log }, random) => [droppingRuns(xen, random), [...log]]);
  }, 30_000);

  it('lines missing from both', () => {
    check(({ xen, log }, random) => [dropping(xen, random, 0.02), dropping(log, random, 0.02)]);
  }, 30_000);

  it('neighbouring lines exchanged in both', () => {
    check(({ xen, log }, random) => [swapping(xen, random, 0.03), swapping(log, random, 0.03)]);
  }, 30_000);

  it('no times in the device model’s log, and no scheduler records in Xen’s', () => {
    const scheduler = /runstate_|sched_switch|csched|vcpu_wake|vcpu_block|\[w2h\]/;
    check(({ xen, log }, random) => [
      dropping(
        xen.filter((line) => !scheduler.test(line)),
        random,
        0.01,
      ),
      log.map((line) => line.replace(/^\d+@\d+\.\d+:/, '')),
    ]);
  }, 30_000);
});
