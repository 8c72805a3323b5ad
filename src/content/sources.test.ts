import { describe, expect, it } from 'vitest';
import { designById } from '#model/designs/catalogue.ts';
import { layoutOf } from '#model/layout.ts';
import { Machine } from '#model/machine.ts';
import { sourceOf, SOURCES_NOTE } from '#model/sources.ts';
import { DEVICES } from './devices.ts';
import { SCENARIOS } from './scenarios.ts';

const DESIGN_IDS = ['xen-4.18--qemu-devmem', 'xen-4.19--qemu-latch', 'xen-head--qemu-latch'];

describe('the place of a decision in the source', () => {
  it.each(DESIGN_IDS)('has a line, a tag and an address in every ready scenario under %s', (id) => {
    const design = designById(id);
    if (!design.ok) throw new Error(design.error);
    const rules = new Set(
      SCENARIOS.flatMap((ready) => {
        const scenario = ready.on(layoutOf(DEVICES[0]!.description));
        const machine = new Machine(design.value, layoutOf(scenario.device), {
          registers: scenario.registers,
        });
        return scenario.steps.flatMap((step) => machine.route(step).hops.map(({ rule }) => rule));
      }),
    );
    expect(rules.size).toBeGreaterThan(20);
    const unnumbered = [...rules].filter((rule) => {
      const source = sourceOf(rule, design.value);
      return source !== null && (source.line === null || source.url === null);
    });
    expect(unnumbered).toEqual([]);
  });

  it('is the memory core’s for sizes, and a line of the patch where /dev/mem is not read', () => {
    const design = designById('xen-4.19--qemu-latch');
    if (!design.ok) throw new Error(design.error);
    expect(sourceOf('dm.reject-size', design.value)).toMatchObject({
      file: 'softmmu/memory.c',
      line: 1369,
      tag: 'qemu-xen-4.15.0',
    });
    expect(sourceOf('dm.read-unsupported', design.value)?.url).toMatch(
      /^https:\/\/github\.com\/QubesOS\/.*\.patch#L75$/,
    );
    expect(SOURCES_NOTE).toContain('qemu-xen-4.15.0');
  });
});
