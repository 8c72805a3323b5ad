import { describe, expect, it } from 'vitest';
import { isAccess } from '#model/access.ts';
import { designById } from '#model/designs/catalogue.ts';
import { layoutOf } from '#model/layout.ts';
import { Run } from '#model/run.ts';
import { DEVICES } from '../devices.ts';
import { driverSequences, scenarioOfSequence, USUAL_VECTORS, VECTOR_CHOICES } from './driver-sequences.ts';

const { description: wifi } = DEVICES.find(({ description }) => description.id === '8086:2725')!;
const layout = layoutOf(wifi);

describe('the sequences of drivers', () => {
  it('have the accesses that were recorded', () => {
    const counts = driverSequences(layout, USUAL_VECTORS).map(({ id, steps }) => [
      id,
      steps.filter(isAccess).length,
    ]);
    expect(counts).toEqual([
      // 4 controls read, 4 messages of 4, 16 entries masked, 4 times two messages and an unmask
      ['load', 4 + 16 + 16 + 36],
      ['affinity', 11],
      ['affinity-short', 7],
      ['mask-flush-unmask', 3],
      ['down-up', 4 * 6 + 36],
      ['unload', 4 * 6 + 4 * 2],
      ['clear-twice', 1],
    ]);
  });

  it('use as many vectors as are asked for, and no more than there are', () => {
    const unmasks = (vectors: number) =>
      driverSequences(layout, vectors)[0]!.steps.filter(
        (step) => step.op === 'write' && step.offset % 16 === 12 && step.value === 0n,
      ).length;
    for (const vectors of VECTOR_CHOICES) expect(unmasks(vectors)).toBe(Math.min(vectors, layout.entries));
  });

  it('mark what is only reported', () => {
    const reported = driverSequences(layout, USUAL_VECTORS).filter(({ standing }) => standing === 'reported');
    expect(reported.map(({ id }) => id)).toEqual(['clear-twice']);
  });

  it('open as scenarios that begin where the driver is loaded, and end with the new message in force', () => {
    const design = designById('xen-4.19');
    if (!design.ok) throw new Error(design.error);
    for (const sequence of driverSequences(layout, USUAL_VECTORS)) {
      const { scenario, from } = scenarioOfSequence(sequence, wifi);
      expect(scenario.steps.slice(from)).toEqual(sequence.steps);
      const run = new Run(scenario, design.value);
      if (from > 0) expect(run.stateAt(from).xen.bound.filter((bound) => bound === 1)).toHaveLength(4);
      if (sequence.id.startsWith('affinity')) expect(run.stateAt(run.length).xen.vector[0]).toBe(0x25);
      if (sequence.id === 'unload') expect(run.stateAt(run.length).xen.bound).not.toContain(1);
    }
  });
});
