import type { Step } from '#model/access.ts';

/** A step as plain JSON: values in hex, as in the scenario files; a held access within its step. */
export function stepJson(step: Step): object {
  return JSON.parse(
    JSON.stringify(step, (_key, value: unknown) =>
      typeof value === 'bigint' ? `0x${value.toString(16)}` : value,
    ),
  ) as object;
}
