import type { Design } from '../context.ts';
import type { Layout } from '../layout.ts';
import { Machine } from '../machine.ts';
import type { MachineState } from '../state.ts';
import type { Action } from './action.ts';
import { Codec } from './codec.ts';
import { flatten } from './flat-state.ts';
import type { Setting } from './setting.ts';

/** The real machine after a setting's lead, with a codec that takes its state out and puts it back. */
export function packedMachine(
  setting: Setting,
  design: Design,
  layout: Layout,
  actions: readonly Action[],
): { readonly machine: Machine; readonly codec: Codec } {
  const machine = new Machine(design, layout, { world: setting.world });
  for (const step of setting.lead) machine.run(step);
  const flat = flatten(machine.state, layout, design.deviceModel.present);
  machine.state = flat.state;
  return { machine, codec: new Codec(flat, registersOf(actions, flat.state, layout)) };
}

/** Whether `action` can happen in `state`: a waiting vCPU does nothing, and a lawful guest keeps to PCI's rule. */
export function mayHappen(state: MachineState, action: Action, setting: Setting): boolean {
  const { guest, held } = state;
  if (held !== null && action.byGuest) return false;
  if (action.step.op === 'serve') return held !== null && !held.answered;
  if (action.step.op === 'complete') return held?.answered === true;
  if (!setting.lawful || !action.writesMessage || !guest.enabled || guest.maskall) return true;
  const control = 4 * action.entry + 3;
  return guest.written[control] === 0 || (guest.table[control]! & 1) === 1;
}

/** Dwords outside the table that a write of the alphabet can reach, or that hold something at the start. */
function registersOf(actions: readonly Action[], state: MachineState, layout: Layout): number[] {
  const found = new Set(state.hardware.registers.keys());
  for (const { offset, size, kind, step } of actions)
    if (kind === 'write' || step.op === 'begin')
      for (let byte = offset; byte < offset + size; byte++)
        if (byte < layout.tableStart || byte >= layout.tableEnd) found.add(Math.floor(byte / 4));
  return [...found].sort((a, b) => a - b);
}
