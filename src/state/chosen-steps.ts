import { failure, success, type Result } from '#model/base/result.ts';

const PART = /^(\d+)(?:\s*[-–]\s*(\d+))?$/;

/**
 * Steps named by their numbers, counted from 1: `1-5, 34`. Gives them counted from 0, rising, each once. The error is a
 * sentence about the first part that cannot be taken.
 */
export function chosenSteps(text: string, length: number): Result<number[]> {
  const parts = text
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length === 0) return failure('No access is named: write numbers and ranges, as in 1-5, 34.');
  const chosen = new Set<number>();
  for (const part of parts) {
    const read = PART.exec(part);
    if (!read) return failure(`“${part}” is no number or range: write numbers and ranges, as in 1-5, 34.`);
    const first = Number(read[1]);
    const last = Number(read[2] ?? read[1]);
    if (first > last) return failure(`“${part}” runs backwards: write ${last}-${first}.`);
    if (first < 1 || last > length)
      return failure(`“${part}” goes beyond the scenario, which has the accesses 1 to ${length}.`);
    for (let number = first; number <= last; number++) chosen.add(number - 1);
  }
  return success([...chosen].sort((a, b) => a - b));
}
