/** A joined run as one recording: Xen's, with what the other sides tell of each access, in the state where it begins. */
import { REPEATED, SIZE_KNOWN, VALUE_KNOWN } from '#import/traces/access-columns.ts';
import type { PlannedDevice } from '#import/traces/plan.ts';
import type { Repeat, Trace } from '#import/traces/trace.ts';
import type { ConfigChange } from '#model/replay/access-source.ts';
import type { Join } from './join.ts';
import type { JoinedAccess } from './joined-access.ts';

const SIZES =
  'Sizes are those of the requests; what stayed in Xen is taken for 4 bytes, or less where the address is not aligned.';

/** `xen` with the sizes, whole values and REP counts that are known of `accesses`. */
export function joinedTrace(xen: Trace, accesses: readonly JoinedAccess[]): Trace {
  const [size, flags, lo, hi] = [
    xen.accesses.size.slice(),
    xen.accesses.flags.slice(),
    xen.accesses.lo.slice(),
    xen.accesses.hi.slice(),
  ];
  const repeats = new Map<number, Repeat>(xen.repeats);
  for (const access of accesses) {
    if (access.xen === null) continue;
    const { row } = access.xen;
    const { request } = access;
    if (access.size !== null) {
      size[row] = access.size;
      flags[row]! |= SIZE_KNOWN;
    }
    if (request?.repeat) {
      repeats.set(row, request.repeat);
      flags[row]! |= REPEATED;
    } else if (request?.lo != null) {
      lo[row] = request.lo;
      hi[row] = request.hi;
      flags[row]! |= VALUE_KNOWN;
    }
  }
  const messages = xen.messages.map((one) => (one.code === 'no-sizes' ? { ...one, message: SIZES } : one));
  return { ...xen, accesses: { ...xen.accesses, size, flags, lo, hi }, repeats, messages };
}

/** By access, the row of Xen's recording of that access or of the next one that Xen recorded. */
function rowsFrom(accesses: readonly JoinedAccess[]): number[] {
  let next = Infinity;
  return accesses
    .toReversed()
    .map(({ xen }) => (next = xen?.row ?? next))
    .reverse();
}

/** `planned` from the start that `join` found, with the changes of Message Control that it compared with. */
export function planFromStart(planned: PlannedDevice, { facts, start, model }: Join): PlannedDevice {
  if (start === null || model === null) return planned;
  const config: ConfigChange[] = [];
  const rows = rowsFrom(facts.accesses);
  let done = 0;
  model.places.forEach((place, index) => {
    const row = rows[index] ?? Infinity;
    for (; done < place; done++) {
      const step = model.script[done]!;
      if (step.op === 'enable') config.push({ row, enabled: true, maskall: step.maskall });
      else if (step.op === 'disable') config.push({ row, enabled: false, maskall: false });
    }
    done = place + 1;
  });
  const counted =
    start.extraReferences === 0 ? '' : ' The reference is left out here: no access of a guest leads to it.';
  return {
    ...planned,
    plan: { ...planned.plan, start: start.steps, config },
    assumptions: [`The timeline begins as the join does: ${start.sentence}${counted}`],
  };
}
