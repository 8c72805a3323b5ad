/** A scenario in the JSON of the recorded vectors, as read-vector.ts reads it. */
import type { Step } from '#model/access.ts';
import { hex } from '#model/base/hex.ts';
import { failure, success, type Result } from '#model/base/result.ts';
import { layoutOf } from '#model/layout.ts';
import type { Scenario } from '#model/scenario.ts';
import type { JsonObject } from './format.ts';

/** A step with offsets and values in hex; numbers that are neither stay numbers. */
export function stepOfVector(step: Step): JsonObject {
  switch (step.op) {
    case 'write':
      return { ...step, offset: hex(step.offset), value: hex(step.value) };
    case 'read':
    case 'rep-read':
      return { ...step, offset: hex(step.offset) };
    case 'rep-write':
      return { ...step, offset: hex(step.offset), values: step.values.map(hex) };
    case 'begin':
      return { op: step.op, access: stepOfVector(step.access) };
    default:
      return { ...step };
  }
}

/**
 * "device" and "steps" of `scenario`. The format knows one BAR, from whose start all is counted: the error says so
 * where the PBA cannot be told that way, or an access lies below it.
 */
export function scenarioOfVector({
  device,
  registers,
  steps,
}: Scenario): Result<{ readonly device: JsonObject; readonly steps: readonly JsonObject[] }> {
  const layout = layoutOf(device);
  if (layout.pbaStart === null || layout.pbaStart < 0)
    return failure(
      'The format of the recordings has one BAR, and the PBA of this device lies in another: leave out --json.',
    );
  if ([...registers.keys(), ...steps.flatMap(placesOf)].some((offset) => offset < 0))
    return failure(
      'The format of the recordings counts from the start of the BAR, and an access lies below it: leave out --json.',
    );
  return success({
    device: {
      bar: hex(layout.base),
      barSize: layout.barSize,
      tableOffset: layout.tableStart,
      entries: layout.entries,
      pbaOffset: layout.pbaStart,
      registers: Object.fromEntries([...registers].map(([offset, value]) => [hex(offset), hex(value)])),
    },
    steps: steps.map(stepOfVector),
  });
}

const placesOf = (step: Step): number[] =>
  step.op === 'begin' ? [step.access.offset] : 'offset' in step ? [step.offset] : [];
