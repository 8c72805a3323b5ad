/** Ready scenarios as bytes: which it is, and a hash of what it says, so that a change of it is noticed. */
import { layoutOf } from '#model/layout.ts';
import type { DeviceDescription } from '#model/device.ts';
import type { Scenario } from '#model/scenario.ts';
import { readySame, type ReadyScenarios } from '../ready.ts';
import { ByteWriter, type ByteReader } from './bytes.ts';
import { hashOf } from './hash.ts';
import { writeSteps } from './step-codec.ts';

/** By number, for ever: append only. One that is not listed is written by its id. */
const READY_IDS: readonly string[] = [
  'register-write',
  'linux-load',
  'mask-unmask',
  'affinity',
  'unmask-twice',
  'quad-write',
  'pba-read',
  'before-bind',
  'disable',
  'rep-unbound',
  'change-unmasked',
  'mixed-flags',
  'register-behind-pba',
];

const HASH_BYTES = 3;

/** True when the scenario is a ready one, which has then been written. */
export function writeReady(writer: ByteWriter, scenario: Scenario, ready: ReadyScenarios): boolean {
  const found = readySame(scenario, ready);
  const hash = found && contentHash(scenario);
  if (hash === null) return false;
  const index = READY_IDS.indexOf(found!.id);
  writer.natural(index + 1);
  if (index < 0) writer.text(found!.id);
  writer.fixed(BigInt(hash), HASH_BYTES);
  return true;
}

export interface ReadReady {
  /** Null (and told to the reader) where the program has it not. */
  readonly scenario: Scenario | null;
  /** Something to tell the person, or null. */
  readonly notice: string | null;
}

export function readReady(reader: ByteReader, device: DeviceDescription, ready: ReadyScenarios): ReadReady {
  const code = reader.natural();
  const id = code === 0 ? reader.text() : READY_IDS[code - 1];
  const hash = Number(reader.fixed(HASH_BYTES));
  const found = ready.find((one) => one.id === id);
  if (!found) {
    reader.fail(
      `it names a ready scenario that is not known here${id === undefined ? '' : ` (${id.slice(0, 60)})`}`,
    );
    return { scenario: null, notice: null };
  }
  const scenario = found.on(layoutOf(device));
  return {
    scenario,
    notice:
      contentHash(scenario) === hash
        ? null
        : `The ready scenario “${scenario.name}” has changed since this was written: the picture can differ.`,
  };
}

/** What tells most changes of its accesses and registers; its words may change. Null where they cannot be written. */
export function contentHash({ device, registers, steps }: Scenario): number | null {
  const writer = new ByteWriter();
  writeRegisters(writer, registers);
  if (writeSteps(writer, steps, layoutOf(device).tableStart) !== null) return null;
  const text = Array.from(writer.taken(), (byte) => String.fromCharCode(byte)).join('');
  return hashOf(text) & 0xffffff;
}

export function writeRegisters(writer: ByteWriter, registers: ReadonlyMap<number, number>): void {
  writer.natural(registers.size);
  let previous = 0;
  for (const [offset, value] of [...registers].sort(([a], [b]) => a - b)) {
    writer.signed(offset - previous);
    writer.fixed(BigInt(value), 4);
    previous = offset;
  }
}
