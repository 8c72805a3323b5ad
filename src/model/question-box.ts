/** "Can they change it?": who, what, and the shortest way, or the check that stops them. */
import type { Step } from './access.ts';
import type { Design } from './context.ts';
import type { Action } from './explore/action.ts';
import { MATRIX_BOUNDS, searchCells } from './explore/matrix.ts';
import type { Setting } from './explore/setting.ts';
import { AFTER, SHARED_PBA } from './explore/setting-parts.ts';
import { SETTINGS, settingById } from './explore/settings.ts';
import { layoutOf } from './layout.ts';
import { Machine } from './machine.ts';
import { hopSentence, verdict } from './narrate.ts';
import type { Property } from './properties/property.ts';
import type { RuleId } from './rules.ts';
import { CHANGED_MASK, REACHED_PBA, WROTE_TABLE } from './seen.ts';
import { sourceOf, type SourceRef } from './sources.ts';
import { VECTOR_CONTROL } from './state.ts';

export const ASKERS = ['guest', 'device-model-dom0', 'stubdomain', 'deprivileged'] as const;
export type Asker = (typeof ASKERS)[number];

export const ASKED = ['mask', 'message', 'register', 'pba'] as const;
/** In the hardware: the mask bit of an entry, its address or data, a register next to the table, the pending bits. */
export type Asked = (typeof ASKED)[number];

export type BoxAnswer =
  | {
      readonly can: true;
      readonly setting: Setting;
      readonly steps: readonly Step[];
      readonly sentence: string;
    }
  | {
      readonly can: false;
      readonly sentence: string;
      /** The rule that stops it and where it stands; null where no access of theirs gets as far as a rule. */
      readonly rule: RuleId | null;
      readonly source: SourceRef | null;
    };

/** Settings in which only the guest acts, and those in which the device model does as it likes. */
const BY_GUEST = [
  'driver',
  'any guest',
  'neighbours',
  'neighbours, bound',
  'shared page',
  'shared page, bound',
];
const BY_DEVICE_MODEL = ['hostile device model', 'partial unbind'];

const WRITES: Readonly<Record<Asked, readonly [setting: string, step: Step]>> = {
  mask: ['any guest', { op: 'write', offset: 0x208c, size: 4, value: 1n }],
  message: ['any guest', { op: 'write', offset: 0x2088, size: 4, value: 0x42n }],
  register: ['neighbours, bound', { op: 'write', offset: AFTER, size: 4, value: 0x42n }],
  pba: ['shared page, bound', { op: 'write', offset: SHARED_PBA, size: 4, value: 0x42n }],
};

/** A property that fails as soon as the thing asked about is changed. */
function goal(who: Asker, what: Asked, setting: Setting): Property {
  return {
    id: `change ${what}`,
    name: what,
    sentence: '',
    source: '',
    settings: [setting.id],
    notFor: () => null,
    of: 'step',
    holds(machine, action) {
      if (action?.step.op === 'raise' || action?.kind === 'read') return true;
      switch (what) {
        case 'mask':
          return (
            (machine.seen & CHANGED_MASK) === 0 ||
            action === null ||
            (who === 'guest' ? !asksForMask(action, machine) : asksForMask(action, machine))
          );
        case 'message':
          return (machine.seen & WROTE_TABLE) === 0;
        case 'register':
          return action?.region !== 'adjacent' || machine.registerBytes === 0;
        case 'pba':
          return (machine.seen & REACHED_PBA) === 0;
      }
    },
  };
}

/** The access writes the control dword of entry 0, and the hardware's mask bit is now as it asked. */
function asksForMask({ kind, entry, offset, size, lo, hi }: Action, machine: Machine): boolean {
  const control = machine.layout.tableStart + 4 * VECTOR_CONTROL;
  const upper = size === 8 && offset === control - 4;
  if (kind !== 'write' || entry !== 0 || (offset !== control && !upper)) return false;
  return ((upper ? hi : lo) & 1) === machine.state.hardware.table[VECTOR_CONTROL];
}

/** Answers for one design; searches the settings in which `who` can act, up to the bounds of the matrix. */
export function questionBox(who: Asker, what: Asked, design: Design): BoxAnswer {
  if (who !== 'guest' && !design.deviceModel.present)
    return {
      can: false,
      sentence: 'In this design nothing outside Xen takes part.',
      rule: null,
      source: null,
    };
  if (who === 'deprivileged')
    return {
      can: false,
      sentence:
        'A deprivileged device model may not bind vectors (the call needs the rights of a device model over the domain and its interrupts) and cannot open /dev/mem: passing a device through to such a domain does not work at all.',
      rule: null,
      source: null,
    };
  const ids = who === 'guest' ? BY_GUEST : BY_DEVICE_MODEL;
  let best: BoxAnswer | null = null;
  let length = Infinity;
  for (const setting of SETTINGS.filter(({ id }) => ids.includes(id)))
    for (const { verdict: found, steps } of searchCells(
      setting,
      design,
      [goal(who, what, setting)],
      MATRIX_BOUNDS,
    ))
      if (found === 'fails' && steps.length < length) {
        length = steps.length;
        best = { can: true, setting, steps, sentence: sentenceOf(setting, steps, design) };
      }
  return best ?? stopped(who, what, design);
}

/** What the last step came to. */
function sentenceOf(setting: Setting, steps: readonly Step[], design: Design): string {
  const layout = layoutOf(setting.device);
  const machine = new Machine(design, layout, { world: setting.world });
  for (const step of [...setting.lead, ...steps.slice(0, -1)]) machine.run(step);
  return verdict(machine.route(steps.at(-1)!), layout, design).headline;
}

/** The access that would do it, and the last decision on its way that has a place in the source. */
function stopped(who: Asker, what: Asked, design: Design): BoxAnswer {
  const [settingId, step] = WRITES[what];
  const setting = settingById(settingId)!;
  const layout = layoutOf(setting.device);
  const machine = new Machine(design, layout, { world: setting.world });
  for (const one of setting.lead) machine.run(one);
  const route = machine.route(step);
  const cited = route.hops.filter(({ rule }) => DECIDING.test(rule));
  const hop = cited.at(-1) ?? route.hops.at(-1)!;
  const own =
    who === 'guest' ? '' : ' A mapping of its own would be read-only for it: the page is in mmio_ro_ranges.';
  return {
    can: false,
    sentence: `${hopSentence(hop, layout, design)}${own}`,
    rule: hop.rule,
    source: sourceOf(hop.rule, design),
  };
}

/** Rules that decide what becomes of a write, as opposed to those that carry it along. */
const DECIDING =
  /^(msixtbl\.(write|decline)|adjacent\.write|page\.refuse|vpci\.(write|ignore|refuse|mask)|protected|own\.protected|dm\.(reject|bar|latch|refuse|bind-for))/;
