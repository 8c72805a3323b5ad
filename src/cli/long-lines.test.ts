/** Lines of 100 MB, as the commands read them: a sentence with its place or the limit, within seconds. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { program } from './program.ts';

const LENGTH = 100_000_000;
const [RECORDED = ''] = gunzipSync(
  readFileSync(new URL('../vectors/fixtures/curated--xen-4.19--qemu-latch.jsonl.gz', import.meta.url)),
)
  .toString('utf8')
  .split('\n', 1);

const given = (command: string, text: string) => program([command, 'a'], () => ({ ok: true, value: text }));

/** Made where they are wanted, so that one at a time is held. */
const VECTORS: Readonly<Record<string, () => string>> = {
  'a name that does not end': () => `{"id": "${'x'.repeat(LENGTH)}`,
  'an unknown key': () => `{"${'k'.repeat(LENGTH)}": 1}`,
  'an unknown operation': () => {
    const vector = JSON.parse(RECORDED) as { steps: unknown[] };
    return JSON.stringify({ ...vector, steps: [{ op: 'o'.repeat(LENGTH) }, ...vector.steps.slice(1)] });
  },
  'a number': () => `{"id": ${'7'.repeat(LENGTH)}}`,
  'brackets in brackets': () => `{"id": ${'['.repeat(LENGTH)}`,
};

describe('a vector of 100 MB in one line', () => {
  it.each(Object.keys(VECTORS))('with %s is refused with its place', (what) => {
    const { exitCode, stderr, stdout } = given('conform', VECTORS[what]!());
    expect(exitCode).not.toBe(0);
    expect(`${stderr}${stdout}`).toMatch(/a, line 1, column \d+: .{1,400}[.?]\n/);
  });
});

it.each(['text', 'link', 'read', 'page'])(
  'a text of 100 MB in one line is refused by %s with the limit',
  (command) => {
    const { exitCode, stderr } = given(command, 'W4 '.padEnd(LENGTH, '9'));
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /has 100000000 characters; at most 16777216 are read|is 100000000 characters long; at most 16777216/,
    );
  },
);
