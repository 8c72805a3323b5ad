/** The timeline of a joined run says of every access what the join says. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { bytesOf, FIXTURES, recordingIn, traceOf } from '#import/testing/trace-files.ts';
import { planReplay } from '#import/traces/plan.ts';
import { designNamed } from '#model/designs/catalogue.ts';
import { Replay, REPLAY_OUTCOMES } from '#model/replay/replay.ts';
import { joinRun } from './join.ts';
import { joinedTrace, planFromStart } from './joined-plan.ts';

const RUNS = [
  ['xen-4.17/megasas-adjacent-bound', 'xen-4.18', [0]],
  ['xen-4.17/nvme-poke-bound', 'xen-4.18', null],
  ['xen-4.17/lost-records', 'xen-4.18', null],
  ['xen-landed/megasas-adjacent-bound', 'xen-4.19', [0]],
  ['xen-landed/nvme-load', 'xen-4.19', null],
  ['xen-landed/xhci-pba-same-page', 'xen-4.19', null],
] as const;

describe('the timeline of a joined run', () => {
  it.each(RUNS)('%s: ends every access as the join under %s does', (name, xenName, bound) => {
    const [xen, log] = ['xenalyze.txt', 'qemu-dm.log'].map((file) =>
      traceOf(bytesOf(recordingIn(path.join(FIXTURES, name), file))),
    );
    const design = designNamed(xenName, 'qemu-devmem');
    if (!design.ok) throw new Error(design.error);
    const joined = joinRun(
      { xen: xen!, log: log!, hardware: null, devices: [], catalogue: [], bound },
      design.value,
    );
    if (!joined.ok) throw new Error(joined.error);
    const { facts, device, model, start } = joined.value;
    const trace = joinedTrace(xen!, facts.accesses);
    const planned = planFromStart(planReplay(trace, [device!.description]).devices[0]!, joined.value);
    expect(planned.assumptions.join(' ')).toContain(start!.sentence);
    const replay = new Replay(planned.plan, design.value);
    replay.advance(Infinity);
    const positions = new Map([...planned.plan.rows].map((row, position) => [row, position]));
    const compared = facts.accesses.flatMap((access, index) => {
      const position = access.xen ? positions.get(access.xen.row) : undefined;
      return position === undefined || access.size === null
        ? []
        : [[index, REPLAY_OUTCOMES[replay.outcomes[position]!], model!.outcomes[index]]];
    });
    expect(compared.filter(([, ours, theirs]) => ours !== theirs)).toEqual([]);
    expect(compared.length).toBeGreaterThan(1);
  });

  it('has the sizes and whole values that the requests tell', () => {
    const folder = path.join(FIXTURES, 'xen-4.17/megasas-adjacent-bound');
    const [xen, log] = ['xenalyze.txt', 'qemu-dm.log'].map((file) =>
      traceOf(bytesOf(recordingIn(folder, file))),
    );
    const design = designNamed('xen-4.18', 'qemu-devmem');
    if (!design.ok) throw new Error(design.error);
    const joined = joinRun(
      { xen: xen!, log: log!, hardware: null, devices: [], catalogue: [] },
      design.value,
    );
    if (!joined.ok) throw new Error(joined.error);
    const { accesses } = joinedTrace(xen!, joined.value.facts.accesses);
    const rows = joined.value.facts.accesses.map((access) => access.xen!.row);
    expect(rows.map((row) => accesses.size[row])).toEqual(
      joined.value.facts.accesses.map(({ size }) => size),
    );
    expect(rows.map((row) => accesses.hi[row])).toContain(0xcafe0004);
  });
});
