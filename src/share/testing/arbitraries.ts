import fc from 'fast-check';
import type { Step } from '#model/access.ts';
import { DESIGNS } from '#model/designs/catalogue.ts';
import type { Bar, DeviceDescription } from '#model/device.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import { PREPARATIONS } from '#model/prober.ts';
import type { Outcome } from '#model/route.ts';
import type { Scenario } from '#model/scenario.ts';
import { anyDevice, anyStep } from '#model/testing/arbitraries.ts';
import { ENVIRONMENT_NAMES, MAPS, PLAIN_LOOK, ZOOM_LEVELS, type SharedLook } from '../look.ts';
import { tidyNotes, WITNESSES, type AttachedLine, type SharedDocument, type ShowLine } from '../document.ts';

/** A small catalogue of its own, so that the tests of this folder need no content. Two items share an id. */
export const CATALOGUE: readonly DeviceDescription[] = [
  device('8086:2725', 'Intel Corporation Wi-Fi 6 AX210/AX211/AX411 160MHz', 0x4000, 16, 0x2000, 0x3000),
  device('1f0a:6801', 'YT6801', 0x4000, 6, 0x1200, 0x1300),
  device('144d:a808', 'NVMe of one size', 0x4000, 33, 0x3000, 0x2000),
  device('144d:a808', 'NVMe of another size', 0x8000, 33, 0x3000, 0x2000),
  { ...device('104c:b010', 'without an id', 0x10000, 2048, 0x80, 0x8080), id: null },
];

export const AX210 = CATALOGUE[0]!;

function device(id: string, name: string, size: number, entries: number, table: number, pba: number) {
  const bar: Bar = { index: 0, kind: 'memory', address: null, size, width: 64, prefetchable: false };
  return {
    id,
    slot: null,
    name,
    bars: [bar],
    msix: {
      entries,
      table: { bar: 0, offset: table },
      pba: { bar: 0, offset: pba },
      enabled: null,
      masked: null,
    },
    registers: [],
  } satisfies DeviceDescription;
}

const anyWords = fc.oneof(
  fc.constantFrom(
    '',
    'a name',
    '# not a comment',
    '"quoted"',
    ' blanks ',
    'From me\n--\n.',
    'µs → “now”',
    '\u2028*/',
  ),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
);
/** Text that a line can hold: trimmed, without line ends. */
const anyLineText = anyWords.map((text) => text.replace(/[\r\n]/g, ' ').trim());

const anyBar = (index: number): fc.Arbitrary<Bar> =>
  fc.record({
    index: fc.constant(index),
    kind: fc.constantFrom('memory', 'io'),
    address: fc.option(fc.integer({ min: 0, max: 2 ** 40 - 1 }).map((n) => n * 4096)),
    size: fc.option(fc.integer({ min: 4, max: 34 }).map((n) => 2 ** n)),
    width: fc.constantFrom(32, 64, null),
    prefetchable: fc.boolean(),
  });

const anyTold = fc.constantFrom(true, false, null);

/** Devices with anything that a description can say. */
export const anySpelledDevice: fc.Arbitrary<DeviceDescription> = fc
  .tuple(
    anyDevice,
    fc.option(fc.constantFrom('8086:2725', 'abcd:0123')),
    fc.option(fc.constantFrom('0000:03:00.0', '03:00.1')),
    anyWords,
    fc.tuple(anyBar(1), anyBar(4)),
    fc.tuple(anyTold, anyTold),
    fc.array(
      fc.record({
        bar: fc.integer({ min: 0, max: 5 }),
        offset: fc.integer({ min: 0, max: 0xffff }),
        size: fc.integer({ min: 1, max: 64 }),
        name: anyWords,
        purpose: anyWords,
        source: anyWords,
      }),
      { maxLength: 3 },
    ),
  )
  .map(([base, id, slot, name, bars, [enabled, masked], registers]) => ({
    ...base,
    id,
    slot,
    name,
    bars: [...base.bars, ...bars],
    msix: { ...base.msix, enabled, masked },
    registers,
  }));

const anyEntry = fc.integer({ min: 0, max: 20 });
const anyOffset = fc.integer({ min: -0x2000, max: 0x20000 });

/** Everything besides the guest's plain accesses. */
const anyEvent: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ op: fc.constant('raise' as const), entry: anyEntry }),
  fc.record({ op: fc.constant('host-mask' as const), entry: anyEntry, masked: fc.boolean() }),
  fc.record({ op: fc.constant('move-bar' as const), to: anyOffset.map((n) => n * 4096) }),
  fc.record({ op: fc.constant('decode' as const), on: fc.boolean() }),
  fc.record({ op: fc.constant('prepare' as const), done: fc.boolean() }),
  fc.record({
    op: fc.constant('dm-bind' as const),
    entry: anyEntry,
    gtable: anyOffset,
    vector: fc.integer({ min: 0, max: 255 }),
    flags: fc.integer({ min: 0, max: 0xffffffff }),
  }),
  fc.record({ op: fc.constant('dm-unbind' as const), entry: anyEntry }),
  fc.record({ op: fc.constant('dm-slot' as const), broken: fc.boolean() }),
  fc.constant<Step>({ op: 'begin', access: { op: 'write', offset: 0x200c, size: 4, value: 1n } }),
  fc.constant<Step>({ op: 'begin', access: { op: 'read', offset: 0x2000, size: 8 } }),
  fc.constant<Step>({ op: 'serve' }),
  fc.constant<Step>({ op: 'complete' }),
);

