import type { Design } from '../../context.ts';
import { layoutOf } from '../../layout.ts';
import { Machine } from '../../machine.ts';
import { cloneState, type MachineState } from '../../state.ts';
import { actionOf } from '../action.ts';
import { differs, LOOKERS, type Looker } from '../distinguish.ts';
import type { Setting } from '../setting.ts';
import { asJson } from './plain-search.ts';

/** Whether a waiting vCPU, a device model with nothing to serve, or PCI's rule stands in the way in one machine. */
function runs({ held, guest }: MachineState, action: ReturnType<typeof actionOf>, lawful: boolean): boolean {
  if (held !== null && action.byGuest) return false;
  if (!lawful || !action.writesMessage || !guest.enabled || guest.maskall) return true;
  const control = 4 * action.entry + 3;
  return guest.written[control] === 0 || (guest.table[control]! & 1) === 1;
}

const waits = ({ held }: MachineState, answered: boolean): boolean => held?.answered === answered;

/** The slow, obvious search over pairs of states, always to its end: whole states as text, and a queue. */
export function plainProduct(setting: Setting, one: Design, two: Design) {
  const layout = layoutOf(setting.device);
  const machines = [one, two].map((design) => new Machine(design, layout, { world: setting.world }));
  for (const step of setting.lead) for (const machine of machines) machine.run(step);
  const [a, b] = machines as [Machine, Machine];
  const met = new Set<string>();
  const queue: { readonly states: readonly [MachineState, MachineState]; readonly depth: number }[] = [];
  const lengths = new Map<Looker, number>();
  let transitions = 0;
  const meet = (depth: number) => {
    const key = `${asJson(a.state)} ${asJson(b.state)}`;
    if (met.has(key)) return;
    met.add(key);
    queue.push({ states: [cloneState(a.state), cloneState(b.state)], depth });
  };
  meet(0);
  for (const { states, depth } of queue) {
    if (states.some(({ crashed }) => crashed)) continue;
    for (const step of setting.steps) {
      const action = actionOf(step, layout);
      if (step.op === 'serve' && !states.some((state) => waits(state, false))) continue;
      if (step.op === 'complete' && !states.some((state) => waits(state, true))) continue;
      if (!states.every((state) => runs(state, action, setting.lawful))) continue;
      a.state = cloneState(states[0]);
      b.state = cloneState(states[1]);
      a.run(step);
      b.run(step);
      transitions++;
      for (const looker of LOOKERS)
        if (!lengths.has(looker) && differs(looker, a, b, action)) lengths.set(looker, depth + 1);
      meet(depth + 1);
    }
  }
  return { states: met.size, transitions, lengths };
}
