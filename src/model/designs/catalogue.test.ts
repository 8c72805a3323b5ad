import { describe, expect, it } from 'vitest';
import { CLAIM_CHECKS } from '../claims.ts';
import { findingOf } from '../claims/claim.ts';
import { feasibility } from '../environments.ts';
import { PROPERTIES } from '../properties/all.ts';
import { releaseColumns, releaseTable } from '../release-table.ts';
import { REAL_WORLD } from '../context.ts';
import { SMALL_DEVICE } from '../testing/small-device.ts';
import { msixtblHandler } from '../xen/msixtbl.ts';
import { DEVICE_MODELS, designById, DESIGNS, designsOf, XEN_DESIGNS } from './catalogue.ts';
import type { NamedXenDesign } from './named.ts';
import { xenHead } from './xen/xen-head.ts';

/** All there is to say of a Xen that keeps adjacent writes to itself. */
const keepsRegisters: NamedXenDesign = {
  name: 'xen-kept',
  title: 'Xen that keeps registers',
  summary: 'As head, and a write next to the table ends in Xen.',
  offeredWith: ['qemu-latch', 'qemu-2013'],
  standing: 'landed',
  date: '2027-01-01',
  buildsOn: 'xen-head',
  changes: [{ kind: 'commit', reference: '0123456789', title: 'Registers end in Xen', parts: 'rest' }],
  parts: {
    ...xenHead.parts,
    handlers: [
      msixtblHandler({
        covers: 'table-pages',
        misalignedWrite: 'drop',
        shortWrite: 'forward',
        handledWrite: 'forward',
        adjacentWrite: 'keep',
      }),
    ],
  },
};

describe('a Xen described by one object', () => {
  const xens = [...XEN_DESIGNS, keepsRegisters];
  const made = designsOf(xens, DEVICE_MODELS).filter(({ xenName }) => xenName === 'xen-kept');
  const scenario = {
    name: 'a register',
    note: '',
    device: SMALL_DEVICE,
    registers: new Map<number, number>(),
    steps: [
      { op: 'enable', maskall: false },
      { op: 'write', offset: 0x2108, size: 4, value: 0x21n },
      { op: 'write', offset: 0x210c, size: 4, value: 0n },
      { op: 'write', offset: 0x2800, size: 4, value: 1n },
    ] as const,
  };

  it('is offered with each of its device models, among the others', () => {
    expect(made.map(({ id }) => id)).toEqual(['xen-kept--qemu-latch', 'xen-kept--qemu-2013']);
    expect(designsOf(xens, DEVICE_MODELS)).toHaveLength(DESIGNS.length + 2);
  });

  it('gets a column of the releases, with its change named', () => {
    const columns = releaseColumns(xens);
    expect(columns.at(-1)!.xen).toBe(keepsRegisters);
    expect(releaseTable(scenario, REAL_WORLD, columns).rows.at(-1)!.at(-1)).toMatchObject({
      outcome: 'hardware',
      change: { kind: 'commit', reference: '0123456789' },
    });
  });

  it('is asked every property and claim, and every environment, by what it does and not by its name', () => {
    const like = DESIGNS.find(({ id }) => id === 'xen-head--qemu-latch')!;
    for (const { id, notFor } of PROPERTIES) expect(notFor(made[0]!), id).toBe(notFor(like));
    for (const check of CLAIM_CHECKS) expect(findingOf(check, made[0]!).sentence).toMatch(/\.$/);
    expect(feasibility(made[0]!, 'stubdomain')).toEqual(feasibility(like, 'stubdomain'));
    expect(feasibility(made[1]!, 'stubdomain').works).toBe(false);
  });
});

describe('the catalogue', () => {
  it('leads with the Xens that say so, each with the device model it was made for', () => {
    const leading = XEN_DESIGNS.filter(({ leads }) => leads);
    expect(DESIGNS.slice(0, leading.length).map(({ id }) => id)).toEqual(
      leading.map(({ name, offeredWith }) => `${name}--${offeredWith[0]}`),
    );
  });

  it('has no design twice, and finds each by its id', () => {
    expect(new Set(DESIGNS.map(({ id }) => id)).size).toBe(DESIGNS.length);
    for (const { id, title } of DESIGNS) expect(designById(id)).toMatchObject({ ok: true, value: { title } });
  });

  it('says which of two known names does not go with the other', () => {
    const told = (id: string) => {
      const found = designById(id);
      return found.ok ? '' : found.error;
    };
    expect(told('vpci-head--qemu-latch')).toContain('runs without a device model');
    expect(told('vpci-head--qemu-latch')).toContain('hwdom or domu');
    expect(told('xen-4.18--hwdom')).toContain('needs a device model');
    expect(told('xen-4.18--qemu-latc')).toContain('Did you mean qemu-latch');
    expect(told('xen-4.81')).toContain('Did you mean xen-4.18');
  });
});
