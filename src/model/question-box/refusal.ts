/** Which check keeps somebody from changing a thing in the hardware. */
import type { Step } from '../access.ts';
import type { Design } from '../context.ts';
import { AFTER, anyBind, at, NEW, SHARED_PBA, TABLE, write } from '../explore/setting-parts.ts';
import { settingById } from '../explore/settings.ts';
import { layoutOf } from '../layout.ts';
import { Machine } from '../machine.ts';
import { hopSentence } from '../narrate.ts';
import type { Asked } from './asked.ts';
import type { Hop } from '../route.ts';
import type { RuleId } from '../rules.ts';
import { sourceOf, type SourceRef } from '../sources.ts';

interface Refusal {
  readonly sentence: string;
  readonly rule: RuleId | null;
  readonly source: SourceRef | null;
}

/** The access that would do it, and a ready setting in which to make it. */
const WRITES: Readonly<Record<Asked, readonly [setting: string, step: Step]>> = {
  mask: ['any guest', write(at(0, 3), 1n)],
  message: ['any guest', write(at(0, 2), NEW)],
  register: ['neighbours, bound', write(AFTER, NEW)],
  pba: ['shared page, bound', write(SHARED_PBA, NEW)],
};

/** After these of Xen's decisions nothing that follows can bring the write to the hardware. */
const FINAL_IN_XEN: ReadonlySet<RuleId> = new Set<RuleId>([
  'msixtbl.write-misaligned-dropped',
  'msixtbl.write-short-dropped',
  'msixtbl.write-message',
  'adjacent.write-unmapped',
  'adjacent.write-discarded',
  'page.refuse-pba',
  'vpci.write-message',
  'vpci.refuse',
  'vpci.straddles',
  'vpci.ignore-pba-write',
  'own.protected',
  'protected.crash',
  'xen.bad-slot',
]);

/** Where Xen left it to the device model, these of its decisions end it. */
const FINAL_IN_DEVICE_MODEL: ReadonlySet<RuleId> = new Set<RuleId>([
  'dm.reject-size',
  'dm.reject-range',
  'dm.bar-write',
  'dm.refuse-unmasked',
  'dm.same-value',
  'dm.latch-message',
  'dm.latch-control',
]);

/** The rule by which Xen makes the pages of table and PBA read-only for every mapping. */
const READ_ONLY: RuleId = 'xen.prepare';

/** Why neither `what` changes nor can: searched before, so that only the check is still to be named. */
export function refusal(byGuest: boolean, what: Asked, design: Design): Refusal {
  const [settingId, step] = WRITES[what];
  if (byGuest) return guestStopped(settingId, step, what, design);
  const hop = deviceModelStopped(settingId, step, design);
  const own =
    'A mapping of its own is read-only, for Xen has the pages of table and PBA in mmio_ro_ranges from the time dom0 prepares the device; and no call of a device model writes there.';
  if (hop === null) return { sentence: own, rule: READ_ONLY, source: sourceOf(READ_ONLY, design) };
  return {
    sentence: `${hop.sentence} ${hop.rule === 'own.protected' ? 'No call of a device model writes there.' : own}`,
    rule: hop.rule,
    source: sourceOf(hop.rule, design),
  };
}

function guestStopped(settingId: string, step: Step, what: Asked, design: Design): Refusal {
  const { hop, sentence } = firstFinal(settingId, [], step, design);
  const never = what === 'message' ? ' To the device itself it is never written.' : '';
  return { sentence: `${sentence}${never}`, rule: hop.rule, source: sourceOf(hop.rule, design) };
}

/** The first of Xen's final refusals that a device model meets, with any bind before the access; null where there is none. */
function deviceModelStopped(
  settingId: string,
  step: Step,
  design: Design,
): { readonly rule: RuleId; readonly sentence: string } | null {
  for (const bind of anyBind([TABLE - 0x80, TABLE])) {
    const { hop, sentence } = firstFinal(settingId, [{ op: 'dm-unbind', entry: 0 }, bind], step, design);
    // What Xen keeps of the guest's own message is no refusal of anything the device model did.
    if (FINAL_IN_XEN.has(hop.rule) && hop.rule !== 'msixtbl.write-message')
      return { rule: hop.rule, sentence };
  }
  return null;
}

/** The hop of the access at which it was decided: Xen's first final one, else the device model's, else the last. */
function firstFinal(
  settingId: string,
  before: readonly Step[],
  step: Step,
  design: Design,
): { readonly hop: Hop; readonly sentence: string } {
  const setting = settingById(settingId)!;
  const layout = layoutOf(setting.device);
  const machine = new Machine(design, layout, { world: setting.world });
  for (const one of [...setting.lead, ...before]) machine.run(one);
  const { hops } = machine.route(step);
  const hop =
    hops.find(({ rule }) => FINAL_IN_XEN.has(rule)) ??
    hops.find(({ rule }) => FINAL_IN_DEVICE_MODEL.has(rule)) ??
    hops.at(-1)!;
  return { hop, sentence: hopSentence(hop, layout, design) };
}
