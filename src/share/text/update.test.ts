import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { SharedDocument } from '../document.ts';
import { anyDocument, anyDocumentOf, AX210, CATALOGUE } from '../testing/arbitraries.ts';
import { hunksBetween } from './hunks.ts';
import { isSameItem, itemsOf, saysTheSame } from './items.ts';
import { parseScenario } from './parse.ts';
import { printScenario } from './print.ts';
import { updatedText } from './update.ts';

vi.setConfig({ testTimeout: 60_000 });

/** A text as a person might have typed it: blanks, empty lines, comments behind steps, other spellings. */
const anyTyped = (document: SharedDocument): fc.Arbitrary<string> => {
  const lines = printScenario(document, CATALOGUE).trimEnd().split('\n');
  const habits = fc.array(fc.nat(11), { minLength: lines.length, maxLength: lines.length });
  return fc.tuple(habits, fc.boolean()).map(([kinds, endsWell]) => {
    const typed = lines.map((line, n) => {
      const isStep = /^([WR]\d|rep |begin |enable|disable)/.test(line);
      switch (kinds[n]) {
        case 0:
          return `${line}\n`;
        case 1:
          return `  ${line}`;
        case 2:
          return isStep ? `${line}   # of line ${n}` : line;
        case 3:
          return isStep ? line.replaceAll(' ', '\t') : line;
        case 4:
          return isStep ? line.replace(' = ', '=') : line;
        default:
          return line;
      }
    });
    return typed.join('\n') + (endsWell ? '\n' : '');
  });
};

const read = (text: string) => parseScenario(text, CATALOGUE);

/** Edits as the list makes them: steps and lines go, come, move and change. */
const anyChange = (before: SharedDocument): fc.Arbitrary<SharedDocument> =>
  anyDocumentOf(fc.constant(before.scenario.device), { most: 6 }).chain((other) =>
    fc.tuple(fc.nat(5), fc.nat(1000), fc.nat(1000)).map(([kind, x, y]) => {
      const { scenario } = before;
      const { steps } = scenario;
      const [a, b] = [x % (steps.length + 1), y % (steps.length + 1)].sort((one, two) => one - two) as [
        number,
        number,
      ];
      const lines = before.lines.filter(({ after }) => after <= a);
      const shift = other.scenario.steps.length - (b - a);
      const later = before.lines
        .filter(({ after }) => after > b)
        .map((line) => ({ ...line, after: line.after + shift }));
      switch (kind) {
        case 0:
          return { ...before, designs: other.designs };
        case 1:
          return {
            ...before,
            scenario: { ...scenario, name: other.scenario.name, note: other.scenario.note },
          };
        case 2:
          return { ...before, scenario: { ...scenario, registers: other.scenario.registers } };
        case 3:
          return { ...before, lines: lines.slice(1) };
        default:
          return {
            ...before,
            scenario: { ...scenario, steps: steps.toSpliced(a, b - a, ...other.scenario.steps) },
            lines: [...lines, ...later],
          };
      }
    }),
  );

