import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import { DEVICES } from '#content/devices.ts';
import { SCENARIOS } from '#content/scenarios.ts';
import { layoutOf } from '#model/layout.ts';
import type { AttachedLine } from '#share/document.ts';
import { exportText, importText } from './files.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../docs/scenarios-file.schema.json', import.meta.url), 'utf8'),
) as object;

const LINES: AttachedLine[] = [
  { kind: 'comment', after: 0, text: 'before all' },
  { kind: 'moment', after: 1, text: 'a sentence' },
  {
    kind: 'show',
    after: 1,
    step: 0,
    hop: null,
    view: 'compare',
    designs: ['xen-4.18--qemu-devmem', 'xen-4.19--qemu-latch'],
    scenario: null,
    device: null,
    text: 'Look here.',
    notes: 'Two lines\nof notes',
  },
  { kind: 'expect', after: 1, claim: { kind: 'value', values: [1n] }, under: null },
];

describe('the file of several scenarios', () => {
  const scenarios = SCENARIOS.map((ready) => ready.on(layoutOf(DEVICES[0]!.description)));
  const texts = scenarios.map((scenario) => ({ scenario, lines: LINES }));
  const text = exportText(texts);

  it('is as its published schema says, for every ready scenario', () => {
    const validate = new Ajv().compile(schema);
    validate(JSON.parse(text));
    expect(validate.errors).toBeNull();
    validate(JSON.parse(exportText(scenarios.map((scenario) => ({ scenario, lines: [] })))));
    expect(validate.errors).toBeNull();
  });

  it('is refused by the schema when a field is missing or unknown', () => {
    const validate = new Ajv().compile(schema);
    expect(validate({ format: 'msixscope scenarios', version: 1 })).toBe(false);
    expect(validate({ ...(JSON.parse(text) as object), more: 1 })).toBe(false);
  });

  it('opens again as the same scenarios', () => {
    const read = importText(text);
    expect(read.ok && read.value.map(({ scenario }) => scenario.name)).toEqual(scenarios.map((s) => s.name));
  });
});
