/** The hardware's log damaged in every way: fewer facts about what reached the device, never false ones. */
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bytesOf,
  FIXTURES,
  recordingIn,
  textOfFile,
  traceOf,
  traceOfText,
} from '#import/testing/trace-files.ts';
import { designNamed } from '#model/designs/catalogue.ts';
import { hardwareFacts, type Reached } from './hardware.ts';
import { joinRun } from './join.ts';
import { dropping, droppingRuns, randomFrom, swapping } from './testing/damage.ts';

interface Run {
  readonly name: string;
  readonly lines: readonly string[];
  readonly truth: readonly Reached[];
  readonly facts: (lines: readonly string[]) => readonly Reached[];
}

function runOf(name: string, xenName: string): Run {
  const folder = path.join(FIXTURES, name);
  const design = designNamed(xenName, 'qemu-devmem');
  if (!design.ok) throw new Error(design.error);
  const [xen, log] = ['xenalyze.txt', 'qemu-dm.log'].map((file) =>
    traceOf(bytesOf(recordingIn(folder, file))),
  );
  const lines = textOfFile(recordingIn(folder, 'hw.log')).split('\n').filter(Boolean);
  const joined = joinRun(
    { xen: xen!, log: log!, hardware: traceOfText(lines.join('\n')), devices: [], catalogue: [] },
    design.value,
  );
  if (!joined.ok) throw new Error(joined.error);
  const { facts, layout } = joined.value;
  const again = (kept: readonly string[]) =>
    hardwareFacts(facts.accesses, traceOfText(kept.join('\n')), layout).facts.map(({ reached }) => reached);
  return { name, lines, truth: again(lines), facts: again };
}

const RUNS = [
  runOf('xen-4.17/megasas-adjacent-bound', 'xen-4.18'),
  runOf('xen-landed/megasas-adjacent-bound', 'xen-4.19'),
  runOf('xen-landed/xhci-pba-same-page', 'xen-4.19'),
  runOf('xen-landed/nvme-load', 'xen-4.19'),
  runOf('xen-4.17/nvme-poke-bound', 'xen-4.18'),
];

/** Facts that the whole log contradicts, and absences that it does not prove. */
const falseFacts = ({ truth, facts }: Run, lines: readonly string[]): string[] =>
  facts(lines).flatMap((reached, n) =>
    (reached === 'no' || (reached === 'yes' && truth[n] === 'no')) && reached !== truth[n]
      ? [`access ${n}: ${reached}, and it was ${truth[n]!}`]
      : [],
  );

const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 });

function check(damage: (lines: readonly string[], random: () => number) => string[]): void {
  for (const run of RUNS)
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(falseFacts(run, damage(run.lines, randomFrom(seed)))).toEqual([]);
      }),
      { numRuns: 60 },
    );
}

describe('the hardware’s log', () => {
  it('proves that adjacent writes got lost before the change, and nothing of the kind after it', () => {
    const [before, after] = RUNS;
    expect(before!.truth.filter((reached) => reached === 'no')).toHaveLength(5);
    expect(after!.truth).not.toContain('no');
    expect(after!.truth.filter((reached) => reached === 'yes')).toHaveLength(11);
  });

  it('proves that entries without a vector, and the guest’s own messages, never got to the device', () => {
    const load = RUNS.find(({ name }) => name === 'xen-landed/nvme-load')!;
    expect(load.truth.filter((reached) => reached === 'no').length).toBeGreaterThan(120);
    expect(load.truth).not.toContain('yes');
  });

  it('any one line missing', () => {
    for (const run of RUNS)
      run.lines.forEach((line, n) => {
        if (/vtd-ir/.test(line)) return;
        expect(falseFacts(run, run.lines.toSpliced(n, 1)), `${run.name} without line ${n + 1}`).toEqual([]);
      });
  });

  it('lines missing', () => check((lines, random) => dropping(lines, random, 0.05)));

  it('stretches missing', () => check((lines, random) => droppingRuns(lines, random, 0.005)));

  it('neighbouring lines exchanged', () => check((lines, random) => swapping(lines, random, 0.1)));

  it('all writes missing, or all reads', () => {
    for (const run of RUNS)
      for (const kind of [/ops_write/, / ops_write.*(?!vtd-ir)/, /ops_read/])
        expect(
          falseFacts(
            run,
            run.lines.filter((line) => !kind.test(line)),
          ),
        ).toEqual([]);
  });

  it('says why nothing is known of an access', () => {
    const run = RUNS[2]!;
    expect(run.truth.filter((reached) => reached === 'yes')).toHaveLength(3);
    expect(run.truth).not.toContain('no');
  });
});
