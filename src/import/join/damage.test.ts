/** Damaged recordings give fewer facts, never false ones: real pairs are damaged at random and joined again. */
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfText, FIXTURES, recordingIn, textOfFile, traceOfText } from '#import/testing/trace-files.ts';
import { readTrace } from '#import/traces/trace-reader.ts';
import { joinFacts } from './facts.ts';
import type { Whereabouts } from './joined-access.ts';
import type { DmRequest } from './requests.ts';
import {
  dropping,
  droppingRequests,
  droppingRuns,
  losing,
  randomFrom,
  swapping,
  withTwoProcessors,
} from './testing/damage.ts';

interface Truth {
  readonly where: Whereabouts;
  readonly request: DmRequest | null;
}

interface Pair {
  readonly name: string;
  readonly xen: readonly string[];
  readonly log: readonly string[];
  /** What is true of each access of Xen's recording, by its record. */
  readonly truth: ReadonlyMap<string, Truth | null>;
}

/** A record by its text: a line number would not survive the damage. Times make nearly all of them unique. */
const keyOf = (line: string): string => line.replace(/^([\]! ] *[\d.]* *)[-x|.l ]+( d)/, '$1$2').trim();

const textOf = ({ size, lo, hi, repeat }: DmRequest): string =>
  `size ${size}, value ${hi} ${lo ?? '?'}, count ${repeat?.count ?? 1}`;

/** Events of one request follow each other within this time, in seconds; the next request is later. */
const TOGETHER = 0.001;

/** The same request, as far as the damaged log tells it. */
const isSameRequest = (a: DmRequest, b: DmRequest): boolean =>
  a.size === b.size &&
  (a.lo === null || b.lo === null || (a.lo === b.lo && a.hi === b.hi)) &&
  (a.repeat?.count ?? 1) === (b.repeat?.count ?? 1) &&
  !(Math.abs(a.time - b.time) > TOGETHER);

/** Lines `from` to `to` of Xen's recording, with the whole log. */
function pairOf(name: string, from: number, to: number): Pair {
  const folder = path.join(FIXTURES, name);
  const xen = textOfFile(recordingIn(folder, 'xenalyze.txt')).split('\n').slice(from, to);
  const log = textOfFile(recordingIn(folder, 'qemu-dm.log')).split('\n');
  const facts = joinFacts(traceOfText(xen.join('\n')), traceOfText(log.join('\n')), null);
  const truth = new Map<string, Truth | null>();
  for (const { xen: record, where, request } of facts.accesses)
    if (record) {
      const key = keyOf(xen[record.line - 1]!);
      truth.set(key, truth.has(key) ? null : { where, request });
    }
  return { name, xen, log, truth };
}

const PAIRS = [
  pairOf('xen-4.17/nvme-poke-bound', 6400, 10000),
  pairOf('xen-4.17/megasas-adjacent-bound', 6400, 7700),
  pairOf('xen-landed/megasas-adjacent-bound', 0, 14000),
  pairOf('xen-landed/xhci-pba-same-page', 5000, 6500),
];

/** Facts of the damaged pair that the whole pair contradicts. */
function falseFacts(pair: Pair, xen: readonly string[], log: readonly string[]): string[] {
  const readXen = readTrace(bytesOfText(xen.join('\n')));
  const readLog = readTrace(bytesOfText(log.join('\n')));
  if (!readXen.ok || !readLog.ok) return [];
  if (readXen.value.producer !== 'xenalyze' || readLog.value.producer !== 'qemu') return [];
  const { accesses } = joinFacts(readXen.value, readLog.value, null);
  return accesses.flatMap(({ xen: record, where, request }) => {
    if (!record || where === 'unknown') return [];
    const key = keyOf(xen[record.line - 1]!);
    const truth = pair.truth.get(key);
    if (!truth || truth.where === 'unknown') return [];
    if (truth.where !== where) return [`${key}: ${where}, and it was ${truth.where}`];
    return request === null || truth.request === null || isSameRequest(request, truth.request)
      ? []
      : [`${key}: the request is said to be of ${textOf(request)}, and it was of ${textOf(truth.request)}`];
  });
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
      expect([...pair.truth.values()].filter((truth) => truth?.where !== 'unknown').length).toBeGreaterThan(
        7,
      );
    }
  });

  it('lines missing from the device model’s log', () => {
    check(({ xen, log }, random) => [[...xen], dropping(log, random, 0.05)]);
  }, 30_000);

  it('whole requests missing from the device model’s log', () => {
    check(({ xen, log }, random) => [[...xen], droppingRequests(log, random, 0.1)]);
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

  it('lost records in Xen’s recording, and whole requests missing from the log', () => {
    check(({ xen, log }, random) => [losing(xen, random), droppingRequests(log, random, 0.1)]);
    check(({ xen, log }, random) => [dropping(xen, random, 0.03), droppingRequests(log, random, 0.1)]);
  }, 60_000);

  it('two processors, and whole requests missing from the log', () => {
    check(({ xen, log }, random) => [
      withTwoProcessors(xen, random, 0.1),
      droppingRequests(log, random, 0.2),
    ]);
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
