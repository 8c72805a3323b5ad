import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DEVICES } from '#content/devices.ts';
import { draftOf, readDraft } from './device-draft.ts';
import { contentsWith, newRegister, type RegisterDraft } from './register-draft.ts';

const { description: base } = DEVICES[0]!;
const one: RegisterDraft = { name: 'MINE', bar: '0', offset: '0x2900', size: '4', initial: '' };
const read = (...registers: Partial<RegisterDraft>[]) =>
  readDraft({ ...draftOf(base), registers: registers.map((part) => ({ ...one, ...part })) }, base);

it('reads registers in hex and decimal, and drops what is said of others once one is changed', () => {
  const { device, problems } = read(
    { offset: '10496' },
    { name: 'MSIX_FH_INT_MASK', offset: '0x2804' },
    { name: 'MSIX_FH_INT_MASK', offset: '0x2a00' },
  );
  expect(problems).toEqual([]);
  const [mine, known, moved] = device!.registers;
  expect(mine).toEqual({ bar: 0, offset: 0x2900, size: 4, name: 'MINE', purpose: '', source: '' });
  expect(known).toBe(base.registers[1]);
  expect(moved).toMatchObject({ purpose: '', source: '' });
});

it('makes no device of what no register can be', () => {
  const cases: [Partial<RegisterDraft>, keyof RegisterDraft, RegExp][] = [
    [{ name: ' ' }, 'name', /Give the register a name/],
    [{ bar: '6' }, 'bar', /0 to 5/],
    [{ offset: '28f0x' }, 'offset', /no number/],
    [{ size: '3' }, 'size', /1, 2, 4 or 8 bytes/],
    [{ size: '8192' }, 'size', /at most 4096/],
    [{ size: '2', initial: '0x10000' }, 'initial', /at most 0xffff/],
    [{ initial: 'ff' }, 'initial', /0x in front/],
  ];
  for (const [change, field, sentence] of cases) {
    const { device, problems } = read(change);
    expect(device, field).toBeNull();
    expect(problems).toEqual([
      {
        field: `registers.0.${field}`,
        kind: 'unreadable',
        sentence: expect.stringMatching(sentence) as string,
      },
    ]);
  }
});

it('draws what contradicts itself, and names the rule', () => {
  const cases: [Partial<RegisterDraft>[], string, RegExp][] = [
    [[{ bar: '2' }], 'registers.0.bar', /no BAR 2/],
    [[{ offset: '0x3ffc', size: '8' }], 'registers.0.offset', /past the end of BAR 0/],
    [[{ offset: '0x2902' }], 'registers.0.offset', /multiple of 4/],
    [[{ offset: '0x20f8', size: '16' }], 'registers.0.offset', /of the MSI-X table/],
    [[{ offset: '0x3000' }], 'registers.0.offset', /of the PBA/],
    [[{}, { name: 'B', size: '1', offset: '0x2903' }], 'registers.1.offset', /shares bytes with MINE/],
  ];
  for (const [registers, field, sentence] of cases) {
    const { device, problems } = read(...registers);
    expect(device, field).not.toBeNull();
    const said = problems.filter((problem) => problem.field === field && problem.kind === 'contradiction');
    expect(said.map((problem) => problem.sentence).join(' ')).toMatch(sentence);
  }
});

it('writes what registers hold at first, and shows it again, for any size and value', () => {
  const sized = fc
    .constantFrom(1, 2, 4, 8)
    .chain((size) =>
      fc.tuple(
        fc.constant(size),
        fc.integer({ min: 0, max: 32 / size - 1 }),
        fc.bigInt(0n, 2n ** BigInt(8 * size) - 1n),
      ),
    );
  fc.assert(
    fc.property(
      sized,
      fc.dictionary(
        fc.constantFrom('10496', '10500', '10512', '10528'),
        fc.integer({ min: 0, max: 0xffffffff }),
      ),
      ([size, n, value], held) => {
        const before = new Map(Object.entries(held).map(([at, dword]) => [Number(at), dword]));
        const offset = 0x2900 + n * size;
        const draft = { ...one, offset: `${offset}`, size: `${size}`, initial: `${value}` };
        const device = {
          ...base,
          registers: [{ bar: 0, offset, size, name: 'MINE', purpose: '', source: '' }],
        };
        const after = contentsWith(before, device, [draft], []);
        expect(BigInt(draftOf(device, after).registers[0]!.initial || 0)).toBe(value);
        const others = [...new Set([...before.keys(), ...after.keys()])].filter(
          (at) => at + 4 <= offset || at >= offset + size,
        );
        for (const at of others) expect(after.get(at)).toBe(before.get(at));
        expect(contentsWith(after, device, [draft], [draft])).toBe(after);
      },
    ),
  );
});

it('offers a free place for a further register', () => {
  expect(newRegister([], '0', 0x2100)).toMatchObject({ offset: '0x2100', bar: '0' });
  expect(newRegister([{ ...one, size: '1' }], '0', 0x2100)).toMatchObject({ offset: '0x2904' });
});
