/** Reads one scenario of the recorded vectors' format from its JSON, and says where it goes wrong. */
import { shortened } from '#model/base/shortened.ts';
import { FURTHEST } from '#model/limits.ts';
import { designNamed } from '#model/designs/catalogue.ts';
import type { Design } from '#model/context.ts';
import type { DeviceDescription } from '#model/device.ts';
import { failure, success, type Result } from '#model/base/result.ts';
import { isObject, smallNatural, unknownKey, wrong, type WrongField } from './fields.ts';
import type { JsonObject, Vector } from './format.ts';
import { jsonPlace, jsonProblem, type JsonProblem } from './json-place.ts';
import { stepOf } from './read-step.ts';

const VECTOR_KEYS = ['id', 'note', 'xen', 'qemu', 'domain', 'device', 'steps', 'initial', 'expect'];
const DEVICE_KEYS = ['bar', 'barSize', 'tableOffset', 'entries', 'pbaOffset', 'registers'];

/** A scenario as it was read, and as the text had it. */
export interface ReadVector {
  readonly vector: Vector;
  readonly raw: JsonObject;
}

/** The scenario that `text` is; the error has its line and column within the text. */
export function readVector(text: string): Result<ReadVector, JsonProblem> {
  const problem = jsonProblem(text);
  if (problem) return failure({ ...problem, what: `not JSON, ${problem.what}` });
  const raw = JSON.parse(text) as unknown;
  const vector = vectorOf(raw);
  if (vector.ok) return success({ vector: vector.value, raw: raw as JsonObject });
  return failure(problemAt(text, vector.error));
}

/** A complaint about a field of `text` with its place. */
export const problemAt = (text: string, { path, what }: WrongField): JsonProblem => ({
  ...jsonPlace(text, path),
  what,
});

/** The design that a scenario names; for vPCI the kind of domain stands where others name a device model. */
export function designOfVector({
  xen,
  qemu,
  domain,
}: Pick<Vector, 'xen' | 'qemu' | 'domain'>): Result<Design, WrongField> {
  const design = designNamed(xen, qemu ?? domain);
  if (design.ok) return design;
  const isXenKnown = designNamed(xen, null).ok;
  return wrong([isXenKnown ? (qemu === null ? 'domain' : 'qemu') : 'xen'], design.error.replace(/\.$/, ''));
}

/** Reads one scenario from parsed JSON. */
export function vectorOf(raw: unknown): Result<Vector, WrongField> {
  if (!isObject(raw)) return wrong([], 'the scenario is not a JSON object');
  const strange = unknownKey(raw, VECTOR_KEYS);
  if (strange && !strange.ok) return wrong(strange.error.path, `the scenario ${strange.error.what}`);
  for (const key of ['id', 'note', 'xen', 'qemu', 'domain'] as const)
    if (raw[key] != null && typeof raw[key] !== 'string') return wrong([key], `"${key}" must be a string`);
  const device = deviceOf(raw.device);
  if (!device.ok) return device;
  if (!Array.isArray(raw.steps)) return wrong(['steps'], '"steps" is missing or not a list');
  const { entries } = device.value.device.msix;
  const steps: Vector['steps'][number][] = [];
  for (const [i, item] of raw.steps.entries()) {
    const step = stepOf(item, entries);
    if (!step.ok) return wrong(['steps', i, ...step.error.path], `step ${i + 1} ${step.error.what}`);
    steps.push(step.value);
  }
  const expect = expectOf(raw.expect ?? null, steps.length);
  if (!expect.ok) return expect;
  const text = (key: string) => (typeof raw[key] === 'string' ? raw[key] : null);
  return success({
    id: text('id') ?? '(no id)',
    note: text('note'),
    xen: text('xen') ?? '',
    qemu: text('qemu'),
    domain: text('domain'),
    device: device.value.device,
    registers: device.value.registers,
    steps,
    initial: isObject(raw.initial) ? (raw.initial as JsonObject) : null,
    expect: expect.value,
  });
}

/** The recorded events of each step, or null where nothing is expected. */
function expectOf(raw: unknown, steps: number): Result<Vector['expect'], WrongField> {
  if (raw === null) return success(null);
  if (!Array.isArray(raw) || raw.length !== steps)
    return wrong(['expect'], `"expect" must be a list of ${steps} lists of events, one for each step`);
  for (const [i, events] of raw.entries()) {
    if (!Array.isArray(events))
      return wrong(['expect', i], `"expect" of step ${i + 1} must be a list of events`);
    const odd = events.findIndex((event) => !isObject(event) || typeof event.at !== 'string');
    if (odd >= 0)
      return wrong(['expect', i, odd], `"expect" of step ${i + 1} must hold events, objects with "at"`);
  }
  return success(raw as Vector['expect']);
}

interface ReadDevice {
  readonly device: DeviceDescription;
  readonly registers: Map<number, number>;
}

function deviceOf(raw: unknown): Result<ReadDevice, WrongField> {
  if (!isObject(raw)) return wrong(['device'], '"device" is missing or not an object');
  const strange = unknownKey(raw, DEVICE_KEYS);
  if (strange && !strange.ok)
    return wrong(['device', ...strange.error.path], `"device" ${strange.error.what}`);
  const address = smallNatural(raw.bar, 2 ** 52);
  const size = smallNatural(raw.barSize, FURTHEST);
  const tableOffset = smallNatural(raw.tableOffset, FURTHEST);
  const pbaOffset = smallNatural(raw.pbaOffset, FURTHEST);
  const entries = smallNatural(raw.entries, 2048);
  if (address === null) return wrong(['device', 'bar'], '"device.bar" must be an address below 2^52');
  if (size === null || size === 0)
    return wrong(['device', 'barSize'], `"device.barSize" must be 1 to ${FURTHEST}`);
  if (tableOffset === null || tableOffset % 8 !== 0)
    return wrong(['device', 'tableOffset'], '"device.tableOffset" must be a multiple of 8');
  if (pbaOffset === null || pbaOffset % 8 !== 0)
    return wrong(['device', 'pbaOffset'], '"device.pbaOffset" must be a multiple of 8');
  if (entries === null || entries === 0)
    return wrong(['device', 'entries'], '"device.entries" must be 1 to 2048');
  const registers = registersOf(raw.registers ?? {});
  if (!registers.ok) return registers;
  const table = { bar: 0, offset: tableOffset };
  const pba = { bar: 0, offset: pbaOffset };
  return success({
    registers: registers.value,
    device: {
      id: null,
      slot: null,
      name: 'recorded device',
      bars: [{ index: 0, kind: 'memory', address, size, width: 64, prefetchable: false }],
      msix: { entries, table, pba, enabled: null, masked: null },
      registers: [],
    },
  });
}

/** Initial contents: aligned offset to 32-bit value. */
function registersOf(raw: unknown): Result<Map<number, number>, WrongField> {
  if (!isObject(raw))
    return wrong(['device', 'registers'], '"device.registers" must be an object of offset: value');
  const registers = new Map<number, number>();
  for (const [key, item] of Object.entries(raw)) {
    const offset = smallNatural(key, FURTHEST);
    const value = smallNatural(item, 0xffffffff);
    if (offset === null || offset % 4 !== 0 || value === null)
      return wrong(
        ['device', 'registers', key],
        `"device.registers" has ${JSON.stringify(shortened(key))}: offsets are multiples of 4, values 32 bits`,
      );
    registers.set(offset, value);
  }
  return success(registers);
}
