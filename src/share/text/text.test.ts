import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { CATALOGUE as SHIPPED } from '#content/catalogue.ts';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { anyDocument, AX210, CATALOGUE } from '../testing/arbitraries.ts';
import { evaluate } from './evaluate.ts';
import { parseScenario } from './parse.ts';
import { printScenario } from './print.ts';
import { problemLine } from './problem.ts';

// Properties take their time on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const AX = 'device 8086:2725\n';
const problems = (text: string) => parseScenario(text, CATALOGUE).problems.map(problemLine);
const steps = (text: string) => parseScenario(AX + text, CATALOGUE).document?.scenario.steps;

describe('scenario text', () => {
  it('is read back as it was printed, and printed again is the same text', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const text = printScenario(document, CATALOGUE);
        const parsed = parseScenario(text, CATALOGUE);
        expect(parsed.problems).toEqual([]);
        expect(parsed.document).toEqual(document);
        expect(printScenario(parsed.document!, CATALOGUE)).toBe(text);
      }),
      { numRuns: 150 },
    );
  });

  it('reads every step as people write it', () => {
    expect(steps('W4 table[0].ctrl = 1\nR8 pba[0]\nW4 +0x2100 = 0x8000003f')).toEqual([
      { op: 'write', offset: 0x200c, size: 4, value: 1n },
      { op: 'read', offset: 0x3000, size: 8 },
      { op: 'write', offset: 0x2100, size: 4, value: 0x8000003fn },
    ]);
    expect(steps('enable\nenable masked\ndisable')).toEqual([
      { op: 'enable', maskall: false },
      { op: 'enable', maskall: true },
      { op: 'disable' },
    ]);
    expect(steps('rep W4 table[0].addr x2 = 1, 2\nrep R4 table[1].ctrl+0 x4 down')).toEqual([
      { op: 'rep-write', offset: 0x2000, size: 4, count: 2, df: false, values: [1n, 2n] },
      { op: 'rep-read', offset: 0x201c, size: 4, count: 4, df: true },
    ]);
    expect(steps('host unmask 3\nbegin W4 table[0].ctrl = 0\nserve\ncomplete')).toHaveLength(4);
  });

  it('takes the device from the catalogue by id, by name, or by both', () => {
    const named = (line: string) => parseScenario(line, CATALOGUE).document?.scenario.device;
    expect(named('device 8086:2725')).toBe(AX210);
    expect(named('device "YT6801"')).toBe(CATALOGUE[1]);
    expect(named('device 144D:A808 "NVMe of another size"')).toBe(CATALOGUE[3]);
  });

  it('reads a device that is spelled out', () => {
    const text =
      'device "own"\nbar 0 0xfebf0000 16K 64-bit\ntable bar 0 +0x2000 entries 16\npba bar 0 +0x3000\nregister +0x2804 = 0x0 "FH mask"\nR4 +0x2804\n';
    const { document } = parseScenario(text, CATALOGUE);
    expect(document?.scenario.device.bars).toEqual([
      { index: 0, kind: 'memory', address: 0xfebf0000, size: 0x4000, width: 64, prefetchable: false },
    ]);
    expect(document?.scenario.device.registers[0]).toMatchObject({ bar: 0, offset: 0x2804, name: 'FH mask' });
    expect(document?.scenario.registers).toEqual(new Map([[0x2804, 0]]));
  });

  it('takes the first design when none is named, and completes a half name', () => {
    expect(parseScenario(AX, CATALOGUE).document?.designs).toEqual([DESIGNS[0]!.id]);
    expect(parseScenario(`${AX}design xen-4.19`, CATALOGUE).document?.designs).toEqual([
      'xen-4.19--qemu-latch',
    ]);
  });

  it('takes line ends and blanks of any kind', () => {
    const blanked = `\u00a0W4\u00a0table[0].ctrl\u00a0=\u00a01\nrep W4 +0x0 x2 = 1,\\\n\u00a02`;
    expect(steps(blanked)).toEqual(steps(blanked.replaceAll('\u00a0', ' ')));
    expect(steps(blanked)).toHaveLength(2);
    expect(steps('\r\n\tW4  table[0].ctrl=1\t# x\r\n\r\nR4 +0x10')).toHaveLength(2);
  });
});

