/** What the last of some steps comes to, in words: the moment a search was after. */
import type { Step } from '#model/access.ts';
import { hex } from '#model/base/hex.ts';
import type { Design } from '#model/context.ts';
import type { Setting } from '#model/explore/setting.ts';
import { layoutOf, type Layout } from '#model/layout.ts';
import { Machine } from '#model/machine.ts';
import { verdict, type Verdict } from '#model/narrate.ts';
import type { Outcome } from '#model/route.ts';
import { VECTOR_CONTROL, type MachineState } from '#model/state.ts';
import { hopSentences } from '../route/hop-sentences.ts';

export interface LastStep {
  readonly layout: Layout;
  readonly said: Verdict;
  readonly outcome: Outcome | null;
  /** The route in words. */
  readonly hops: readonly string[];
  /** What the parties hold of the entries afterwards, a line for each of which they disagree. */
  readonly witness: readonly string[];
}

/** Runs the setting's lead and `steps` under `design`; the words are about the last step. */
export function lastStep(setting: Setting, steps: readonly Step[], design: Design): LastStep {
  const layout = layoutOf(setting.device);
  const machine = new Machine(design, layout, { world: setting.world });
  const all = [...setting.lead, ...steps];
  for (const step of all.slice(0, -1)) machine.run(step);
  const last = all.at(-1);
  const route = last === undefined ? null : machine.route(last);
  return {
    layout,
    said: route === null ? { headline: 'Nothing happens.', detail: '' } : verdict(route, layout, design),
    outcome: route?.outcome ?? null,
    hops: route === null ? [] : hopSentences(route, layout, design),
    witness: witnessOf(machine.state, layout, design),
  };
}

function witnessOf(state: MachineState, layout: Layout, design: Design): string[] {
  if (state.crashed) return ['The domain is crashed.'];
  const lines: string[] = [];
  for (let entry = 0; entry < layout.entries; entry++) {
    const control = 4 * entry + VECTOR_CONTROL;
    const beliefs: (readonly [who: string, masked: boolean | null])[] = [
      ['the guest', state.guest.written[control] === 1 ? (state.guest.table[control]! & 1) === 1 : null],
      ...(design.deviceModel.present
        ? [['the device model', (state.deviceModel.latch[control]! & 1) === 1] as const]
        : []),
      ['the hardware', (state.hardware.table[control]! & 1) === 1],
    ];
    const known = beliefs.filter(([, masked]) => masked !== null);
    if (new Set(known.map(([, masked]) => masked)).size > 1)
      lines.push(
        `Entry ${entry}, mask bit: ${known.map(([who, masked]) => `${who} has it ${masked === true ? 'set' : 'clear'}`).join(', ')}.`,
      );
    if (state.guest.written[4 * entry + 2] !== 1) continue;
    const wanted = (state.guest.table[4 * entry + 2] ?? 0) & 0xff;
    const bound = state.xen.vector[entry] ?? 0;
    if (state.xen.bound[entry] === 1 && bound !== wanted)
      lines.push(`Entry ${entry}, vector: the guest wrote ${hex(wanted)}, bound is ${hex(bound)}.`);
  }
  return lines;
}
