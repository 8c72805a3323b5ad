import { closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { fittingDevices } from '#import/traces/geometry.ts';
import { LineSplitter } from '#import/traces/lines.ts';
import { planReplay } from '#import/traces/plan.ts';
import { TraceReader } from '#import/traces/trace-reader.ts';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { nearWritesOf } from '#model/replay/near-writes.ts';
import { openingOf } from '#model/replay/opening.ts';
import { Replay } from '#model/replay/replay.ts';

const RECORDING = fileURLToPath(
  new URL('../../src/import/fixtures/traces/qemu/nvme-load.log.gz', import.meta.url),
);
const CHUNK = 1 << 20;
const MIB = 2 ** 20;

/** Calls `take` with the file's bytes; the buffer is the same every time. */
function eachChunk(file: string, take: (chunk: Uint8Array) => void): void {
  const descriptor = openSync(file, 'r');
  const chunk = new Uint8Array(CHUNK);
  for (let length; (length = readSync(descriptor, chunk, 0, CHUNK, null)) > 0;)
    take(chunk.subarray(0, length));
  closeSync(descriptor);
}

const isDevices = (line: string): boolean => / name '(?:nvme|msix-table)'$/.test(line);
const isConfiguration = (line: string): boolean => / name '(?:pci-conf|pcie-mmcfg)/.test(line);

/** The recorded lines, without as many of other chips as it takes for half of the rest to be the device's. */
function halfTheDevices(): string[] {
  const recorded = gunzipSync(readFileSync(RECORDING)).toString('latin1').trimEnd().split('\n');
  let others = recorded.filter(isDevices).length;
  return recorded.filter((line) => isDevices(line) || isConfiguration(line) || others-- > 0);
}

/** A log of `lines` lines: the recorded ones, over and over. Returns its bytes. */
export function makeLog(file: string, lines: number): number {
  const recorded = halfTheDevices();
  const descriptor = openSync(file, 'w');
  let bytes = 0;
  for (let done = 0; done < lines; done += recorded.length)
    bytes += writeSync(descriptor, `${recorded.slice(0, lines - done).join('\n')}\n`, null, 'latin1');
  closeSync(descriptor);
  return bytes;
}

const memory = (): number => {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

const since = (start: bigint): number => Number(process.hrtime.bigint() - start) / 1e9;

function benchLog(file: string, lines: number): string {
  const bytes = makeLog(file, lines);
  let counted = 0;
  let start = process.hrtime.bigint();
  const splitter = new LineSplitter(() => counted++);
  eachChunk(file, (chunk) => splitter.push(chunk));
  const nothing = since(start);
  const base = memory();
  const before = process.cpuUsage();
  let peak = base;
  start = process.hrtime.bigint();
  const reader = new TraceReader();
  eachChunk(file, (chunk) => {
    reader.push(chunk);
    peak = Math.max(peak, memory());
  });
  const trace = reader.end();
  if (!trace.ok) throw new Error(trace.error);
  const read = since(start);
  const devices = fittingDevices(trace.value, [], []).map(({ description }) => description);
  const { plan } = planReplay(trace.value, devices).devices[0]!;
  const replay = new Replay(plan, DESIGNS[0]!);
  replay.advance(Infinity);
  nearWritesOf(replay);
  const all = since(start);
  const { user, system } = process.cpuUsage(before);
  peak = Math.max(peak, memory());
  let slowest = 0;
  for (let n = 0; n < 20; n++) {
    start = process.hrtime.bigint();
    openingOf(replay, Math.floor(((n + 0.99) / 20) * (replay.length - 1)));
    slowest = Math.max(slowest, since(start));
  }
  const s = (seconds: number) => `${seconds.toFixed(2)} s`;
  return (
    `recording of ${counted} lines (${(bytes / MIB).toFixed(0)} MiB): read in ${s(read)}, read and replayed in ${s(all)} ` +
    `(${s((user + system) / 1e6)} of processor time; line by line doing nothing: ${s(nothing)}, so ${(all / nothing).toFixed(1)} x), ` +
    `at most ${((peak - base) / MIB).toFixed(0)} MiB over the start, any of ${replay.length} accesses made a scenario with its state in at most ${(1000 * slowest).toFixed(0)} ms`
  );
}

/** Reading and replaying 1 and 5 million lines, against reading the same file line by line and doing nothing. */
export function benchTraces(): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'msixscope-bench-'));
  try {
    return [1_000_000, 5_000_000].map((lines) => benchLog(path.join(folder, 'big.log'), lines));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
