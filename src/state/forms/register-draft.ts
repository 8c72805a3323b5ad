/** The named registers of a device as a form holds them, with what they hold at first in the scenario on screen. */
import { hex } from '#model/base/hex.ts';
import { ACCESS_SIZES } from '#model/access.ts';
import type { DeviceDescription, NamedRegister } from '#model/device.ts';
import { layoutOf, regionAt, relativeOffset } from '#model/layout.ts';
import { readNatural } from './read-number.ts';

export interface RegisterDraft {
  readonly name: string;
  readonly bar: string;
  readonly offset: string;
  readonly size: string;
  /** What it holds at first; empty for 0, and for arrays, whose contents the form leaves alone. */
  readonly initial: string;
}

/** What is wrong with one field of one register; the same two kinds as of the whole draft. */
export interface RegisterProblem {
  readonly field: `registers.${number}.${keyof RegisterDraft}`;
  readonly kind: 'unreadable' | 'contradiction';
  readonly sentence: string;
}

/** Initial 32-bit contents by offset from the table BAR, as a scenario has them. */
type Contents = ReadonlyMap<number, number>;

const LARGEST = 4096;
const SIZE = `A register has 1, 2, 4 or 8 bytes; an array of registers a multiple of 4, at most ${LARGEST}.`;
const isSingle = (size: number): boolean => ACCESS_SIZES.some((one) => one === size);

/** True where the form has a field for what the register holds at first. */
export const hasInitial = ({ size }: RegisterDraft): boolean => {
  const read = readNatural(size);
  return !read.ok || read.value <= 8n;
};

export function registerDrafts(device: DeviceDescription, contents: Contents): RegisterDraft[] {
  const layout = layoutOf(device);
  return device.registers.map(({ name, bar, offset, size }) => {
    const at = relativeOffset(layout, bar, offset);
    const value = at === null || !isSingle(size) ? 0n : valueAt(contents, at, size);
    return {
      name,
      bar: String(bar),
      offset: offset < 0 ? String(offset) : hex(offset),
      size: String(size),
      initial: value === 0n ? '' : hex(value),
    };
  });
}

/** A further register: behind the last one of that BAR, else at `from`. */
export function newRegister(drafts: readonly RegisterDraft[], bar: string, from: number): RegisterDraft {
  const ends = drafts
    .filter((one) => one.bar === bar)
    .map(({ offset, size }) => Number(offset) + Number(size))
    .filter(Number.isSafeInteger);
  const offset = Math.ceil(Math.max(...(ends.length > 0 ? ends : [from])) / 4) * 4;
  return { name: `REGISTER_${drafts.length + 1}`, bar, offset: hex(offset), size: '4', initial: '' };
}

/**
 * The registers, and what cannot be read of them. One that is as `base` has it keeps its purpose and source; of a
 * changed one they would be false.
 */
export function readRegisters(
  drafts: readonly RegisterDraft[],
  base: DeviceDescription,
): { registers: readonly NamedRegister[]; problems: RegisterProblem[] } {
  const problems: RegisterProblem[] = [];
  const registers = drafts.map((draft, n): NamedRegister => {
    const same = base.registers.find(
      (one) => one.name === draft.name.trim() && Number(draft.offset) === one.offset,
    );
    const say = (field: keyof RegisterDraft, sentence: string) =>
      problems.push({ field: `registers.${n}.${field}`, kind: 'unreadable', sentence });
    const number = (
      field: 'bar' | 'offset' | 'size' | 'initial',
      fits: (value: bigint) => boolean,
      rule: string,
    ) => {
      if (field === 'offset' && same) return same.offset;
      const read = readNatural(draft[field]);
      if (!read.ok) say(field, read.error);
      else if (!fits(read.value)) say(field, rule);
      return read.ok ? Number(read.value) : NaN;
    };
    const name = draft.name.trim();
    if (name === '') say('name', 'Give the register a name: the map shows it.');
    const bar = number('bar', (value) => value <= 5n, 'A function has six BARs, 0 to 5.');
    const offset = number('offset', (value) => value < 2n ** 40n, 'An offset has at most 40 bits here.');
    const size = number(
      'size',
      (value) => isSingle(Number(value)) || (value > 8n && value % 4n === 0n && value <= BigInt(LARGEST)),
      SIZE,
    );
    if (isSingle(size) && draft.initial.trim() !== '')
      number(
        'initial',
        (value) => value < 1n << BigInt(8 * size),
        `It has ${size} bytes: at most ${hex(2n ** BigInt(8 * size) - 1n)}.`,
      );
    return same?.bar === bar && same.size === size
      ? same
      : { bar, offset, size, name, purpose: '', source: '' };
  });
  const isSame =
    registers.length === base.registers.length && registers.every((one, n) => one === base.registers[n]);
  return { registers: isSame ? base.registers : registers, problems };
}

