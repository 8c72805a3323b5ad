import type { Step } from '../../access.ts';
import type { Design } from '../../context.ts';
import { layoutOf } from '../../layout.ts';
import { Machine } from '../../machine.ts';
import type { Property } from '../../properties/property.ts';
import { cloneState, type MachineState } from '../../state.ts';
import { actionOf } from '../action.ts';
import { mayHappen } from '../packed-machine.ts';
import type { Setting } from '../setting.ts';

interface Met {
  readonly state: MachineState;
  readonly depth: number;
  readonly way: readonly Step[];
}

/** All of a state as text. */
export const asJson = (state: MachineState): string =>
  JSON.stringify(state, (_key, value: unknown) => {
    if (value instanceof Map) return [...(value as Map<number, number>)].filter(([, v]) => v !== 0).sort();
    return ArrayBuffer.isView(value) ? Array.from(value as Uint8Array) : value;
  });

/** The slow, obvious search: whole states as text in a Map, a queue, one machine told to start from each state. */
export function plainSearch(
  setting: Setting,
  design: Design,
  properties: readonly Property[],
  most = Infinity,
  deepest = Infinity,
) {
  const layout = layoutOf(setting.device);
  const machine = new Machine(design, layout, { world: setting.world });
  for (const step of setting.lead) machine.run(step);
  const met = new Map<string, Met>();
  const queue: Met[] = [];
  const failures = new Map<string, number>();
  let transitions = 0;
  const fail = (property: Property, depth: number) => {
    if (!failures.has(property.id)) failures.set(property.id, depth);
  };
  const meet = (way: readonly Step[]) => {
    const key = asJson(machine.state);
    if (met.has(key)) return;
    const one = { state: cloneState(machine.state), depth: way.length, way };
    met.set(key, one);
    queue.push(one);
    for (const property of properties)
      if (property.of === 'state' && !property.holds(machine, null)) fail(property, way.length);
  };
  meet([]);
  for (let n = 0; n < queue.length && transitions < most; n++) {
    const { state, way } = queue[n]!;
    if (state.crashed || way.length >= deepest) continue;
    for (const step of setting.steps) {
      const action = actionOf(step, layout);
      if (!mayHappen(state, action, setting)) continue;
      machine.state = cloneState(state);
      machine.run(step);
      transitions++;
      for (const property of properties)
        if (property.of === 'step' && !property.holds(machine, action)) fail(property, way.length + 1);
      meet([...way, step]);
    }
  }
  return { states: met.size, transitions, depth: queue.at(-1)?.depth ?? 0, failures };
}
