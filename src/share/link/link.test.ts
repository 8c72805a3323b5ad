import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Step } from '#model/access.ts';
import { layoutOf } from '#model/layout.ts';
import { documentOf, type SharedDocument } from '../document.ts';
import { CATALOGUE as SHIPPED } from '#content/catalogue.ts';
import { anyDocument, AX210, CATALOGUE } from '../testing/arbitraries.ts';
import { parseScenario } from '../text/parse.ts';
import { printScenario } from '../text/print.ts';
import { armoured, digitsOf } from './armour.ts';
import { decodeLink, encodeLink } from './link.ts';
import { hashOf } from './hash.ts';
import { DICTIONARY } from './dictionary.ts';

// Properties take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const linkOf = (document: SharedDocument): string => {
  const link = encodeLink(document, CATALOGUE);
  if (!link.ok) throw new Error(link.error);
  return link.value;
};
const opens = (text: string) => {
  const opened = decodeLink(text, CATALOGUE);
  return opened.ok ? opened.value.document : opened.error;
};
const scenarioOf = (steps: readonly Step[]) => ({
  name: '',
  note: '',
  device: AX210,
  registers: new Map(),
  steps,
});

const write = (offset: number, value: number): Step => ({
  op: 'write',
  offset,
  size: 4,
  value: BigInt(value),
});
/** What a driver does: messages, unmasks, and registers beside the table. */
const driver = (count: number): Step[] =>
  Array.from({ length: count }, (_, n): Step => {
    const entry = Math.floor(n / 6) % layoutOf(AX210).entries;
    const at = 0x2000 + 16 * entry;
    return [
      write(at, 0xfee00000 + 0x1000 * entry),
      write(at + 4, 0),
      write(at + 8, 0x4021 + entry),
      write(at + 12, n & 1),
      write(0x2800 + 4 * entry, 0x80000000 + n * 0x1357),
      { op: 'read', offset: 0x2804, size: 4 } as const,
    ][n % 6]!;
  });

const anyAccess: fc.Arbitrary<Step> = fc
  .tuple(
    fc.integer({ min: 0, max: 1023 }),
    fc.constantFrom(1, 2, 4),
    fc.boolean(),
    fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  )
  .map(([dword, size, isWrite, value]) =>
    isWrite
      ? { op: 'write', offset: 0x2000 + 4 * dword, size, value: BigInt.asUintN(8 * size, BigInt(value)) }
      : { op: 'read', offset: 0x2000 + 4 * dword, size },
  );

const DESIGN = ['xen-4.18--qemu-devmem', 'xen-4.19--qemu-latch'] as const;
const SAMPLE = documentOf({ ...scenarioOf(driver(40)), name: 'A sample, with words' }, DESIGN, { step: 17 });

describe('a link', () => {
  it('holds all of a document', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        expect(opens(linkOf(document))).toEqual(document);
      }),
      { numRuns: 150 },
    );
  });

  it('stays short: ten accesses in 200 characters, a hundred in 1,000', () => {
    expect(
      linkOf(documentOf(scenarioOf(driver(10)), DESIGN, { step: 9, view: 'route' })).length,
    ).toBeLessThanOrEqual(120);
    expect(linkOf(documentOf(scenarioOf(driver(100)), DESIGN, { step: 99 })).length).toBeLessThanOrEqual(600);
    const short = (count: number, most: number) =>
      fc.assert(
        fc.property(fc.array(anyAccess, { minLength: count, maxLength: count }), (steps) => {
          expect(linkOf(documentOf(scenarioOf(steps), DESIGN)).length).toBeLessThanOrEqual(most);
        }),
      );
    short(10, 200);
    short(100, 1000);
  });

  it('opens with anything around it, in front and behind', () => {
    const link = `https://example.org/msixscope/${linkOf(SAMPLE)}`;
    for (const text of [
      `<${link}>`,
      `(${link})`,
      `${link}.`,
      `${link},`,
      `see ${link}; thanks`,
      `[x](${link})`,
      `"${link}"`,
    ])
      expect(opens(text)).toEqual(SAMPLE);
  });

  it('opens quoted, broken over lines at any place, and encoded by mailers', () => {
    const link = `https://example.org/msixscope/${linkOf(SAMPLE)}`;
    const start = link.indexOf('#');
    for (let cut = start + 1; cut < link.length; cut += 7)
      expect(opens(`> > see\n> > ${link.slice(0, cut)}\n> > ${link.slice(cut)} and more\n> words`)).toEqual(
        SAMPLE,
      );
    expect(opens(`${link.slice(0, 60)}\n${link.slice(60)}`)).toEqual(SAMPLE);
    expect(opens(`${link.slice(0, 60)}=\n${link.slice(60)}`.replaceAll('_', '=5F'))).toEqual(SAMPLE);
    expect(opens(`https://x/?a=3Db${link.slice(start, 90)}=\r\n${link.slice(90)}`)).toEqual(SAMPLE);
    expect(opens(`JB> > ${link.slice(0, 60)}\nJB> > ${link.slice(60)}`)).toEqual(SAMPLE);
    expect(opens(encodeURIComponent(link))).toEqual(SAMPLE);
    expect(opens(encodeURIComponent(encodeURIComponent(link)))).toEqual(SAMPLE);
    expect(opens(link.replaceAll('-', '%2D').replace('#', '%23'))).toEqual(SAMPLE);
  });

  it('says what is wrong with it', () => {
    const link = linkOf(SAMPLE);
    expect(opens('no link')).toBe('There is no link here: links of msixscope have #msix1/ in them.');
    expect(opens(link.slice(0, 60))).toMatch(/^The link is cut short: 50 of its \d+ characters are there/);
    expect(opens('#msix1/A')).toMatch(/cut short/);
    expect(opens(link.replace('msix1', 'msix7'))).toMatch(/version 7.*use a newer msixscope/);
    expect(opens('x'.repeat(65_537))).toMatch(/65537 characters, and at most 65536/);
    expect(opens(`#msix1/AAHAAAAAAA`)).toMatch(/^The link cannot be read: its check does not match/);
  });

  it('notices every change of one character', () => {
    const link = linkOf(SAMPLE);
    for (let n = 10; n < link.length; n++) {
      const other = link[n] === 'A' ? 'B' : 'A';
      expect(typeof opens(link.slice(0, n) + other + link.slice(n + 1))).toBe('string');
    }
  });
});

