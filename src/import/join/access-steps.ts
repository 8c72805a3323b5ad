/** Joined accesses as steps of a scenario. */
import type { AccessSize, Step } from '#model/access.ts';
import { join64 } from '#model/base/hex.ts';
import { FORWARDED } from '#model/context.ts';
import { isTrapped, type Layout } from '#model/layout.ts';
import { Machine } from '#model/machine.ts';
import { cloneState } from '#model/state.ts';
import type { JoinedAccess } from './joined-access.ts';

/** Sizes tried where no side tells one, the likeliest first. */
const SIZES: readonly AccessSize[] = [4, 8, 2, 1];

/**
 * `access` at `offset` as a step on `machine`, which is left as it is. Where its size is not known it is the first with
 * which the model does what is known of the access.
 */
export function stepOf(access: JoinedAccess, offset: number, machine: Machine, layout: Layout): Step {
  const { request, size, address, where, xen } = access;
  if (request) return requestStep(access, offset, request.size as AccessSize);
  if (size !== null) return plainStep(access, offset, size as AccessSize);
  const usual = address % 4 === 0 ? 4 : address % 2 === 0 ? 2 : 1;
  if (where === 'unknown' || xen?.value === null || !isTrapped(layout, offset))
    return plainStep(access, offset, usual);
  let likely: Step | null = null;
  for (const wanted of SIZES) {
    if (wanted > usual && address % wanted !== 0) continue;
    const step = plainStep(access, offset, wanted);
    const probe = new Machine(machine.design, layout, { world: machine.world });
    probe.state = cloneState(machine.state);
    probe.run(step);
    const isForwarded = (probe.fate & FORWARDED) !== 0;
    if (isForwarded !== (where === 'device-model')) continue;
    if (access.write || probe.lo === xen?.value) return step;
    likely ??= step;
  }
  return likely ?? plainStep(access, offset, usual);
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
