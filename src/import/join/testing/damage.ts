/** Ways in which a recording comes to harm, on its lines; `random` gives numbers in [0, 1). */

/** A generator of numbers in [0, 1) that fast-check can repeat. */
export function randomFrom(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export const dropping = (lines: readonly string[], random: () => number, rate: number): string[] =>
  lines.filter(() => random() >= rate);

/** Whole stretches go, up to 60 lines long. */
export function droppingRuns(lines: readonly string[], random: () => number, rate = 0.002): string[] {
  const kept: string[] = [];
  for (let n = 0; n < lines.length; n++) {
    if (random() < rate) n += Math.floor(random() * 60);
    if (n < lines.length) kept.push(lines[n]!);
  }
  return kept;
}

/** The same, and the recorder says so. */
export function losing(lines: readonly string[], random: () => number, rate = 0.002): string[] {
  const kept: string[] = [];
  for (let n = 0; n < lines.length; n++) {
    if (random() < rate) {
      kept.push(
        `${' '.repeat(15)}x d32767v0 lost_records count 37 d32767v0 (cur d32767v0) first_tsc 123456789`,
        `${' '.repeat(26)}lost_records end`,
      );
      n += Math.floor(random() * 80);
    }
    if (n < lines.length) kept.push(lines[n]!);
  }
  return kept;
}

export function swapping(lines: readonly string[], random: () => number, rate: number): string[] {
  const mixed = [...lines];
  for (let n = 0; n + 1 < mixed.length; n++)
    if (random() < rate) [mixed[n], mixed[n + 1]] = [mixed[n + 1]!, mixed[n]!];
  return mixed;
}

/** Whole requests of a device model's log: every event from one handle_ioreq to the next. */
export function requestsIn(lines: readonly string[]): string[][] {
  const requests: string[][] = [];
  for (const line of lines) {
    if (/handle_ioreq I/.test(line) || requests.length === 0) requests.push([]);
    requests.at(-1)!.push(line);
  }
  return requests;
}

export const droppingRequests = (lines: readonly string[], random: () => number, rate: number): string[] =>
  requestsIn(lines)
    .filter(() => random() >= rate)
    .flat();

/**
 * What xenalyze prints with two processors: two characters a processor, and the device model so quick that the vCPU
 * of a forwarded access does not always go to sleep.
 */
export const withTwoProcessors = (lines: readonly string[], random: () => number, awake: number): string[] =>
  lines.map((line) => {
    const wide = line.replace(/^([\]! ] *(?:\d+\.\d+)? *)([x|\-.l ])( d[\d?]+v[\d?]+ )/, '$1$2|$3');
    return wide.includes('running->offline') && random() < awake
      ? wide.replace('runstate_change', 'runstate_continue').replace('running->offline', 'running->running')
      : wide;
  });
