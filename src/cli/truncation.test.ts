/** Files cut at every byte, as the commands read them: a sentence with the line, and never an exception. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { readText } from './files.ts';
import { program } from './program.ts';
import { readTraceFile } from './trace-file.ts';

const fixture = (name: string): string => {
  const bytes = readFileSync(new URL(`../${name}`, import.meta.url));
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
};

/** The two shortest recorded scenarios: what is cut is the second. */
const [first, second] = fixture('vectors/fixtures/curated--xen-4.19--qemu-latch.jsonl.gz')
  .trimEnd()
  .split('\n')
  .sort((a, b) => a.length - b.length) as [string, string];

const temporary = mkdtempSync(path.join(tmpdir(), 'msixscope-cut-'));
afterAll(() => rmSync(temporary, { recursive: true }));
const file = (bytes: Uint8Array): string => {
  const full = path.join(temporary, 'cut');
  writeFileSync(full, bytes);
  return full;
};

const given = (command: string, text: string) => program([command, 'a'], () => ({ ok: true, value: text }));

describe('recorded vectors', () => {
  it.each(['conform', 'run'])('are refused by %s with the line that is cut', (command) => {
    expect(given(command, `${first}\n${second}\n`).exitCode).toBe(0);
    for (let length = 1; length < second.length; length++) {
      const { exitCode, stderr } = given(command, `${first}\n${second.slice(0, length)}`);
      expect(exitCode, `after ${length}`).toBe(2);
      expect(stderr, `after ${length}`).toMatch(/a, line 2, column \d+: .*the text ends/);
    }
  });

  it.each(['conform', 'run'])('are refused by %s when the only line is cut', (command) => {
    for (let length = 1; length < second.length; length++)
      expect(given(command, second.slice(0, length)).stderr, `after ${length}`).toMatch(
        /a, line 1, column \d+: /,
      );
  });
});

describe('gzip files', () => {
  const packed = gzipSync(`${first}\n${second}\n`);

  it('are refused with the line in which they end', () => {
    expect(readText(file(packed)).ok).toBe(true);
    const lines = new Set<string>();
    for (let length = 2; length < packed.length; length++) {
      const read = readText(file(packed.subarray(0, length)));
      const sentence = read.ok ? 'read' : read.error;
      expect(sentence, `after ${length}`).toMatch(
        /cut is a damaged gzip file: it is cut off in line \d of its text/,
      );
      lines.add(/line \d/.exec(sentence)![0]);
    }
    expect([...lines]).toEqual(['line 1', 'line 2', 'line 3']);
  });

  it.each(['conform', 'run', 'page', 'text', 'link', 'read'])('lead %s to that sentence', (command) => {
    const cut = file(packed.subarray(0, packed.length >> 1));
    const { exitCode, stderr } = program([command, cut], readText);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/is cut off in line \d of its text/);
  });

  it('of recordings are read as far as they go, and that is said', () => {
    const lines = fixture('import/fixtures/traces/mmiotrace/nvme-load-io-unload.txt').split('\n');
    const whole = gzipSync(lines.slice(0, 60).join('\n'));
    for (let length = 1; length < whole.length; length++) {
      const read = readTraceFile(file(whole.subarray(0, length)));
      if (read.ok)
        expect(
          read.value.messages.map(({ code }) => code),
          `after ${length}`,
        ).toContain('truncated');
      else expect(read.error, `after ${length}`).toMatch(/^\S+cut: .*\.$/);
    }
  });
});

describe('a scenario text', () => {
  const text = fixture('share/corpus/talk.msix');

  it.each([
    ['alone', (line: string) => line],
    ['quoted in a mail', (line: string) => `> ${line}`],
    ['as a patch', (line: string) => `+${line}`],
  ])('%s is read, or refused with a line or what is missing', (_, mark) => {
    const mail = text.trimEnd().split('\n').map(mark).join('\n');
    for (let length = 1; length < mail.length; length++) {
      const { exitCode, stderr } = given('read', mail.slice(0, length));
      if (exitCode === 0) continue;
      expect(exitCode).toBe(2);
      expect(stderr, `after ${length}`).toMatch(/\w.*[.:?]\n$/s);
    }
  });
});
