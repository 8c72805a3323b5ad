/** A whole document as bytes, before compression. The order of fields is that of version 1 and never changes. */
import { failure, success, type Result } from '#model/base/result.ts';
import { designById } from '#model/designs/catalogue.ts';
import { layoutOf } from '#model/layout.ts';
import type { DeviceDescription } from '#model/device.ts';
import type { Outcome } from '#model/route.ts';
import type { Scenario } from '#model/scenario.ts';
import type { Step } from '#model/access.ts';
import type { Catalogue } from '../catalogue.ts';
import {
  tidyNotes,
  VIEW_NAME,
  WITNESSES,
  type AttachedLine,
  type Claim,
  type SharedDocument,
  type ShowLine,
} from '../document.ts';
import { limitProblem } from '../limits.ts';
import { isPlainLook, PLAIN_LOOK } from '../look.ts';
import type { ReadyScenarios } from '../ready.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import {
  isByName,
  list,
  readNamedDevice,
  readSpelledDevice,
  writeNamedDevice,
  writeSpelledDevice,
} from './device-codec.ts';
import { readLook, writeLook } from './look-codec.ts';
import { readReady, writeReady, writeRegisters } from './ready-codec.ts';
import { readStep, stepContext, writeSteps } from './step-codec.ts';

const SPELLED_OUT = 1;
const PAIR = 2;
const VIEW = 4;
const WORDS = 8;
const REGISTERS = 16;
const LINES = 32;
const HOP = 64;
/** More flags follow, the next two. Programs of before them say that they do not know the parts. */
const MORE = 128;
const LOOK = 1;
const READY = 2;

/** Designs and outcomes by number, for ever: append only. A design that is not listed is written by its id. */
const DESIGN_IDS = [
  'xen-4.18--qemu-devmem',
  'xen-4.19--qemu-latch',
  'xen-head--qemu-latch',
  'xen-4.18--qemu-2013',
  'xen-4.18--qemu-latch',
  'series-v1--qemu-latch',
  'series-v1--qemu-devmem',
  'series-v2--qemu-latch',
  'series-v2--qemu-devmem',
  'dm-owns-mask--qemu-owns-mask',
  'dm-owns-mask--qemu-owns-mask-call',
  'dm-owns-mask--qemu-devmem',
  'xen-4.18--qemu-owns-mask',
  'subpage-ro--qemu-own-mapping',
  'xen-64b21662--qemu-latch',
  'xen-64b21662--qemu-devmem',
  'xen-4.19--qemu-devmem',
  'xen-head--qemu-devmem',
  'vpci-head--hwdom',
  'vpci-head--domu',
];
const OUTCOME_IDS: readonly Outcome[] = [
  'direct',
  'hardware',
  'hardware-and-forwarded',
  'xen',
  'xen-and-forwarded',
  'device-model',
  'partly-lost',
  'lost',
  'crash',
  'config',
  'not-run',
];

/** What was opened, and what its reader should be told about it. */
export interface Opened {
  readonly document: SharedDocument;
  readonly notices: readonly string[];
}

/** `ready`: the scenarios that are named instead of written. Fails on a step that this version cannot write. */
export function documentBytes(
  document: SharedDocument,
  catalogue: Catalogue,
  ready: ReadyScenarios = [],
): Result<Uint8Array> {
  const { scenario, designs, step, hop, view, look, lines } = document;
  const { name, note, device, registers, steps } = scenario;
  const byName = isByName(device, catalogue);
  const named = new ByteWriter();
  const isReady = ready.length > 0 && writeReady(named, scenario, ready);
  const isPlain = isPlainLook(look);
  const hasWords = !isReady && (name !== '' || note !== '');
  const hasRegisters = !isReady && registers.size > 0;
  const writer = new ByteWriter();
  writer.byte(
    (byName ? 0 : SPELLED_OUT) |
      (designs.length === 2 ? PAIR : 0) |
      (view === null ? 0 : VIEW) |
      (hasWords ? WORDS : 0) |
      (hasRegisters ? REGISTERS : 0) |
      (lines.length === 0 ? 0 : LINES) |
      (hop === 0 ? 0 : HOP) |
      (isPlain && !isReady ? 0 : MORE),
  );
  if (!isPlain || isReady) writer.natural((isPlain ? 0 : LOOK) | (isReady ? READY : 0));
  if (byName) writeNamedDevice(writer, device);
  else writeSpelledDevice(writer, device);
  for (const id of designs) writeDesign(writer, id);
  writer.natural(step);
  if (hop !== 0) writer.natural(hop);
  if (view !== null) writer.text(view);
  if (!isPlain) writeLook(writer, look);
  if (hasWords) {
    writer.text(name);
    writer.text(note);
  }
  if (hasRegisters) writeRegisters(writer, registers);
  if (isReady) for (const byte of named.taken()) writer.byte(byte);
  else {
    const strange = writeSteps(writer, steps, layoutOf(device).tableStart);
    if (strange)
      return failure(`A step of the kind “${strange.op}” cannot be put in a link by this version.`);
  }
  if (lines.length > 0) writeLines(writer, lines);
  return success(writer.taken());
}

