/** Recorded texts, and ways to mangle them, for the tests of the importers. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { LspciReport } from '#import/lspci/parse-lspci.ts';
import type { ImportedDevice } from '#import/lspci/read-device.ts';

export function fixture(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../fixtures/lspci/3.9/${name}.txt`, import.meta.url)), 'utf8');
}

/** What a device says, without where in the text it stood: for comparing the same dump in two dresses. */
export function facts({ slot, id, name, bars, msix }: ImportedDevice): object {
  return { slot, id, name, bars, ...msix };
}

export function codes(report: LspciReport): string[] {
  return report.messages.map(({ code }) => code);
}

/** Breaks lines at the last blank before `width`, as mail programs do; `prefix` stands before every new line. */
export function wrapped(text: string, width: number, prefix = ''): string {
  return text
    .split('\n')
    .flatMap((line) => wrapLine(line, width))
    .map((line) => (line === '' ? '' : prefix + line))
    .join('\n');
}

function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const indent = rest.length - rest.trimStart().length;
    const at = rest.lastIndexOf(' ', width);
    if (at <= indent) break;
    lines.push(rest.slice(0, at));
    rest = rest.slice(at + 1);
  }
  return [...lines, rest];
}

/** Fills each paragraph anew, as `fmt` and mail programs do: statements of one indentation run together. */
export function refilled(text: string, width: number, prefix = ''): string {
  const lines: string[] = [];
  let indent = '';
  for (const line of text.split('\n')) {
    const [, own = '', words = ''] = /^([\t ]*)(.*)$/.exec(line) ?? [];
    if (lines.length === 0 || words === '' || own !== indent || lines.at(-1) === '') lines.push(words);
    else lines[lines.length - 1] = `${lines.at(-1) ?? ''} ${words}`.trim();
    indent = own;
  }
  return wrapped(lines.join('\n'), width, prefix);
}

/** Cuts lines at a fixed column, as terminals do, in the middle of words and numbers. */
export function folded(text: string, width: number): string {
  return text.replace(new RegExp(`([^\\n]{${String(width)}})(?=[^\\n])`, 'g'), '$1\n');
}
