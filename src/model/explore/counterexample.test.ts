import { describe, expect, it } from 'vitest';
import { DESIGNS } from '../designs/catalogue.ts';
import { Machine } from '../machine.ts';
import { PROPERTIES } from '../properties/all.ts';
import { Run } from '../run.ts';
import { actionOf } from './action.ts';
import { scenarioOf, searchCells, type Cell } from './matrix.ts';
import { SETTINGS } from './settings.ts';

/** Steps of the counterexample at which its property is broken when it is replayed as an ordinary scenario. */
function brokenAt(cell: Cell): number[] {
  const run = new Run(scenarioOf(cell), cell.design);
  const machine = new Machine(cell.design, run.layout, { registers: run.scenario.registers });
  const broken: number[] = [];
  for (const [n, step] of run.scenario.steps.entries()) {
    machine.run(step);
    const action = cell.property.of === 'step' ? actionOf(step, run.layout) : null;
    if (n >= cell.setting.lead.length && !cell.property.holds(machine, action)) broken.push(n);
  }
  expect(run.stateAt(run.length)).toEqual(machine.state);
  return broken;
}

describe('every counterexample of the default matrix', () => {
  it.each(DESIGNS.map((design) => [design.id, design] as const))(
    'under %s, opened as a scenario, breaks its property at the last step and not before',
    (_id, design) => {
      const failing = SETTINGS.flatMap((setting) => searchCells(setting, design, PROPERTIES)).filter(
        ({ verdict }) => verdict === 'fails',
      );
      expect(failing.length).toBeGreaterThan(0);
      for (const cell of failing) {
        const last = scenarioOf(cell).steps.length - 1;
        expect(brokenAt(cell), `${cell.property.id} in ${cell.setting.id}`).toEqual([last]);
      }
    },
    60_000,
  );
});