describe('a hostile link', () => {
  const seal = (body: string) => {
    const whole = body + digitsOf(hashOf(body) & 0x3ffff, 3);
    return `#msix1/${digitsOf(whole.length, 3)}${whole}`;
  };
  const sealed = (bytes: Uint8Array) => seal(armoured(bytes).slice(0, -3));

  it('never throws and is done soon, whatever its bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(['string', 'object']).toContain(typeof opens(sealed(bytes)));
      }),
      { numRuns: 600 },
    );
  });

  it('gets a sentence when it unpacks to far more than it may, or claims gigantic counts', () => {
    const bomb = deflateRawSync(new Uint8Array(40 * 2 ** 20), { level: 9, dictionary: DICTIONARY });
    const body = `B${Buffer.from(bomb).toString('base64url')}`;
    const start = performance.now();
    expect(opens(seal(body))).toMatch(/cannot be (read|opened)/);
    const head = [0, 0x86, 0x80, 0x25, 0x27, 0, 0, 1, 0];
    const huge = [0xff, 0xff, 0xff, 0xff, 0x7f];
    expect(opens(sealed(Uint8Array.from([...head, ...huge])))).toMatch(/holds more than it does/);
    const rep = [0xc9, 0x02, 0x80, 0x80, 0x04];
    expect(opens(sealed(Uint8Array.from([...head, 5, ...rep, ...rep, ...rep, ...rep, ...rep])))).toMatch(
      /too large/,
    );
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

describe('links of version 1', () => {
  const file = new URL('../corpus/links-v1.txt', import.meta.url);
  const golden = readFileSync(file, 'utf8').trim().split('\n');

  it('open for ever, to the texts that stand beside them', () => {
    expect(golden.length).toBeGreaterThanOrEqual(6);
    for (const line of golden) {
      const [name = '', link = ''] = line.split(' ');
      const opened = decodeLink(link, SHIPPED);
      if (!opened.ok) throw new Error(`${name}: ${opened.error}`);
      // Some were made when less was known of their device, and say so.
      for (const notice of opened.value.notices) expect(notice).toMatch(/has changed since this was written/);
      const { document } = opened.value;
      const text = readFileSync(new URL(`../corpus/${name}`, import.meta.url), 'utf8');
      expect(document).toEqual(parseScenario(text, SHIPPED).document);
      expect(printScenario(document, SHIPPED)).toContain('msixscope 1');
    }
  });

  it('also open that were made with the devices of these tests, before there were others', () => {
    const made = readFileSync(new URL('../corpus/links-v1-test-devices.txt', import.meta.url), 'utf8');
    const lines = made.trim().split('\n');
    expect(lines).toHaveLength(2);
    for (const line of lines) {
      const [name = '', link = ''] = line.split(' ');
      const opened = decodeLink(link, CATALOGUE);
      if (!opened.ok) throw new Error(`${name}: ${opened.error}`);
      const { scenario } = opened.value.document;
      const text = readFileSync(new URL(`../corpus/${name}`, import.meta.url), 'utf8');
      const present = parseScenario(text, SHIPPED).document!.scenario;
      expect(CATALOGUE).toContainEqual(scenario.device);
      expect(scenario.steps).toEqual(present.steps);
      expect(scenario.name).toBe(present.name);
    }
  });
});
