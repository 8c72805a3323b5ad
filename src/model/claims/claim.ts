import type { Step } from '../access.ts';
import type { Design } from '../context.ts';
import type { DeviceDescription } from '../device.ts';
import { layoutOf, type Layout } from '../layout.ts';
import { Machine } from '../machine.ts';
import type { Route } from '../route.ts';
import type { RuleId } from '../rules.ts';
import type { Scenario } from '../scenario.ts';
import { cloneState, VECTOR_CONTROL, type MachineState } from '../state.ts';

/** Whether what a claim says is so under a design. */
export type ClaimVerdict = 'yes' | 'no' | 'not-applicable';

export interface Finding {
  readonly verdict: ClaimVerdict;
  /** Index of the step that decides it. */
  readonly step: number;
  /** Why, in one sentence about this design. */
  readonly sentence: string;
}

/** One step of the scenario as it went. */
export interface Told {
  readonly route: Route;
  readonly after: MachineState;
  readonly seen: number;
  readonly registerBytes: number;
  readonly forwarded: boolean;
  /** The step left some mask bit of the guest's table other than it was, or wrote it for the first time. */
  readonly changesControl: boolean;
  /** A rule decided something in it. */
  readonly has: (rule: RuleId) => boolean;
}

/** How one claim is put to a design: what happens, and what decides. */
export interface ClaimCheck {
  /** C01 to C22. */
  readonly id: string;
  readonly shares: boolean;
  readonly steps: readonly Step[];
  readonly judge: (told: readonly Told[], design: Design) => Finding;
}

export const TABLE = 0x2080;
/** Registers before and after the table on its page. */
export const BEFORE = 0x2040;
export const AFTER = 0x2800;
export const PBA_ON_PAGE = 0x2c00;
const PBA_APART = 0x3000;

/** Four entries: Xen keeps a copy of the first three only. */
const device = (pba: number): DeviceDescription => ({
  id: null,
  slot: null,
  name: pba === PBA_APART ? 'four entries' : 'four entries, PBA on their page',
  bars: [{ index: 0, kind: 'memory', address: 0xfebf0000, size: 0x4000, width: 64, prefetchable: false }],
  msix: {
    entries: 4,
    table: { bar: 0, offset: TABLE },
    pba: { bar: 0, offset: pba },
    enabled: null,
    masked: null,
  },
  registers: [],
});

export const at = (entry: number, field: number): number => TABLE + 16 * entry + 4 * field;
export const write = (offset: number, value: bigint, size: 1 | 2 | 4 | 8 = 4): Step => ({
  op: 'write',
  offset,
  size,
  value,
});
export const read = (offset: number, size: 1 | 2 | 4 | 8 = 4): Step => ({ op: 'read', offset, size });
export const mask = (entry: number): Step => write(at(entry, 3), 1n);
export const unmask = (entry: number): Step => write(at(entry, 3), 0n);
export const setData = (entry: number, data: bigint): Step => write(at(entry, 2), data);
export const ENABLE: Step = { op: 'enable', maskall: false };
/** Five steps that leave `entry` with a live vector 0x41, MSI-X being on before. */
export const bind = (entry: number): Step[] => [
  mask(entry),
  write(at(entry, 0), 0xfee00000n),
  setData(entry, 0x41n),
  unmask(entry),
];
/** MSI-X on and one vector live: five steps, so that what follows begins at index 5. */
export const UP: readonly Step[] = [ENABLE, ...bind(0)];
export const UP_STEPS = UP.length;

/** The claim's scenario, the same for every design. */
export function scenarioOf(check: ClaimCheck): Scenario {
  return {
    name: check.id,
    note: 'What decides a claim of the discussion.',
    device: device(check.shares ? PBA_ON_PAGE : PBA_APART),
    registers: new Map([[AFTER, 0x12345678]]),
    steps: check.steps,
  };
}

/** Runs the claim's scenario under a design and says what comes out. */
export function findingOf(check: ClaimCheck, design: Design): Finding {
  const scenario = scenarioOf(check);
  const layout: Layout = layoutOf(scenario.device);
  const machine = new Machine(design, layout, { registers: scenario.registers });
  const told = scenario.steps.map((step): Told => {
    const before = controlBits(machine.state);
    const route = machine.route(step);
    return {
      route,
      after: cloneState(machine.state),
      changesControl: controlBits(machine.state) !== before,
      seen: machine.seen,
      registerBytes: machine.registerBytes,
      forwarded: route.hops.some((hop) => hop.rule === 'xen.send'),
      has: (rule) => route.hops.some((hop) => hop.rule === rule),
    };
  });
  return check.judge(told, design);
}

/** The mask bits that the guest has written, one character an entry. */
function controlBits({ guest }: MachineState): string {
  let bits = '';
  for (let at = VECTOR_CONTROL; at < guest.table.length; at += 4)
    bits += guest.written[at] === 1 ? String(guest.table[at]! & 1) : '-';
  return bits;
}

/** How a sentence calls the step with that index. */
export const stepNumber = (index: number): string => `step ${index + 1}`;

/** "a, b and c". */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;
}

export const yes = (step: number, sentence: string): Finding => ({ verdict: 'yes', step, sentence });
export const no = (step: number, sentence: string): Finding => ({ verdict: 'no', step, sentence });
export const notAsked = (step: number, sentence: string): Finding => ({
  verdict: 'not-applicable',
  step,
  sentence,
});
export const NOBODY = 'Nothing outside Xen takes part.';