function writeDesign(writer: ByteWriter, id: string): void {
  const index = DESIGN_IDS.indexOf(id);
  writer.natural(index + 1);
  if (index < 0) writer.text(id);
}

function readDesign(reader: ByteReader): string {
  const code = reader.natural();
  const id = code === 0 ? reader.text() : DESIGN_IDS[code - 1];
  const design = id === undefined ? null : designById(id);
  if (design?.ok !== true) {
    reader.fail(
      `it names a design that this version does not know${id === undefined ? '' : ` (${id.slice(0, 60)})`}`,
    );
    return '';
  }
  return design.value.id;
}

function writeLines(writer: ByteWriter, lines: readonly AttachedLine[]): void {
  writer.natural(lines.length);
  for (const line of lines) {
    writer.natural(line.after);
    if (line.kind === 'show') {
      writer.byte(3);
      writeShow(writer, line);
    } else if (line.kind === 'expect') {
      writer.byte(2);
      writer.optional(line.under, (id) => writeDesign(writer, id));
      writeClaim(writer, line.claim);
    } else {
      writer.byte(line.kind === 'comment' ? 0 : 1);
      writer.text(line.text);
    }
  }
}

/** What of a moment is written; two more bits count its designs. For ever: append only. */
const SHOW_STEP = 1;
const SHOW_HOP = 2;
const SHOW_VIEW = 4;
const SHOW_SCENARIO = 8;
const SHOW_DEVICE = 16;
const SHOW_NOTES = 32;
const SHOW_DESIGN = 64;

function writeShow(writer: ByteWriter, show: ShowLine): void {
  const { step, hop, view, designs, scenario, device, text, notes } = show;
  writer.natural(
    (step === null ? 0 : SHOW_STEP) |
      (hop === null ? 0 : SHOW_HOP) |
      (view === null ? 0 : SHOW_VIEW) |
      (scenario === null ? 0 : SHOW_SCENARIO) |
      (device === null ? 0 : SHOW_DEVICE) |
      (notes === '' ? 0 : SHOW_NOTES) |
      (designs.length * SHOW_DESIGN),
  );
  if (step !== null) writer.natural(step);
  if (hop !== null) writer.natural(hop);
  for (const part of [view, scenario, device]) if (part !== null) writer.text(part);
  for (const id of designs) writeDesign(writer, id);
  writer.text(text);
  if (notes !== '') writer.text(notes);
}

function readShow(reader: ByteReader, after: number): ShowLine {
  const flags = reader.natural();
  const has = (flag: number) => (flags & flag) !== 0;
  const count = Math.floor(flags / SHOW_DESIGN);
  if (count > 2) reader.fail('it has a moment of a kind that this version does not know');
  const step = has(SHOW_STEP) ? reader.natural() : null;
  const hop = has(SHOW_HOP) ? reader.natural() : null;
  const view = has(SHOW_VIEW) ? reader.text() : null;
  if (view !== null && !VIEW_NAME.test(view)) reader.fail('it names a view that cannot be');
  const scenario = has(SHOW_SCENARIO) ? reader.text() : null;
  const device = has(SHOW_DEVICE) ? reader.text() : null;
  const [first, second] = Array.from({ length: Math.min(count, 2) }, () => readDesign(reader));
  const designs =
    first === undefined
      ? ([] as const)
      : second === undefined
        ? ([first] as const)
        : ([first, second] as const);
  const text = lineOf(reader.text());
  const notes = has(SHOW_NOTES) ? tidyNotes(reader.text()) : '';
  const place = step === null ? { step, hop: null } : { step, hop };
  return { kind: 'show', after, ...place, view, designs, scenario, device, text, notes };
}