describe('the moments of a talk in a scenario text', () => {
  const lines = (text: string) => parseScenario(AX + text, CATALOGUE).document?.lines;
  const SHOW = {
    kind: 'show',
    after: 0,
    step: 11,
    hop: null,
    view: null,
    designs: [],
    scenario: null,
    device: null,
    text: '',
    notes: '',
  };

  it('name a step and a hop, and what is said: a sentence, and notes below it', () => {
    expect(lines('show 12')).toEqual([SHOW]);
    expect(lines('show 12.3: One: two # three')).toEqual([{ ...SHOW, hop: 3, text: 'One: two # three' }]);
    expect(lines('show 12.0')).toEqual([{ ...SHOW, hop: 0 }]);
    expect(lines('show ? : later')).toEqual([{ ...SHOW, step: null, text: 'later' }]);
    expect(lines('show 12\n# between\nnotes a\nnotes\nnotes b')).toEqual([
      { ...SHOW, notes: 'a\n\nb' },
      { kind: 'comment', after: 0, text: 'between' },
    ]);
  });

  it('name view, designs, scenario and its device in any order', () => {
    const all = {
      ...SHOW,
      view: 'compare',
      designs: ['xen-4.18--qemu-devmem', 'xen-4.19--qemu-latch'],
      scenario: 'Another',
      device: '1f0a:6801',
    };
    expect(lines('show 12 view compare design xen-4.18 xen-4.19 in "Another" on 1F0A:6801')).toEqual([all]);
    expect(lines('show 12 on 1f0a:6801 in "Another" design xen-4.18 xen-4.19 view compare: a')).toEqual([
      { ...all, text: 'a' },
    ]);
    expect(lines('show 12 in "Another" on "YT6801"')).toMatchObject([{ device: 'YT6801' }]);
  });

  it('keep the order in which they are written, wherever their steps are', () => {
    const read = lines('show 2: b\nR4 +0x0\nshow 1: a\nR4 +0x4\nmoment c');
    expect(read?.map((line) => [line.kind, line.after])).toEqual([
      ['show', 0],
      ['show', 1],
      ['moment', 2],
    ]);
  });
});

describe('mistakes in a scenario text', () => {
  it('are all told, at their line and column, and cost no other line', () => {
    const text = `${AX}W4 table[0].ctrl 1\nR4 table[0].ctrl\nW4 table[16].ctrl = 1\nnonsense\nW1 +0x2100 = 256\nR8 pba[1]\nenable`;
    expect(problems(text)).toEqual([
      '2:18: “1” cannot stand here. Write it like: W4 table[0].ctrl = 1.',
      '4:4: The table has 16 entries, counted from 0: there is no entry 16.',
      expect.stringMatching(/^5:1: No line begins with “nonsense”/),
      '6:14: 256 does not fit in 1 byte: use a smaller value or a wider access.',
      '7:4: The PBA has 1 quadword, counted from 0: there is no pba[1].',
    ]);
    expect(parseScenario(text, CATALOGUE).document?.scenario.steps).toHaveLength(2);
  });

  it.each([
    ['', '1:1: No device is named. Add a line such as: device 8086:2725.'],
    [
      'device 1234:5678',
      '1:1: The catalogue has no device 1234:5678. Spell it out with bar, table and pba lines.',
    ],
    [
      'device 8086:2752',
      '1:1: The catalogue has no device 8086:2752. Did you mean 8086:2725 (Intel Corporation Wi-Fi 6 AX210/AX211/AX411 160MHz)? If not, spell it out with bar, table and pba lines.',
    ],
    [
      'device "AX2100"',
      '1:1: The catalogue has no device "AX2100". Did you mean 8086:2725 (Intel Corporation Wi-Fi 6 AX210/AX211/AX411 160MHz)? If not, spell it out with bar, table and pba lines.',
    ],
    [
      'msixscope 2',
      '1:1: This text is of version 2, and this program reads version 1: use a newer msixscope.',
    ],
    [
      'device "x"\npba bar 0 +0x0',
      '1:1: The device has no table line: add one such as table bar 0 +0x2000 entries 16.',
    ],
    [`${AX}W4 +0x10 =`, '2:11: The line ends too early. Write it like: W4 table[0].ctrl = 1.'],
    [`${AX}w4 +0x10 = 1`, '2:1: Write “W4” in capital letters.'],
    [`${AX}Enable`, '2:1: Write “enable” in small letters.'],
    [
      `${AX}W4 table[0].foo = 1`,
      '2:4: A table entry has no field “foo”; its fields are addr, addr_hi, data, ctrl.',
    ],
    [`${AX}rep W4 +0x0 x2 = 1`, '2:13: x2 needs 2 values, and 1 are given.'],
    [`${AX}rep R4 +0x0 x99999`, '2:13: A REP access repeats 1 to 65536 times.'],
    [`${AX}expect lost`, '2:1: There is no step above: put the expectation below the step it is about.'],
    [
      'device "x"\nbar 9 0x0 4K\ntable bar 0 +0x0 entries 1\npba bar 0 +0x10',
      '2:5: 9 is out of range: write a number from 0 to 5.',
    ],
    [`${AX}design nope`, /^2:8: Unknown Xen "nope"/],
    [`${AX}R4 +0x0\nexpect seen me`, '3:13: Only xen, qemu, hardware can see an access: write one of them.'],
    [`${AX}show 0`, '2:6: 0 is out of range: write a number from 1 to 9007199254740991.'],
    [
      `${AX}show 1 on 8086:2725`,
      '2:8: The device is that of a ready scenario: name the scenario too, as in “in "NAME"”.',
    ],
    [`${AX}show 1 view a view b`, '2:15: “view b” was said before on this line: leave one out.'],
    [`${AX}show 1 design nope`, /^2:15: Unknown Xen "nope"/],
    [`${AX}show`, /^2:5: The line ends too early\. Write it like: show 12: SENTENCE/],
    [`${AX}notes x`, '2:1: There is no moment above: put the notes below the show line that they are for.'],
    [
      `${AX}moment x\nnotes x`,
      '3:1: A moment line has no notes: write show with the number of the step in its place.',
    ],
    [`${AX}${'rep R4 +0x0 x65536\n'.repeat(5)}`, /^1:1: The scenario makes 327680 accesses/],
  ])('%j is explained', (text, message) => {
    expect(problems(text)[0]).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
  });

  it('never throw, whatever the text, and every line that is right alone is right among others', () => {
    const lines = fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.constantFrom('W4 table[0].ctrl = 1', 'R4 pba[0]', 'enable', 'W4', 'name x', 'expect', '"', 'rep'),
    );
    fc.assert(
      fc.property(fc.array(lines, { maxLength: 12 }), (many) => {
        const whole = parseScenario(AX + many.join('\n'), CATALOGUE);
        const alone = many
          .flatMap((line) => line.split('\n'))
          .flatMap((line) => parseScenario(AX + line, CATALOGUE).document?.scenario.steps ?? []);
        expect(whole.document?.scenario.steps ?? alone).toEqual(alone);
      }),
      { numRuns: 100 },
    );
  });
});

