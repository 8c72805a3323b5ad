/** Ways in which mail, web pages, chats, programs and terminals dress a dump; none may change what it says. */
import { describe, expect, it } from 'vitest';
import { facts, fixture, folded, refilled, wrapped } from '#import/testing/lspci-texts.ts';
import { parseLspci } from './parse-lspci.ts';

const TEXTS = [
  'poke.lspci-D-nn-vv',
  'poke.lspci-xxxx',
  'e1000e-loaded.lspci-vvvxxxx',
  'mmiotrace-vmxnet3.lspci-vvv',
  'nvme2048-loaded.guest-config',
] as const;

const read = (text: string) => parseLspci(text).devices.map((device) => JSON.stringify(facts(device)));
const perLine = (text: string, dress: (line: string, index: number) => string): string =>
  text.split('\n').map(dress).join('\n');
const prefixed = (text: string, prefix: string): string => perLine(text, (line) => prefix + line);
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const expanded = (text: string): string => text.replaceAll('\t', '        ');
const linesOf = (text: string): string[] => text.trimEnd().split('\n');

type Dress = readonly [name: string, dress: (text: string) => string];
/** The same dresses, with words around their names. */
const called = (before: string, dresses: readonly Dress[], after = ''): Dress[] =>
  dresses.map(([name, dress]) => [`${before} ${name}${after}`, dress]);

const PREFIXES: readonly Dress[] = [
  'MM> ',
  'Marek> ',
  'JD>> ',
  '> MM> ',
  ': ',
  '% ',
  '} ',
  '# ',
  '// ',
  ' * ',
  '; ',
  '» ',
  '│ ',
  '+',
  '-',
  '+ ',
  '- ',
  '* ',
  '> * ',
  'dom0    | ',
  '2026-11-22T22:05:01.1234567Z ',
  '[22:05:01] <marmarek> ',
  '22:05 <@andy> ',
  '<marek_> ',
  'marmarek: ',
  'dump.txt:',
  '<6>[   12.345678] ',
].map((prefix) => [`after "${prefix}"`, (text) => prefixed(text, prefix)]);

const NUMBERS = called('numbered by', [
  ['cat -n', (text) => perLine(text, (line, n) => `${String(n + 1).padStart(6)}\t${line}`)],
  ['grep -n', (text) => perLine(text, (line, n) => `${String(n + 1)}:${line}`)],
  ['grep -n, far down', (text) => perLine(text, (line, n) => `${String(n + 98761)}:${line}`)],
  ['a list', (text) => perLine(text, (line, n) => `${String(n + 1)}. ${line}`)],
  ['an editor', (text) => perLine(text, (line, n) => `${String(n + 1).padStart(4)} | ${line}`)],
]);

const PAGES: readonly Dress[] = [
  ['with a tag at every line end', (text) => escaped(text).replaceAll('\n', '<br>\n')],
  ['in one line with tags', (text) => `<p>${escaped(text).replaceAll('\n', '<br/>')}</p>`],
  [
    'in paragraphs',
    (text) =>
      linesOf(escaped(text))
        .map((line) => `<p class="x">${line}</p>`)
        .join(''),
  ],
  ['in divisions', (text) => perLine(escaped(text), (line) => `<div>${line === '' ? '<br>' : line}</div>`)],
  ['in pre', (text) => `<html><body>\n<pre style="color: red">${escaped(text)}</pre></body></html>`],
  [
    'in table rows',
    (text) => `<table>${perLine(escaped(text), (line) => `<tr><td>${line}</td></tr>`)}</table>`,
  ],
  [
    'coloured',
    (text) => escaped(text).replace(/Capabilities|Region/g, '<span style="color:#f00"><b>$&</b></span>'),
  ],
  ['with no-break indentation', (text) => escaped(text).replaceAll('\t', '&nbsp;&nbsp;&#160;&#xa0;')],
  ['with numbered entities', (text) => text.replaceAll('<', '&#60;').replaceAll('>', '&#x3e;')],
  [
    'quoted in raw mail',
    (text) => perLine(escaped(text), (line) => `&gt; &gt; ${line}<br>`).replaceAll('=', '=3D'),
  ],
];

const STRINGS = called(
  'as',
  [
    ['a value', (text) => JSON.stringify({ host: 'dom0', stdout: text, rc: 0 })],
    ['a list', (text) => JSON.stringify({ stdout_lines: linesOf(text), rc: 0 })],
    ['a list in many lines', (text) => JSON.stringify({ stdout_lines: linesOf(text) }, null, 4)],
    ['a plain list', (text) => JSON.stringify(linesOf(text), null, 1)],
    [
      'a list of Python',
      (text) =>
        `[${linesOf(text)
          .map((line) => `'${line.replaceAll('\t', '\\t')}'`)
          .join(', ')}]`,
    ],
    [
      'a value with escaped signs',
      (text) => JSON.stringify(text).replaceAll('<', '\\u003c').replaceAll('>', '\\u003e'),
    ],
    ['a string with Windows ends', (text) => JSON.stringify(text.replaceAll('\n', '\r\n'))],
  ],
  ' of a program',
);

const MARKUP: readonly Dress[] = [
  ['fenced', (text) => `\`\`\`console\n${text}\n\`\`\``],
  ['in back ticks', (text) => perLine(text, (line) => (line === '' ? '' : `\`${line}\``))],
  ['in a table', (text) => perLine(text, (line) => `| ${line} |`)],
  ['in bold', (text) => text.replace(/^[0-9a-f]\S+\.[0-7] .*$/gm, '**$&**')],
  ['in BBCode', (text) => `[code]${text}[/code]`],
  ['in Jira', (text) => `{noformat}\n${text}{noformat}`],
  ['in apostrophes', (text) => perLine(text, (line) => `'${line}',`)],
];

