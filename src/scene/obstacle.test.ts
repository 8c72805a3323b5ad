import { expect, it } from 'vitest';
import { DEVICES } from '#content/devices.ts';
import { SCENARIOS } from '#content/scenarios.ts';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { ENVIRONMENTS, feasibility } from '#model/environments.ts';
import { layoutOf } from '#model/layout.ts';
import { Run } from '#model/run.ts';
import { obstacleOf } from './obstacle.ts';

const layout = layoutOf(DEVICES.find(({ description }) => description.id === '8086:2725')!.description);
const scenario = SCENARIOS.find(({ id }) => id === 'mask-unmask')!.on(layout);

it('is there exactly where the design cannot work, and names what fails', () => {
  for (const design of DESIGNS)
    for (const { name } of ENVIRONMENTS) {
      const obstacle = obstacleOf(new Run(scenario, design), name);
      expect(obstacle === null).toBe(feasibility(design, name).works);
    }
});

it('stops a device that cannot be attached before the first access', () => {
  const run = new Run(scenario, DESIGNS[0]!);
  for (const environment of ['dom0-lockdown', 'stubdomain', 'deprivileged'] as const)
    expect(obstacleOf(run, environment), environment).toMatchObject({ from: 0 });
});

it('lets a deprivileged process go on until the first vector is mapped', () => {
  const run = new Run(scenario, DESIGNS[1]!);
  const obstacle = obstacleOf(run, 'deprivileged')!;
  expect(obstacle.from).toBeGreaterThan(0);
  expect(run.stateAt(obstacle.from).xen.mapped).not.toContain(1);
  expect(run.stateAt(obstacle.from + 1).xen.mapped).toContain(1);
});
