import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFile, encodeFile } from './file.ts';
import type { SharedDocument } from './document.ts';
import { PLAIN_LOOK } from './look.ts';
import { anyDocument, anyShow } from './testing/arbitraries.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../docs/scenario.schema.json', import.meta.url), 'utf8'),
) as object;
const isValid = new Ajv().compile(schema);

describe('a document as a file', () => {
  it('is read back whole, and is what the published schema says', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const text = encodeFile(document);
        expect(decodeFile(text)).toEqual({ ok: true, value: document });
        expect(isValid(JSON.parse(text)), JSON.stringify(isValid.errors)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('is of the lowest version that holds it', () => {
    const [sample] = fc.sample(anyDocument, { numRuns: 1, seed: 5 });
    const versionOf = (change: Partial<SharedDocument>): unknown =>
      (JSON.parse(encodeFile({ ...sample!, look: PLAIN_LOOK, lines: [], ...change })) as { version: unknown })
        .version;
    expect(versionOf({})).toBe(1);
    expect(versionOf({ lines: fc.sample(anyShow(fc.constant(0)), { numRuns: 1, seed: 5 }) })).toBe(2);
    expect(versionOf({ look: { ...PLAIN_LOOK, environment: 'stubdomain' } })).toBe(3);
  });

  it('gets a sentence when it is something else, newer, or broken', () => {
    const [document] = fc.sample(anyDocument, { numRuns: 1, seed: 5 });
    const saved = JSON.parse(encodeFile(document!)) as Record<string, unknown>;
    const errorOf = (value: unknown) => {
      const read = decodeFile(typeof value === 'string' ? value : JSON.stringify(value));
      return read.ok ? null : read.error;
    };
    expect(errorOf('{')).toMatch(/^The file is not JSON, or it was cut off/);
    expect(errorOf({})).toMatch(/“format” should be “msixscope document”/);
    expect(errorOf({ ...saved, version: 4 })).toMatch(
      /version 4.*use a newer msixscope\. Nothing of it was read/,
    );
    expect(errorOf({ ...saved, extra: 1 })).toMatch(/^“extra” cannot be read/);
    expect(errorOf({ ...saved, step: 1e6 })).toMatch(/^“step” is 1000000, but the scenario has/);
    expect(errorOf({ ...saved, designs: ['nope'] })).toMatch(/^Unknown Xen "nope"/);
    expect(errorOf({ ...saved, scenario: {} })).toMatch(/^The scenario: “/);
  });
});
