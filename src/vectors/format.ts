/**
 * The format of the recorded vectors, one JSON object a line: a device, steps, and for each step the ordered events
 * with the state at the end. This file turns its JSON into model values and model values into its JSON.
 */
import { hex, hex64 } from '#model/base/hex.ts';
import { failure, success, type Result } from '#model/base/result.ts';
import { ACCESS_SIZES, type AccessSize, type Step } from '#model/access.ts';
import type { Design } from '#model/context.ts';
import type { DeviceDescription } from '#model/device.ts';
import type { ModelEvent } from '#model/events.ts';
import type { Layout } from '#model/layout.ts';
import type { MachineState } from '#model/state.ts';
import { SHADOWED_ENTRIES, VECTOR_CONTROL } from '#model/state.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** One scenario of a vector file. `expect` is absent in a scenario that is only to be run. */
export interface Vector {
  readonly id: string;
  readonly note: string | null;
  readonly xen: string;
  readonly qemu: string | null;
  readonly domain: string | null;
  readonly device: DeviceDescription;
  /** Initial 32-bit contents by offset from the BAR. */
  readonly registers: ReadonlyMap<number, number>;
  readonly steps: readonly Step[];
  readonly initial: JsonObject | null;
  readonly expect: readonly (readonly JsonObject[])[] | null;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A number given as JSON number or as hex or decimal string; null when it is neither or negative. */
function natural(value: unknown): bigint | null {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return BigInt(value);
  if (typeof value === 'string' && /^(0x[0-9a-f]{1,16}|[0-9]{1,20})$/i.test(value)) return BigInt(value);
  return null;
}

function smallNatural(value: unknown, most: number): number | null {
  const wide = natural(value);
  return wide !== null && wide <= BigInt(most) ? Number(wide) : null;
}

/** Highest BAR size and REP count that are read; larger ones are refused with this number. */
export const MAX_OFFSET = 2 ** 40;
export const MAX_REP_COUNT = 65536;

/** What is wrong in a scenario's JSON. */
export interface WrongField {
  /** From the scenario to the value in question, or to where one is missing. */
  readonly path: readonly (string | number)[];
  /** A clause that names the field: `step 3 "size" must be …`. */
  readonly what: string;
}

const wrong = (path: WrongField['path'], what: string) => failure<WrongField>({ path, what });

function stepOf(raw: unknown): Result<Step, WrongField> {
  if (!isObject(raw)) return wrong([], 'is not an object');
  const { op } = raw;
  if (op === 'disable') return success({ op });
  if (op === 'enable') {
    if (typeof raw.maskall !== 'boolean')
      return wrong(['maskall'], '"enable" needs "maskall": true or false');
    return success({ op, maskall: raw.maskall });
  }
  if (op !== 'write' && op !== 'read' && op !== 'rep-write' && op !== 'rep-read')
    return wrong(
      ['op'],
      `has unknown op ${JSON.stringify(op)}; known: write, read, enable, disable, rep-write, rep-read`,
    );
  const offset = smallNatural(raw.offset, MAX_OFFSET);
  if (offset === null)
    return wrong(['offset'], `"offset" must be a number or hex string from 0 to ${hex(MAX_OFFSET)}`);
  const size = ACCESS_SIZES.find((s) => s === raw.size);
  if (size === undefined) return wrong(['size'], '"size" must be 1, 2, 4 or 8');
  if (op === 'read') return success({ op, offset, size });
  if (op === 'write') {
    const value = valueOf(raw.value, size);
    return value === null
      ? wrong(['value'], `"value" must be a number of at most ${size} bytes`)
      : success({ op, offset, size, value });
  }
  const count = smallNatural(raw.count, MAX_REP_COUNT);
  if (count === null || count === 0) return wrong(['count'], `"count" must be 1 to ${MAX_REP_COUNT}`);
  if (typeof raw.df !== 'boolean') return wrong(['df'], '"df" must be true or false');
  const lowest = raw.df ? offset - size * (count - 1) : offset;
  if (lowest < 0) return wrong(['df'], 'with "df" the last element would lie below the start of the BAR');
  if (op === 'rep-read') return success({ op, offset, size, count, df: raw.df });
  if (!Array.isArray(raw.values) || raw.values.length !== count)
    return wrong(['values'], `"values" must be a list of ${count} values`);
  const values: bigint[] = [];
  for (const item of raw.values) {
    const value = valueOf(item, size);
    if (value === null)
      return wrong(['values', values.length], `"values" must be numbers of at most ${size} bytes`);
    values.push(value);
  }
  return success({ op, offset, size, count, df: raw.df, values });
}

function valueOf(raw: unknown, size: AccessSize): bigint | null {
  const value = natural(raw);
  return value !== null && value < 1n << BigInt(8 * size) ? value : null;
}

function deviceOf(
  raw: unknown,
): Result<{ device: DeviceDescription; registers: Map<number, number> }, WrongField> {
  if (!isObject(raw)) return wrong(['device'], '"device" is missing or not an object');
  const address = smallNatural(raw.bar, 2 ** 52);
  const size = smallNatural(raw.barSize, MAX_OFFSET);
  const tableOffset = smallNatural(raw.tableOffset, MAX_OFFSET);
  const pbaOffset = smallNatural(raw.pbaOffset, MAX_OFFSET);
  const entries = smallNatural(raw.entries, 2048);
  if (address === null) return wrong(['device', 'bar'], '"device.bar" must be an address below 2^52');
  if (size === null || size === 0)
    return wrong(['device', 'barSize'], `"device.barSize" must be 1 to ${MAX_OFFSET}`);
  if (tableOffset === null || tableOffset % 8 !== 0)
    return wrong(['device', 'tableOffset'], '"device.tableOffset" must be a multiple of 8');
  if (pbaOffset === null || pbaOffset % 8 !== 0)
    return wrong(['device', 'pbaOffset'], '"device.pbaOffset" must be a multiple of 8');
  if (entries === null || entries === 0)
    return wrong(['device', 'entries'], '"device.entries" must be 1 to 2048');
  const registers = new Map<number, number>();
  const listed = raw.registers ?? {};
  if (!isObject(listed))
    return wrong(['device', 'registers'], '"device.registers" must be an object of offset: value');
  for (const [key, item] of Object.entries(listed)) {
    const offset = smallNatural(key, MAX_OFFSET);
    const value = smallNatural(item, 0xffffffff);
    if (offset === null || offset % 4 !== 0 || value === null)
      return wrong(
        ['device', 'registers', key],
        `"device.registers" has ${JSON.stringify(key)}: offsets are multiples of 4, values 32 bits`,
      );
    registers.set(offset, value);
  }
  return success({
    registers,
    device: {
      id: null,
      slot: null,
      name: 'recorded device',
      bars: [{ index: 0, kind: 'memory', address, size, width: 64, prefetchable: false }],
      msix: {
        entries,
        table: { bar: 0, offset: tableOffset },
        pba: { bar: 0, offset: pbaOffset },
        enabled: null,
        masked: null,
      },
      registers: [],
    },
  });
}

/** Reads one scenario from parsed JSON. */
export function vectorOf(raw: unknown): Result<Vector, WrongField> {
  if (!isObject(raw)) return wrong([], 'is not a JSON object');
  const device = deviceOf(raw.device);
  if (!device.ok) return device;
  if (!Array.isArray(raw.steps)) return wrong(['steps'], '"steps" is missing or not a list');
  const steps: Step[] = [];
  for (const [i, item] of raw.steps.entries()) {
    const step = stepOf(item);
    if (!step.ok) return wrong(['steps', i, ...step.error.path], `step ${i + 1} ${step.error.what}`);
    steps.push(step.value);
  }
  const expect = raw.expect ?? null;
  if (
    expect !== null &&
    (!Array.isArray(expect) || expect.length !== steps.length || !expect.every(Array.isArray))
  )
    return wrong(['expect'], `"expect" must be a list of ${steps.length} lists of events, one for each step`);
  return success({
    id: typeof raw.id === 'string' ? raw.id : '(no id)',
    note: typeof raw.note === 'string' ? raw.note : null,
    xen: typeof raw.xen === 'string' ? raw.xen : '',
    qemu: typeof raw.qemu === 'string' ? raw.qemu : null,
    domain: typeof raw.domain === 'string' ? raw.domain : null,
    device: device.value.device,
    registers: device.value.registers,
    steps,
    initial: isObject(raw.initial) ? (raw.initial as JsonObject) : null,
    expect: expect as readonly (readonly JsonObject[])[] | null,
  });
}

/** A model event as the vectors write it. */
export function eventJson(event: ModelEvent): JsonObject {
  switch (event.at) {
    case 'xen.snoop':
      return {
        at: event.at,
        address: hex(event.address),
        ...(event.gpa === 0 ? {} : { gpa: hex(event.gpa) }),
      };
    case 'hw.read':
    case 'hw.write': {
      const { at, offset, size, lo, hi, devmem } = event;
      return { at, offset: hex(offset), size, value: hex64(lo, hi), ...(devmem ? { via: 'devmem' } : {}) };
    }
    case 'xen.result':
      return { at: event.at, code: event.code, ...(event.count === null ? {} : { count: event.count }) };
    case 'dm.read':
    case 'dm.write': {
      const { at, offset, size, lo, hi, count } = event;
      return { at, offset: hex(offset), size, ...(count === null ? { value: hex64(lo, hi) } : { count }) };
    }
    case 'qemu.reject':
      return { at: event.at, why: event.why, offset: hex(event.offset), size: event.size };
    case 'xen.completion':
      return { at: event.at, address: hex(event.address) };
    case 'guest.value':
      return event.rep
        ? { at: event.at, values: event.values.map(hex) }
        : { at: event.at, value: hex(event.values[0] ?? 0n) };
    default:
      return { ...event };
  }
}

/** The state of all parties as the vectors write it; what a design has no use for is left out, as they do. */
export function stateJson(state: MachineState, layout: Layout, design: Design): JsonObject {
  const { xen, deviceModel, hardware } = state;
  const entries = Array.from({ length: layout.entries }, (_, n) => n);
  const mapped = entries.filter((n) => xen.mapped[n] === 1);
  const address = (offset: number | null) => (offset === null ? '0x0' : hex(layout.base + offset));
  const latch = (n: number) => [0, 1, 2, 3].map((field) => deviceModel.latch[4 * n + field]!);
  const inQemu = entries.filter((n) => deviceModel.pirq[n] !== -1);
  const masks = {
    guestMasked: mapped.map((n) => [n, xen.guestMasked[n] === 1]),
    hostMasked: mapped.map((n) => [n, xen.hostMasked[n] === 1]),
  };
  const hw = {
    ctrl: entries
      .filter((n) => n < 4 || hardware.table[4 * n + VECTOR_CONTROL] !== 1)
      .map((n) => [n, hardware.table[4 * n + VECTOR_CONTROL]!]),
    enabled: hardware.enabled,
    maskall: hardware.maskall,
  };
  if (!design.deviceModel.present) return { at: 'state', xen: masks, vpci: vpciJson(state, entries), hw };
  return {
    at: 'state',
    xen: {
      ...masks,
      unmaskAddress: address(xen.unmaskAddress),
      snoopAddress: address(xen.snoopAddress),
      table: xen.tablePresent
        ? {
            refcnt: xen.refcnt,
            tableFlags: entries.filter((n) => xen.tableFlags[n] === 1),
            gentries: Array.from({ length: SHADOWED_ENTRIES }, (_, n) =>
              [0, 1, 2].map((f) => (xen.shadowValid[3 * n + f] === 1 ? hex(xen.shadow[3 * n + f]!) : null)),
            ),
          }
        : null,
    },
    qemu: {
      latch: entries
        .filter((n) => n < 4 || latch(n).some((dword) => dword !== 0))
        .map((n) => [n, ...latch(n).map(hex)]),
      updated: entries.filter((n) => deviceModel.updated[n] === 1),
      mapped: inQemu,
      bound: inQemu.map((n) => [
        n,
        hex64(deviceModel.message[3 * n]!, deviceModel.message[3 * n + 1]!),
        hex(deviceModel.message[3 * n + 2]!),
      ]),
      enabled: deviceModel.enabled,
      maskall: deviceModel.maskall,
    },
    hw,
  };
}

/** vPCI's entries: the first four, and every one that is not as after reset. */
function vpciJson(state: MachineState, entries: readonly number[]): JsonObject {
  const { vpci, xen } = state;
  const row = (n: number) => [
    n,
    hex64(vpci.message[3 * n]!, vpci.message[3 * n + 1]!),
    hex(vpci.message[3 * n + 2]!),
    vpci.masked[n] === 1,
    vpci.updated[n] === 1,
    xen.bound[n] === 1,
  ];
  const touched = (n: number) =>
    [0, 1, 2].some((f) => vpci.message[3 * n + f] !== 0) ||
    vpci.masked[n] === 0 ||
    vpci.updated[n] === 1 ||
    xen.bound[n] === 1;
  return {
    entries: entries.filter((n) => n < 4 || touched(n)).map(row),
    bound: entries.filter((n) => xen.bound[n] === 1).map((n) => [n, xen.vector[n]!, xen.gflags[n]!]),
    enabled: vpci.enabled,
    masked: vpci.maskall,
  };
}
