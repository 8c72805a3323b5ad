/** The replay of a recording finds the same disagreements as the Beliefs view does in a scenario of the same steps. */
import path from 'node:path';
import { expect, it } from 'vitest';
import { bytesOf, FIXTURES, traceOf } from '#import/testing/trace-files.ts';
import { fittingDevices } from '#import/traces/geometry.ts';
import { planReplay } from '#import/traces/plan.ts';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { Replay } from '#model/replay/replay.ts';
import { arisen, labelsIn } from '#model/replay/view-log.ts';
import { Run } from '#model/run.ts';
import { beliefMoments } from '../beliefs-moments.ts';

const RECORDINGS = ['qemu/nvme-load.log.gz', 'mmiotrace/nvme-load-io-unload.txt'];

it.each(RECORDINGS)('%s: the same moments, rows and entries', (name) => {
  const trace = traceOf(bytesOf(path.join(FIXTURES, name)));
  const { description } = fittingDevices(trace, [], [])[0]!;
  const { plan } = planReplay(trace, [description]).devices[0]!;
  for (const design of DESIGNS) {
    const replay = new Replay(plan, design);
    while (!replay.advance(97));
    const steps = replay.steps(0, replay.length);
    const positionOf: number[] = [];
    let position = 0;
    for (const { op } of steps) positionOf.push(op === 'enable' || op === 'disable' ? position : position++);
    const run = new Run(
      { name: '', note: '', device: description, registers: new Map<number, number>(), steps },
      design,
    );
    const wanted = beliefMoments(run).flatMap(({ step, kind, label, entries }) =>
      kind === 'arises'
        ? (label === 'MSI-X' ? [0] : entries).map((entry) => `${positionOf[step]!} ${entry} ${label}`)
        : [],
    );
    const { positions, entries, arose } = replay.views.changes();
    const found = [...positions].flatMap((at, n) =>
      at < replay.length ? labelsIn(arose[n]!).map((label) => `${at} ${entries[n]!} ${label}`) : [],
    );
    expect(found.sort(), design.id).toEqual(wanted.sort());
  }
});

it('finds more than the mask bit', () => {
  const trace = traceOf(bytesOf(path.join(FIXTURES, RECORDINGS[0]!)));
  const { description } = fittingDevices(trace, [], [])[0]!;
  const replay = new Replay(planReplay(trace, [description]).devices[0]!.plan, DESIGNS[0]!);
  replay.advance(Infinity);
  const rows = arisen(replay.views.changes());
  expect(Object.keys(rows).length).toBeGreaterThan(2);
  expect(Object.values(rows).reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(8);
});