describe('what a text says in vain', () => {
  const told = (text: string) => {
    const parsed = parseScenario(text, CATALOGUE);
    expect(parsed.problems).toEqual([]);
    expect(parsed.document).not.toBeNull();
    return parsed.notices.map(problemLine);
  };
  const SPELLED = 'device "x"\nbar 0 0xfebf0000 4K 64-bit\ntable bar 0 +0x0 entries 16\npba bar 0 +0x800\n';

  it.each([
    [`${AX}R4 +0x0\nat 99.99`, ['3:1: There is 1 step: it stops behind the last.']],
    [`${AX}at 2`, ['2:1: There are no steps: it stops behind the last.']],
    [`${AX}R4 +0x0\nshow 2`, ['3:1: There is 1 step: this moment waits for its step.']],
    [
      `${AX}view nonsense`,
      [
        '2:6: No view here is called “nonsense”, so the route is shown. Views are route, compare, releases, page, proof, traces, tour, text.',
      ],
    ],
    [
      `${AX}R4 +0x0\nshow 1 view nonsense`,
      [
        '3:13: No view here is called “nonsense”, so the route is shown. Views are route, compare, map, page.',
      ],
    ],
    [`${AX}view page\nname \\\n  x\nview route`, ['2:1: Line 5 says this again, and the last line counts.']],
    [`msixscope 1\n${AX}msixscope 1`, ['3:1: The version was said in line 1: this line can go.']],
    [
      SPELLED.replace('table bar 0 +0x0', 'table bar 0 +0x8000'),
      ['3:1: The table ends at 0x8100, past the end of BAR 0 (0x1000 bytes).'],
    ],
    [
      SPELLED.replace('0x800', '0x4000'),
      ['4:1: The PBA ends at 0x4008, past the end of BAR 0 (0x1000 bytes).'],
    ],
    [
      SPELLED.replace('0x800', '0x8'),
      ['3:1: Table 0x0-0xff and PBA 0x8-0xf overlap: the capability cannot be true.'],
    ],
    [
      SPELLED.replace('4K', '5000'),
      [
        '2:1: BAR 0: 0x1388 is no power of two: a BAR decodes as many address bits as its size has.',
        /^2:1: BAR 0: 0xfebf0000 is not/,
      ],
    ],
    [`${SPELLED}bar 0 unassigned 4K`, ['5:1: BAR 0 has a line above already; a device has it once.']],
  ])('%j is told, and the rest is read', (text, sentences) => {
    expect(told(text)).toEqual(
      sentences.map((one) => (typeof one === 'string' ? one : (expect.stringMatching(one) as unknown))),
    );
  });

  it('is nothing where all is said once and is there', () => {
    expect(told(`msixscope 1\n${AX}R4 +0x0\nat 1.2\nview page\nshow 1 view map\nshow ?`)).toEqual([]);
    expect(told(`${AX}R4 +0x0\nat 2\nshow 40 in "Another"`)).toEqual([]);
    expect(told(SPELLED)).toEqual([]);
  });

  it('is no second version', () => {
    expect(problems(`msixscope 1\n${AX}msixscope 2`)).toEqual([
      '3:1: This text is of version 2, and this program reads version 1: use a newer msixscope.',
    ]);
  });
});

describe('the corpus', () => {
  const folder = new URL('../corpus/', import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith('.msix'));

  it('has texts', () => expect(files.length).toBeGreaterThanOrEqual(5));

  it.each(files)('%s is read without a problem and keeps its meaning', (file) => {
    const text = readFileSync(new URL(file, folder), 'utf8');
    const parsed = parseScenario(text, SHIPPED);
    expect([parsed.problems, parsed.notices]).toEqual([[], []]);
    const printed = printScenario(parsed.document!, SHIPPED);
    expect(parseScenario(printed, SHIPPED).document).toEqual(parsed.document);
    expect(evaluate(text, SHIPPED).differences).toEqual([]);
  });
});