/** What is wrong with registers that can be read; the device is drawn all the same. */
export function registerRules(device: DeviceDescription): RegisterProblem[] {
  const layout = layoutOf(device);
  return device.registers.flatMap(({ bar, offset, size }, n) => {
    const found: RegisterProblem[] = [];
    const say = (field: keyof RegisterDraft, sentence: string) =>
      found.push({ field: `registers.${n}.${field}`, kind: 'contradiction', sentence });
    const own = device.bars.find(({ index }) => index === bar);
    if (own === undefined) say('bar', `The device shows no BAR ${bar}.`);
    else if (own.size !== null && offset + size > own.size)
      say('offset', `It ends at ${hex(offset + size)}, past the end of BAR ${bar} (${hex(own.size)} bytes).`);
    const unit = isSingle(size) ? size : 4;
    if (offset % unit !== 0)
      say('offset', `${hex(offset)} is not a multiple of ${unit}: registers are naturally aligned.`);
    const start = relativeOffset(layout, bar, offset);
    if (start !== null) {
      const kinds = Array.from({ length: size }, (_, byte) => regionAt(layout, start + byte));
      if (kinds.includes('table')) say('offset', 'These bytes are of the MSI-X table.');
      if (kinds.includes('pba')) say('offset', 'These bytes are of the PBA.');
    }
    const clash = device.registers.find(
      (other, m) =>
        m < n && other.bar === bar && other.offset < offset + size && offset < other.offset + other.size,
    );
    if (clash) say('offset', `It shares bytes with ${clash.name}.`);
    return found;
  });
}

/**
 * `contents` with what the form says registers of `device` hold at first, where that, or the place, differs from
 * `start`, the form as it was opened. The same map when nothing does.
 */
export function contentsWith(
  contents: Contents,
  device: DeviceDescription,
  drafts: readonly RegisterDraft[],
  start: readonly RegisterDraft[],
): Contents {
  const layout = layoutOf(device);
  let next = contents;
  drafts.forEach((draft, n) => {
    const register = device.registers[n];
    const isSame = start.some(
      ({ bar, offset, size, initial }) =>
        bar === draft.bar && offset === draft.offset && size === draft.size && initial === draft.initial,
    );
    if (!register || isSame || !isSingle(register.size)) return;
    const at = relativeOffset(layout, register.bar, register.offset);
    const read = readNatural(draft.initial);
    const value = read.ok ? read.value : 0n;
    if (at !== null && valueAt(next, at, register.size) !== value)
      next = withValue(next, at, register.size, value);
  });
  return next;
}

function valueAt(contents: Contents, at: number, size: number): bigint {
  let value = 0n;
  for (let byte = size - 1; byte >= 0; byte--) value = (value << 8n) | BigInt(byteAt(contents, at + byte));
  return value;
}

const byteAt = (contents: Contents, at: number): number =>
  ((contents.get(at - laneOf(at)) ?? 0) >>> (8 * laneOf(at))) & 0xff;

/** Which byte of its dword; also of offsets below the BAR. */
const laneOf = (at: number): number => ((at % 4) + 4) % 4;

function withValue(contents: Contents, at: number, size: number, value: bigint): Contents {
  const next = new Map(contents);
  for (let byte = 0; byte < size; byte++) {
    const lane = laneOf(at + byte);
    const dword = at + byte - lane;
    const bits = Number((value >> BigInt(8 * byte)) & 0xffn) << (8 * lane);
    next.set(dword, (((next.get(dword) ?? 0) & ~(0xff << (8 * lane))) | bits) >>> 0);
  }
  return next;
}
