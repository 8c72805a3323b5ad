import { DESIGNS } from '#model/designs/catalogue.ts';
import { layoutOf } from '#model/layout.ts';
import { Machine } from '#model/machine.ts';
import type { DeviceDescription } from '#model/device.ts';
import type { Step } from '#model/access.ts';
import { millions, seconds } from './measure.ts';

const device: DeviceDescription = {
  id: '8086:2725',
  slot: null,
  name: 'AX210 layout',
  bars: [{ index: 0, kind: 'memory', address: 0xfebf0000, size: 0x4000, width: 64, prefetchable: false }],
  msix: {
    entries: 16,
    table: { bar: 0, offset: 0x2000 },
    pba: { bar: 0, offset: 0x3000 },
    enabled: null,
    masked: null,
  },
  registers: [],
};

const ACCESSES = 1_000_000;
/** What the compiled original does on this mix, in accesses a second, as measured by the people who recorded it. */
const COMPILED = [14e6, 17e6] as const;

/** 70% control writes to bound entries, 20% adjacent reads, 10% adjacent writes, in a fixed order. */
function mix(count: number): { kind: Uint8Array; offset: Uint32Array; value: Uint32Array } {
  const kind = new Uint8Array(count);
  const offset = new Uint32Array(count);
  const value = new Uint32Array(count);
  let seed = 12345;
  for (let i = 0; i < count; i++) {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    const dice = (seed >>> 16) % 10;
    kind[i] = dice < 7 ? 0 : dice < 9 ? 1 : 2;
    offset[i] = kind[i] === 0 ? 0x200c + 16 * ((seed >>> 8) % 4) : 0x2800 + 4 * ((seed >>> 8) % 64);
    value[i] = kind[i] === 0 ? (seed >>> 5) & 1 : seed;
  }
  return { kind, offset, value };
}

function prepared(design: (typeof DESIGNS)[number]): Machine {
  const machine = new Machine(design, layoutOf(device));
  for (let entry = 0; entry < 4; entry++) {
    const at = 0x2000 + 16 * entry;
    machine.write(at, 4, 0xfee01000, 0);
    machine.write(at + 4, 4, 0, 0);
    machine.write(at + 8, 4, 0x4041 + entry, 0);
    machine.write(at + 12, 4, 1, 0);
  }
  machine.run({ op: 'enable', maskall: false });
  return machine;
}

/** Accesses routed a second, with and without recording, against a loop that only stores and loads a dword. */
export function benchRouting(): string[] {
  const { kind, offset, value } = mix(ACCESSES);
  const memory = new Uint32Array(0x1000);
  let sink = 0;
  const baseline = seconds(() => {
    for (let i = 0; i < ACCESSES; i++) {
      const index = offset[i]! >> 2;
      if (kind[i] === 1) sink ^= memory[index]!;
      else memory[index] = value[i]!;
    }
  });
  const lines = [
    `trivial loop over the same accesses: ${millions(ACCESSES / baseline)}${sink === 1 ? ' ' : ''}`,
  ];
  // All silent runs first: a recorder that comes and goes would cost them their monomorphic call sites.
  const silentTimes = DESIGNS.map((design) => {
    const machine = prepared(design);
    return seconds(() => {
      for (let i = 0; i < ACCESSES; i++) {
        if (kind[i] === 1) machine.read(offset[i]!, 4);
        else machine.write(offset[i]!, 4, value[i]!, 0);
      }
    });
  });
  const some = 50_000;
  const steps: Step[] = Array.from({ length: some }, (_, i) =>
    kind[i] === 1
      ? { op: 'read', offset: offset[i]!, size: 4 }
      : { op: 'write', offset: offset[i]!, size: 4, value: BigInt(value[i]!) },
  );
  DESIGNS.forEach((design, n) => {
    const machine = prepared(design);
    const recorded = seconds(() => steps.forEach((step) => machine.route(step)), 3) / some;
    const silent = silentTimes[n]! / ACCESSES;
    lines.push(
      `${design.id}: ${millions(1 / silent)} without recording (${((silent * ACCESSES) / baseline).toFixed(1)} x the trivial loop's time; ` +
        `compiled original 14 to 17 M/s: ${(COMPILED[0] * silent).toFixed(2)} to ${(COMPILED[1] * silent).toFixed(2)} x slower), ` +
        `${millions(1 / recorded)} with full routes (${((recorded * ACCESSES) / baseline).toFixed(0)} x the trivial loop's time, ${(recorded / silent).toFixed(1)} x slower than without)`,
    );
  });
  return lines;
}
