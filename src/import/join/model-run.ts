/** Runs joined accesses through the model, and compares where they went with what is known as fact. */
import type { AccessSize, Step } from '#model/access.ts';
import { join64 } from '#model/base/hex.ts';
import { FORWARDED, REAL_WORLD, type Design } from '#model/context.ts';
import { isTrapped, regionAt, type Layout } from '#model/layout.ts';
import { Machine } from '#model/machine.ts';
import { cloneState } from '#model/state.ts';
import type { Outcome } from '#model/route.ts';
import type { ConfigChange } from '#model/replay/access-source.ts';
import type { JoinedAccess } from './facts.ts';
import type { StartState } from './start-state.ts';

/** One access whose fact and model differ. */
export interface Disagreement {
  /** Index of the joined access. */
  readonly index: number;
  readonly kind: 'forwarding' | 'value';
  readonly fact: string;
  readonly model: string;
}

export interface ModelRun {
  /** By joined access. */
  readonly outcomes: readonly Outcome[];
  readonly disagreements: readonly Disagreement[];
  /** Accesses that the comparison leaves out, each with the reason. */
  readonly leftOut: readonly { readonly index: number; readonly reason: string }[];
}

/** A change of Message Control before the joined access at `before`. */
export interface PlacedConfig extends ConfigChange {
  readonly before: number;
}

/** Sizes tried where only Xen saw the access, the likeliest first. */
const SIZES: readonly AccessSize[] = [4, 8, 2, 1];

export function runModel(
  accesses: readonly JoinedAccess[],
  config: readonly PlacedConfig[],
  layout: Layout,
  design: Design,
  start: StartState,
): ModelRun {
  const machine = new Machine(design, layout, { world: REAL_WORLD });
  for (const step of start.steps) machine.run(step);
  if (machine.state.xen.tablePresent) machine.state.xen.refcnt += start.extraReferences;
  const outcomes: Outcome[] = [];
  const disagreements: Disagreement[] = [];
  const leftOut: { index: number; reason: string }[] = [];
  let configs = 0;
  /** Dwords of the table whose value the recording itself has settled. */
  const settled = new Set<number>();
  accesses.forEach((access, index) => {
    for (; configs < config.length && config[configs]!.before <= index; configs++) {
      const { enabled, maskall } = config[configs]!;
      machine.run(enabled ? { op: 'enable', maskall } : { op: 'disable' });
    }
    const offset = access.address - layout.base;
    const step = bestStep(access, offset, machine, layout);
    machine.run(step);
    outcomes.push(machine.outcome(step));
    if (!isTrapped(layout, offset)) {
      if (access.where === 'device-model')
        leftOut.push({
          index,
          reason:
            'It is the part of a longer access that lies on a page next to the table’s, which the guest has mapped.',
        });
      return;
    }
    if (access.where === 'unknown') {
      leftOut.push({ index, reason: access.doubt ?? 'Where it went is not known.' });
      noteSettled(access, offset, layout, settled);
      return;
    }
    const forwarded = (machine.fate & FORWARDED) !== 0;
    if (forwarded !== (access.where === 'device-model'))
      disagreements.push({
        index,
        kind: 'forwarding',
        fact: access.where === 'device-model' ? 'reached the device model' : 'stayed in Xen',
        model: forwarded ? 'goes to the device model' : 'stays in Xen',
      });
    else if (!access.write && access.xen?.value != null && isSettled(offset, settled, layout)) {
      if (machine.lo !== access.xen.value)
        disagreements.push({
          index,
          kind: 'value',
          fact: `the guest read 0x${access.xen.value.toString(16)}`,
          model: `the guest reads 0x${machine.lo.toString(16)}`,
        });
    }
    noteSettled(access, offset, layout, settled);
  });
  return { outcomes, disagreements, leftOut };
}

const isSettled = (offset: number, settled: ReadonlySet<number>, layout: Layout): boolean =>
  offset % 4 === 0 && regionAt(layout, offset) === 'table' && settled.has(offset);

function noteSettled(access: JoinedAccess, offset: number, layout: Layout, settled: Set<number>): void {
  if (!access.write || offset % 4 !== 0 || regionAt(layout, offset) !== 'table') return;
  const count = access.request?.repeat?.count ?? (access.xen?.value === null ? null : 1);
  if (access.size !== null && access.size < 4) return;
  // A repeated write whose values the log does not have leaves the dwords unknown.
  const known = count === 1 || access.request?.repeat?.values.length === count;
  const length = (access.size ?? 4) * (count ?? 1);
  for (let at = offset; at < offset + length; at += 4)
    if (known) settled.add(at);
    else settled.delete(at);
}

function bestStep(access: JoinedAccess, offset: number, machine: Machine, layout: Layout): Step {
  const { request } = access;
  if (request) return requestStep(access, offset, request.size as AccessSize);
  if (access.size !== null) return plainStep(access, offset, access.size as AccessSize);
  const size = access.address % 4 === 0 ? 4 : access.address % 2 === 0 ? 2 : 1;
  if (access.where !== 'xen' || access.xen?.value === null || !isTrapped(layout, offset))
    return plainStep(access, offset, size);
  // Xen's record has no size: take the first that the model keeps in Xen as the record says.
  for (const wanted of SIZES) {
    if (wanted > size && access.address % wanted !== 0) continue;
    const probe = new Machine(machine.design, layout, { world: machine.world });
    probe.state = cloneState(machine.state);
    const step = plainStep(access, offset, wanted);
    probe.run(step);
    if ((probe.fate & FORWARDED) === 0 && (access.write || probe.lo === access.xen?.value)) return step;
    if (wanted === 4 && (probe.fate & FORWARDED) === 0) return step;
  }
  return plainStep(access, offset, size);
}

function plainStep(access: JoinedAccess, offset: number, size: AccessSize): Step {
  if (!access.write) return { op: 'read', offset, size };
  const value = BigInt(access.xen?.value ?? 0);
  return { op: 'write', offset, size, value: BigInt.asUintN(8 * size, value) };
}

function requestStep(access: JoinedAccess, offset: number, size: AccessSize): Step {
  const { repeat, lo, hi } = access.request!;
  if (repeat?.inRam === true) {
    const { count, df } = repeat;
    if (!access.write) return { op: 'rep-read', offset, size, count, df };
    const values = Array.from({ length: count }, (_, n) => {
      const value = repeat.values[n];
      return value ? BigInt.asUintN(8 * size, join64(value.lo, value.hi)) : 0n;
    });
    return { op: 'rep-write', offset, size, count, df, values };
  }
  const count = repeat?.count ?? 1;
  const value = BigInt.asUintN(8 * size, join64(lo ?? 0, hi));
  if (count > 1 && access.write)
    return {
      op: 'rep-write',
      offset,
      size,
      count,
      df: repeat!.df,
      values: Array.from({ length: count }, () => value),
    };
  return access.write ? { op: 'write', offset, size, value } : { op: 'read', offset, size };
}