const anyDesignId = fc.constantFrom(...DESIGNS.map(({ id }) => id));
const anyDesigns: fc.Arbitrary<SharedDocument['designs']> = fc.oneof(
  fc.tuple(anyDesignId),
  fc.tuple(anyDesignId, anyDesignId),
);

/** Half of them plain, as in documents of before looks were carried. */
export const anyLook: fc.Arbitrary<SharedLook> = fc.oneof(
  fc.constant(PLAIN_LOOK),
  fc.record({
    environment: fc.constantFrom(...ENVIRONMENT_NAMES),
    preparation: fc.constantFrom(...PREPARATIONS),
    map: fc.constantFrom(...MAPS),
    zoom: fc.record({ level: fc.constantFrom(...ZOOM_LEVELS), bit: fc.integer({ min: 0, max: 31 }) }),
    picked: fc.option(fc.record({ offset: anyOffset, size: fc.integer({ min: 1, max: 4096 }) })),
  }),
);

const anyNatural = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.constant(2 ** 40));

/** A moment of a talk; its place in the text is `after`. */
export const anyShow = (after: fc.Arbitrary<number>): fc.Arbitrary<ShowLine> =>
  fc
    .record({
      kind: fc.constant('show' as const),
      after,
      step: fc.option(anyNatural),
      hop: fc.option(fc.integer({ min: 0, max: 60 })),
      view: fc.constantFrom(null, 'route', 'compare', 'a-view-of-later'),
      designs: fc.oneof(fc.constant([] as const), fc.tuple(anyDesignId), fc.tuple(anyDesignId, anyDesignId)),
      scenario: fc.option(anyWords),
      device: fc.option(fc.oneof(fc.constantFrom('8086:2725', 'YT6801'), anyWords)),
      text: anyLineText,
      notes: fc.array(anyWords, { maxLength: 3 }).map((lines) => tidyNotes(lines.join('\n'))),
    })
    .map((show) => ({
      ...show,
      hop: show.step === null ? null : show.hop,
      device: show.scenario === null ? null : show.device,
    }));

/** Lines beside `length` steps, in order of their steps. */
export const anyLines = (length: number): fc.Arbitrary<AttachedLine[]> =>
  fc.array(anyLine(length), { maxLength: 6 }).map((lines) => [...lines].sort((a, b) => a.after - b.after));

const anyLine = (steps: number): fc.Arbitrary<AttachedLine> => {
  const after = fc.integer({ min: 0, max: steps });
  const free = fc.oneof(
    fc.record({ kind: fc.constant('comment' as const), after, text: anyLineText }),
    fc.record({ kind: fc.constant('moment' as const), after, text: anyLineText }),
    anyShow(after),
  );
  if (steps === 0) return free;
  const claim = fc.oneof(
    fc.record({
      kind: fc.constant('outcome' as const),
      outcome: fc.constantFrom(...(Object.keys(OUTCOMES) as Outcome[])),
    }),
    fc.record({
      kind: fc.constant('value' as const),
      values: fc.array(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), { minLength: 1, maxLength: 4 }),
    }),
    fc.record({ kind: fc.constant('seen' as const), by: fc.constantFrom(...WITNESSES), seen: fc.boolean() }),
  );
  const expect = fc.record({
    kind: fc.constant('expect' as const),
    after: fc.integer({ min: 1, max: steps }),
    claim,
    under: fc.option(anyDesignId),
  });
  return fc.oneof(free, expect);
};

/** Documents over `devices` with `least` to `most` steps; lines stand in order of their steps. */
export const anyDocumentOf = (
  devices: fc.Arbitrary<DeviceDescription>,
  { least = 0, most = 30, withLines = true } = {},
): fc.Arbitrary<SharedDocument> =>
  devices
    .chain((described) => {
      const step = fc.oneof({ weight: 5, arbitrary: anyStep(described) }, { weight: 1, arbitrary: anyEvent });
      const scenario: fc.Arbitrary<Scenario> = fc.record({
        name: anyWords,
        note: anyWords,
        device: fc.constant(described),
        registers: fc
          .array(fc.tuple(anyOffset, fc.integer({ min: 0, max: 0xffffffff })), { maxLength: 4 })
          .map((pairs) => new Map(pairs)),
        steps: fc.array(step, { minLength: least, maxLength: most, size: 'max' }),
      });
      return scenario;
    })
    .chain((scenario) => {
      const { length } = scenario.steps;
      return fc.record({
        scenario: fc.constant(scenario),
        designs: anyDesigns,
        step: fc.integer({ min: 0, max: length }),
        hop: fc.integer({ min: 0, max: 12 }),
        view: fc.constantFrom(null, 'route', 'page-map'),
        look: anyLook,
        lines: withLines ? anyLines(length) : fc.constant([]),
      });
    });

/** Any document: devices of the catalogue and spelled out. */
export const anyDocument: fc.Arbitrary<SharedDocument> = anyDocumentOf(
  fc.oneof(fc.constantFrom(...CATALOGUE), anySpelledDevice),
);
