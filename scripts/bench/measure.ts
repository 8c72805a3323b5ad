/** Shared by the benchmarks: timing, and the machine's own figures to print beside them. */
import { cpus, loadavg, totalmem } from 'node:os';

/** Median seconds of `runs` calls of `work`, after one to warm up. */
export function seconds(work: () => void, runs = 7): number {
  work();
  const times = Array.from({ length: runs }, () => {
    const start = process.hrtime.bigint();
    work();
    return Number(process.hrtime.bigint() - start) / 1e9;
  }).sort((a, b) => a - b);
  return times[Math.floor(runs / 2)]!;
}

/** Seconds by the clock, and of the processor's own time, which other programs take nothing from. */
export interface Taken {
  readonly wall: number;
  readonly cpu: number;
}

export function taken(work: () => void): Taken {
  const start = process.hrtime.bigint();
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return { wall: Number(process.hrtime.bigint() - start) / 1e9, cpu: (user + system) / 1e6 };
}

/** Median and best of `runs` calls of `work`, after one to warm up. */
export function timed(work: () => void, runs = 7): { readonly median: Taken; readonly best: Taken } {
  work();
  const all = Array.from({ length: runs }, () => taken(work));
  const sorted = (key: keyof Taken) => all.map((one) => one[key]).sort((a, b) => a - b);
  const [wall, cpu] = [sorted('wall'), sorted('cpu')];
  const middle = Math.floor(runs / 2);
  return {
    median: { wall: wall[middle]!, cpu: cpu[middle]! },
    best: { wall: wall[0]!, cpu: cpu[0]! },
  };
}

export function machineLine(): string {
  const cpu = cpus()[0]?.model.trim() ?? 'unknown processor';
  return `${cpus().length} x ${cpu}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}; load ${loadavg()
    .map((load) => load.toFixed(1))
    .join(', ')}`;
}

export const millions = (perSecond: number): string => `${(perSecond / 1e6).toFixed(2)} M/s`;