const lineOf = (text: string): string => text.replace(/[\r\n]+/g, ' ').trim();

function writeClaim(writer: ByteWriter, claim: Claim): void {
  switch (claim.kind) {
    case 'outcome':
      writer.byte(0);
      writer.byte(OUTCOME_IDS.indexOf(claim.outcome));
      return;
    case 'value':
      writer.byte(1);
      writer.natural(claim.values.length);
      for (const value of claim.values) writer.wide(value);
      return;
    case 'seen':
      writer.byte(claim.seen ? 3 : 2);
      writer.byte(WITNESSES.indexOf(claim.by));
  }
}

function readLine(reader: ByteReader, most: number): AttachedLine {
  const after = reader.natural(most);
  const kind = reader.byte();
  if (kind < 2) {
    return { kind: kind === 0 ? 'comment' : 'moment', after, text: lineOf(reader.text()) };
  }
  if (kind === 3) return readShow(reader, after);
  const under = reader.optional(() => readDesign(reader));
  if (kind > 3 || after === 0) reader.fail('it has a line of a kind that this version does not know');
  return { kind: 'expect', after, claim: readClaim(reader), under };
}

function readClaim(reader: ByteReader): Claim {
  const kind = reader.byte();
  if (kind === 1) return { kind: 'value', values: list(reader, () => reader.wide()) };
  const choice = reader.byte();
  const outcome = OUTCOME_IDS[choice];
  const by = WITNESSES[choice];
  if (kind === 0 && outcome !== undefined) return { kind: 'outcome', outcome };
  if ((kind === 2 || kind === 3) && by !== undefined) return { kind: 'seen', by, seen: kind === 3 };
  reader.fail('it has an expectation of a kind that this version does not know');
  return { kind: 'seen', by: 'xen', seen: true };
}

/** Reads a document. The error is a clause about what is wrong with it. */
export function documentFrom(
  bytes: Uint8Array,
  catalogue: Catalogue,
  ready: ReadyScenarios = [],
): Result<Opened> {
  const reader = new ByteReader(bytes);
  const flags = reader.byte();
  const has = (flag: number) => (flags & flag) !== 0;
  const more = has(MORE) ? reader.natural() : 0;
  if (more > (LOOK | READY)) reader.fail('it has parts that this version does not know');
  const { device, notice } = has(SPELLED_OUT)
    ? { device: readSpelledDevice(reader), notice: null }
    : readNamedDevice(reader, catalogue);
  const first = readDesign(reader);
  const designs = has(PAIR) ? ([first, readDesign(reader)] as const) : ([first] as const);
  const step = reader.natural();
  const hop = has(HOP) ? reader.natural() : 0;
  const view = has(VIEW) ? reader.text() : null;
  if (view !== null && !VIEW_NAME.test(view)) reader.fail('it names a view that cannot be');
  const look = (more & LOOK) !== 0 ? readLook(reader) : PLAIN_LOOK;
  if (device === null) return failure(reader.problem ?? 'it names no device');
  const told =
    (more & READY) !== 0
      ? readReady(reader, device, ready)
      : { scenario: readScenario(reader, device, has(WORDS), has(REGISTERS)), notice: null };
  const { scenario } = told;
  const lines = has(LINES) && scenario ? list(reader, () => readLine(reader, scenario.steps.length)) : [];
  if (reader.left > 0) reader.fail('it goes on where it should end');
  if (reader.problem !== null || scenario === null) return failure(reader.problem ?? 'it has no scenario');
  const tooLarge = limitProblem(scenario);
  if (tooLarge !== null) return failure(`it is too large: ${tooLarge}`);
  return success({
    document: { scenario, designs, step: Math.min(step, scenario.steps.length), hop, view, look, lines },
    notices: [notice, told.notice].filter((sentence) => sentence !== null),
  });
}

function readScenario(
  reader: ByteReader,
  device: DeviceDescription,
  hasWords: boolean,
  hasRegisters: boolean,
): Scenario {
  const name = hasWords ? reader.text() : '';
  const note = hasWords ? reader.text() : '';
  let previous = 0;
  const pairs = hasRegisters
    ? list(reader, () => {
        previous += reader.signed(2 ** 45);
        return [previous, Number(reader.fixed(4))] as const;
      })
    : [];
  const context = stepContext(layoutOf(device).tableStart);
  const steps = list<Step>(reader, () => readStep(reader, context));
  return { name, note, device, registers: new Map(pairs), steps };
}