describe('bringing a text up to date', () => {
  it('makes it say what the document says, whatever the two were', () => {
    fc.assert(
      fc.property(
        anyDocument.chain((document) => fc.tuple(anyTyped(document), anyDocument)),
        ([text, document]) => {
          const made = read(updatedText(text, read(text), document, CATALOGUE));
          expect(made.problems).toEqual([]);
          expect(saysTheSame(made.document!, document, CATALOGUE)).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('keeps every line as it was typed that the change does not touch', () => {
    fc.assert(
      fc.property(
        anyDocumentOf(fc.constantFrom(...CATALOGUE), { most: 12 })
          .chain((document) => anyTyped(document))
          .chain((text) => fc.tuple(fc.constant(text), anyChange(read(text).document!))),
        ([text, document]) => {
          const before = read(text);
          const made = updatedText(text, before, document, CATALOGUE);
          expect(saysTheSame(read(made).document!, document, CATALOGUE)).toBe(true);
          const items = itemsOf(before.document!);
          const touched = new Set(
            hunksBetween(items, itemsOf(document), isSameItem).flatMap(({ from, to }) =>
              items
                .slice(from, to)
                .map(({ step, index }) => (step ? before.stepLines[index]! : before.attachedLines[index]!)),
            ),
          );
          const kept = text
            .split('\n')
            .filter(
              (line, n) => /^\s*([WR]\d|rep|begin|enable|disable|expect)/.test(line) && !touched.has(n + 1),
            );
          const lines = made.split('\n');
          let at = 0;
          for (const line of lines) if (line === kept[at]) at++;
          expect(kept.slice(at)).toEqual([]);
          expect(lines.filter((line) => line.trim() === '').length).toBeGreaterThanOrEqual(
            text
              .trimEnd()
              .split('\n')
              .filter((line) => line.trim() === '').length,
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  const TEXT = [
    '# The first register write',
    'msixscope 1',
    'name Mine   ',
    'device 8086:2725  # Wi-Fi',
    'design xen-4.18--qemu-devmem',
    'view route',
    '',
    'enable',
    '  W4 table[0].ctrl=1   # masked',
    '',
    '# now the register',
    'R4 +0x2804',
    'expect lost',
    'disable',
    '',
  ].join('\n');
  const document = read(TEXT).document!;
  const { scenario } = document;
  const updated = (next: Partial<SharedDocument>) =>
    updatedText(TEXT, read(TEXT), { ...document, ...next }, CATALOGUE);
  const withSteps = (steps: typeof scenario.steps) => ({ scenario: { ...scenario, steps } });

  it('changes nothing where nothing has changed', () => {
    expect(updated({})).toBe(TEXT);
  });

  it('puts a changed step on its line, before the comment that stands there', () => {
    const steps = scenario.steps.with(1, { op: 'write', offset: 0x200c, size: 4, value: 0n });
    expect(updated(withSteps(steps))).toBe(
      TEXT.replace('  W4 table[0].ctrl=1   # masked', '  W4 table[0].ctrl = 0x0   # masked'),
    );
  });

  it('puts a step between another and the comment behind that, if it has to', () => {
    const steps = scenario.steps.toSpliced(2, 0, { op: 'disable' });
    const lines = document.lines.map((line) => (line.after > 1 ? { ...line, after: line.after + 1 } : line));
    expect(updated({ ...withSteps(steps), lines })).toBe(
      TEXT.replace('=1   # masked', '=1\ndisable\n# masked'),
    );
  });

  it('adds the first step below the head and the last at the end', () => {
    const read4 = { op: 'read', offset: 0x3000, size: 8 } as const;
    const shifted = document.lines.map((line) =>
      line.after > 0 ? { ...line, after: line.after + 1 } : line,
    );
    expect(updated({ ...withSteps([read4, ...scenario.steps]), lines: shifted })).toBe(
      TEXT.replace('enable', 'R8 pba[0]\nenable'),
    );
    expect(updated(withSteps([...scenario.steps, read4]))).toBe(`${TEXT}R8 pba[0]\n`);
    const empty = 'device 8086:2725';
    const from = read(empty);
    const one = { ...from.document!, scenario: { ...from.document!.scenario, steps: [read4] } };
    expect(updatedText(empty, from, one, CATALOGUE)).toBe('device 8086:2725\n\nR8 pba[0]');
  });

  it('deletes a step with what goes with it, and leaves the comment behind it', () => {
    const steps = scenario.steps.toSpliced(1, 1);
    const lines = document.lines.map((line) => (line.after > 1 ? { ...line, after: line.after - 1 } : line));
    expect(updated({ ...withSteps(steps), lines })).toBe(
      TEXT.replace('  W4 table[0].ctrl=1   # masked', '# masked'),
    );
  });

  it('moves a step as it was typed, with its comment', () => {
    const [enable, write, ...rest] = scenario.steps;
    const lines = document.lines.map((line) =>
      line.after === 2 && line.kind === 'comment' && line.text === 'masked' ? { ...line, after: 1 } : line,
    );
    expect(updated({ ...withSteps([write!, enable!, ...rest]), lines })).toBe(
      TEXT.replace('enable\n  W4 table[0].ctrl=1   # masked\n', '  W4 table[0].ctrl=1   # masked\nenable\n'),
    );
  });

  it('changes name and design on their lines', () => {
    expect(updated({ designs: ['xen-4.19--qemu-latch'], scenario: { ...scenario, name: 'Yours' } })).toBe(
      TEXT.replace('name Mine   ', 'name Yours').replace('xen-4.18--qemu-devmem', 'xen-4.19--qemu-latch'),
    );
    expect(updated({ scenario: { ...scenario, name: '', note: 'Look' } })).toBe(
      TEXT.replace('name Mine   \n', '').replace('msixscope 1\n', 'msixscope 1\nnote Look\n'),
    );
  });

  it('keeps the spelling of places on another device, where they mean what they should', () => {
    const other = { ...AX210, id: null, name: 'with eight entries', msix: { ...AX210.msix, entries: 8 } };
    const made = updated({ scenario: { ...scenario, device: other } });
    expect(made).toContain('table bar 0 +0x2000 entries 8');
    expect(made).toContain('  W4 table[0].ctrl=1   # masked');
    expect(made).toContain('view route');
  });
});
