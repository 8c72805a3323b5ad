import { describe, expect, it } from 'vitest';
import { PROPERTIES } from '../properties/all.ts';
import { SETTINGS, settingById } from './settings.ts';

const askedIn = (id: string): string[] =>
  PROPERTIES.filter(({ settings }) => settings.includes(id)).map((property) => property.id);

describe('the settings', () => {
  it('are each asked by a property, and no property asks in one that there is not', () => {
    for (const { id } of SETTINGS) expect(askedIn(id), id).not.toEqual([]);
    for (const { id, settings } of PROPERTIES) {
      expect(new Set(settings).size, id).toBe(settings.length);
      for (const name of settings) expect(settingById(name), `${id} in ${name}`).toBeDefined();
    }
  });

  it('have a hostile device model that passes every kind of flag, breaks its slot, and never answers', () => {
    const steps = settingById('hostile device model')!.steps;
    const flags = steps.flatMap((step) => (step.op === 'dm-bind' ? [step.flags] : []));
    expect(new Set(flags)).toEqual(new Set([0, 1 << 16, 1 << 17]));
    const ops = new Set(steps.map(({ op }) => op));
    expect(ops.has('dm-slot') && ops.has('begin') && !ops.has('serve')).toBe(true);
    for (const id of ['I1', 'I10', 'I11', 'I17'])
      expect(askedIn('hostile device model, shared page')).toContain(id);
  });

  it('ask what a driver relies on also where accesses wait, and where dom0 prepares the device', () => {
    for (const id of ['waiting', 'not prepared'])
      expect(askedIn(id)).toEqual(
        expect.arrayContaining(['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I13', 'I17']),
      );
    expect(askedIn('events')).toEqual(expect.arrayContaining(['I1', 'I2', 'I7', 'I17']));
  });
});