const SIGNS = called('with', [
  [
    'wide digits',
    (text) => text.replace(/[0-9=:+[\]]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
  ],
  ['Arabic digits', (text) => text.replace(/[0-9]/g, (digit) => String.fromCharCode(0x660 + Number(digit)))],
  ['Persian digits', (text) => text.replace(/[0-9]/g, (digit) => String.fromCharCode(0x6f0 + Number(digit)))],
  ['minus signs', (text) => text.replace(/(?<=[A-Za-z])-(?=\s|$)/gm, '\u2212')],
  ['dashes', (text) => text.replace(/(?<=[A-Za-z])-(?=\s|$)/gm, '\u2013')],
  ['capital digits', (text) => text.replace(/(?<= at |offset=)[0-9a-f]+/g, (digits) => digits.toUpperCase())],
  ['0x before addresses', (text) => text.replace(/(?<= at |offset=)(?=[0-9a-f]{4})/g, '0x')],
  ['marks between thousands', (text) => text.replace(/(?<=Count=)(\d)(\d{3})\b/g, '$1,$2')],
  ['blanks around equals signs', (text) => text.replace(/(?<=Count|BAR|offset)=/g, ' = ')],
  ['longer units', (text) => text.replace(/\[size=(\d+)([KMG])\]/g, '[size=$1 $2iB]')],
]);

const BREAKS: readonly Dress[] = [
  ...[60, 66, 72, 78, 90].map<Dress>((width) => [
    `refilled at ${String(width)}`,
    (text) => refilled(text, width),
  ]),
  ...[60, 72].map<Dress>((width) => [
    `refilled at ${String(width)} and quoted`,
    (text) => refilled(text, width, '>> '),
  ]),
  ...[40, 52, 60, 72, 80, 100].map<Dress>((width) => [
    `cut by a terminal of ${String(width)} columns`,
    (text) => folded(expanded(text), width),
  ]),
  ['cut by a terminal, then quoted', (text) => prefixed(folded(expanded(text), 64), '> ')],
  ['quoted, then cut by a terminal', (text) => folded(prefixed(expanded(text), '> '), 66)],
  ['in one line', (text) => text.replace(/\s*\n\s*/g, ' ')],
  ['in one line with its tabs', (text) => text.replaceAll('\n', ' ')],
  ['with a paragraph for a device', (text) => text.replace(/(?<!\n)\n(?!\n)[\t ]*/g, ' ')],
  ['with old Macintosh ends', (text) => text.replaceAll('\n', '\r')],
];

/** Two at once, as when a quoted mail is quoted in a program's output. */
const TWO: readonly Dress[] = [
  ['quoted, with Windows ends', (text) => prefixed(text, '> ').replaceAll('\n', '\r\n')],
  ['quoted, in a kernel log', (text) => prefixed(prefixed(text, '> '), '[   12.345678] ')],
  ['quoted, as a value of a program', (text) => JSON.stringify({ body: prefixed(text, '> ') })],
  ['logged, as a list of a program', (text) => JSON.stringify(linesOf(prefixed(text, '<6>[   1.5] ')))],
  [
    'with Windows ends, as a list of a program',
    (text) =>
      JSON.stringify(
        linesOf(text).map((line) => `${line}\r`),
        null,
        2,
      ),
  ],
  ['quoted, then without line ends', (text) => prefixed(text, '> ').replaceAll('\n', ' ')],
  ['quoted with a name, then without line ends', (text) => prefixed(text, 'MM> ').replaceAll('\n', ' ')],
  ['wrapped and double-spaced', (text) => wrapped(text, 72).replaceAll('\n', '\n\n')],
  ['numbered and quoted', (text) => perLine(text, (line, n) => `> ${String(n + 1)}: ${line}`)],
  ['fenced and quoted', (text) => prefixed(`\`\`\`\n${text}\n\`\`\``, '> ')],
  ['visible as cat -A shows it', (text) => perLine(text, (line) => `${line.replaceAll('\t', '^I')}$`)],
  ['visible, without tabs', (text) => perLine(expanded(text), (line) => `${line}$`)],
];

const DRESSES = [...PREFIXES, ...NUMBERS, ...PAGES, ...STRINGS, ...MARKUP, ...SIGNS, ...TWO];

describe.each(TEXTS)('%s', (name) => {
  const text = fixture(name);
  const expected = read(text);

  it.each(DRESSES)('says the same %s', (_, dress) => {
    expect(expected.length).toBeGreaterThan(0);
    expect(read(dress(text))).toEqual(expected);
  });

  it.each(BREAKS)('says the same %s', (_, dress) => {
    // Rows of sysfs are three numbers each: once filled anew, they cannot be told apart.
    const [output = ''] = text.split('\n==== /sys');
    expect(read(dress(output))).toEqual(read(output));
  });

  it('keeps all but the ends of names when it is quoted, wrapped, quoted and wrapped', () => {
    const nameless = (all: string) =>
      parseLspci(all).devices.map((device) => ({ ...facts(device), name: null, id: null }));
    const comb = wrapped(prefixed(wrapped(prefixed(text, '> '), 76), '> '), 72);
    expect(nameless(comb)).toEqual(nameless(text));
  });
});
