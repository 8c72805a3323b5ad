/** Shared by the benchmarks: timing, and the machine's own figures to print beside them. */
import { cpus, totalmem } from 'node:os';

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

export function machineLine(): string {
  const cpu = cpus()[0]?.model.trim() ?? 'unknown processor';
  return `${cpus().length} x ${cpu}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
}

export const millions = (perSecond: number): string => `${(perSecond / 1e6).toFixed(2)} M/s`;
