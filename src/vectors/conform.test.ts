import { readFileSync, readdirSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { designNamed } from '#model/designs/catalogue.ts';
import { conformText } from './conform.ts';
import { eventWords, stateWords } from './difference-words.ts';
import type { JsonObject } from './format.ts';

const folder = new URL('./fixtures/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl.gz'));
const textOf = (name: string) => gunzipSync(readFileSync(new URL(name, folder))).toString('utf8');
const pairOf = (name: string) => /^[a-z]+--(.+)--(.+)\.jsonl\.gz$/.exec(name)!.slice(1) as [string, string];

describe('the model agrees with the recorded behaviour of the real code', () => {
  const ours = files.filter((name) => designNamed(...pairOf(name)).ok);

  it('for at least the three designs of the first release, curated and random', () => {
    for (const pair of ['xen-4.18--qemu-devmem', 'xen-4.19--qemu-latch', 'xen-head--qemu-latch'])
      for (const set of ['curated', 'random']) expect(ours).toContain(`${set}--${pair}.jsonl.gz`);
  });

  it.each(ours)('%s', (name) => {
    const report = conformText(textOf(name), name);
    expect(report.unreadable).toEqual([]);
    expect(report.differences).toEqual([]);
    expect(report.scenarios).toBe(name.startsWith('curated') ? 90 : 500);
  });
});

describe('a difference is found and said in words', () => {
  const lines = textOf('curated--xen-4.19--qemu-latch.jsonl.gz').trim().split('\n');
  const line = lines.find((text) => text.includes('"id":"o04-ax210"'))!;

  it('when one recorded event is changed', () => {
    const vector = JSON.parse(line) as { expect: { at: string; value?: string }[][] };
    const step = vector.expect.findIndex((events) =>
      events.some((e) => e.at === 'hw.write' && e.value === '0xffffffff'),
    );
    vector.expect[step]!.find((e) => e.at === 'hw.write')!.value = '0x1234';
    const report = conformText(JSON.stringify(vector), 'changed.jsonl');
    expect(report.agree).toBe(0);
    expect(report.differences).toHaveLength(1);
    expect(report.differences[0]!.step).toBe(step + 1);
    expect(report.differences[0]!.sentence).toMatch(
      /^event \d+, recorded: the device is written 0x1234 \(4 bytes at \+0x28\w+\); model: the device is written 0xffffffff \(4 bytes at \+0x28\w+\) \(recorded \{.*"0x1234"\}, model \{.*\}\)$/,
    );
  });

  it('when a recorded event is missing, and when one is added', () => {
    const vector = JSON.parse(line) as { expect: unknown[][] };
    vector.expect[1]!.shift();
    expect(conformText(JSON.stringify(vector), 'f').differences[0]!.sentence).toMatch(/^event 1, recorded: /);
    const longer = JSON.parse(line) as { expect: unknown[][] };
    longer.expect[1]!.splice(-1, 0, { at: 'xen.register', entry: 0 });
    expect(conformText(JSON.stringify(longer), 'f').differences[0]!.sentence).toMatch(
      /recorded: Xen counts one more binding \(entry 0\); model: nothing more happens \(recorded \{.*"xen\.register".*model nothing\)/,
    );
  });

  it('when one leaf of a recorded state is changed', () => {
    const changed = line.replace('"refcnt":1', '"refcnt":2');
    expect(changed).not.toBe(line);
    expect(conformText(changed, 'f').differences[0]!.sentence).toMatch(
      /^state afterwards, how many bindings Xen counts for the table: recorded 2, model 1 \(xen\.table\.refcnt\)$/,
    );
  });

  it('when the same accesses are held against the recording of another design', () => {
    const other = line.replace('"xen":"xen-4.19"', '"xen":"xen-4.18"');
    expect(conformText(other, 'f').agree).toBe(0);
  });

  it('when a line is not readable or runnable, with its line and column', () => {
    const lines = [
      '{"id":"x"}',
      '{"id":',
      line.replace('"xen":"xen-4.19"', '"xen":"xen-4.91"'),
      line.replace('"qemu":"qemu-latch"', '"qemu":"qemu-latc"'),
      line.replace(/"expect":.*/, '"expect":[]}'),
      line.replace(/,"expect":.*/, '}'),
    ];
    const report = conformText(lines.join('\n'), 'bad.jsonl');
    expect([report.scenarios, report.agree, report.differences.length]).toEqual([6, 0, 0]);
    const column = (text: string, part: string) => text.indexOf(part) + part.length + 1;
    expect(report.unreadable.map((sentence) => sentence.replace('bad.jsonl, line ', ''))).toEqual([
      '1, column 1: "device" is missing or not an object.',
      '2, column 7: not JSON, the text ends where a value is expected.',
      `3, column ${column(lines[2]!, '"xen":')}: Unknown Xen "xen-4.91". Did you mean xen-4.18 or xen-4.19?`,
      `4, column ${column(lines[3]!, '"qemu":')}: Unknown device model "qemu-latc" for xen-4.19. Did you mean qemu-latch?`,
      `5, column ${column(lines[4]!, '"expect":')}: "expect" must be a list of 16 lists of events, one for each step.`,
      '6, column 1: the line has no "expect" to compare with.',
    ]);
  });
});

describe('the words of a difference', () => {
  it('know every event and every part of the state that is recorded', () => {
    const kinds = new Set<string>();
    const paths = new Set<string>();
    for (const name of files.filter((file) => file.startsWith('curated')))
      for (const line of textOf(name).trim().split('\n')) {
        const { expect: steps } = JSON.parse(line) as { expect: JsonObject[][] };
        for (const event of steps.flat()) {
          if (event.at !== 'state') kinds.add(eventWords(event).replace(/“.*”/, ''));
          else
            for (const [party, parts] of Object.entries(event))
              if (typeof parts === 'object' && parts !== null)
                for (const part of Object.keys(parts)) paths.add(`${party}.${part}`);
        }
      }
    expect([...kinds].filter((words) => /not known here|nothing|undefined/.test(words))).toEqual([]);
    expect(paths.size).toBeGreaterThan(15);
    expect([...paths].filter((path) => stateWords(path) === path)).toEqual([]);
  });

  it('say something of any event at all', () =>
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.oneof(fc.string(), fc.constantFrom('constructor', '__proto__', 'hw.write')),
        (fields, at) => {
          expect(eventWords({ ...(fields as JsonObject), at })).toMatch(/./);
        },
      ),
    ));
});
