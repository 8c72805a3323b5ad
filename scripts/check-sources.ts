/**
 * npm run check-sources -- XEN_CHECKOUT [QEMU_XEN_CHECKOUT [STUBDOM_CHECKOUT]] [--write]
 *
 * Proves that every cited symbol stands on its cited line at its tag; with --write finds the lines and stores them.
 * Without the later checkouts the citations of QEMU and of its patches are not checked, and counted as such.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { CITATIONS, QEMU_TAGS, STUBDOM_COMMIT, XEN_TAGS, type Citation } from '#model/sources/citations.ts';
import { LINES } from '#model/sources/lines.ts';
import { fileOf } from '#model/sources.ts';

const LINES_FILE = 'src/model/sources/lines.ts';
const RESULT_FILE = 'docs/sources-check.txt';

const texts = new Map<string, readonly string[]>();

function linesOf(checkout: string, tag: string, file: string): readonly string[] {
  const key = `${tag}:${file}`;
  const known = texts.get(key);
  if (known) return known;
  const text = execFileSync('git', ['-C', checkout, 'show', key], { encoding: 'utf8', maxBuffer: 1 << 26 });
  const lines = text.split('\n');
  texts.set(key, lines);
  return lines;
}

/** First and last line (1-based) of a C function's definition: from its name to the closing brace in column 0. */
function extent(lines: readonly string[], name: string): readonly [number, number] | null {
  const head = new RegExp(`(^|[^A-Za-z0-9_])${name}\\(`);
  for (let i = 0; i < lines.length; i++) {
    if (!head.test(lines[i]!) || /^[ \t]/.test(lines[i]!) || /;\s*$/.test(lines[i]!)) continue;
    let open = i;
    while (open < lines.length && !/^\{|\{\s*$|[;}]\s*$/.test(lines[open]!)) open++;
    if (!lines[open]?.includes('{')) continue;
    let end = open + 1;
    while (end < lines.length && !lines[end]!.startsWith('}')) end++;
    return [i + 1, end + 1];
  }
  return null;
}

/** First and last line of the part of a patch that is about a function: from its mark to the next one. */
function patchExtent(lines: readonly string[], name: string): readonly [number, number] | null {
  const from = lines.findIndex((line) => line.startsWith('@@') && line.includes(`${name}(`));
  if (from < 0) return null;
  const to = lines.findIndex((line, n) => n > from && line.startsWith('@@'));
  return [from + 1, to < 0 ? lines.length : to];
}

/** Line of the citation's occurrence of `symbol` in its function, or null. */
function find(lines: readonly string[], citation: Citation, symbol: string): number | null {
  const range =
    citation.repository === 'stubdom'
      ? patchExtent(lines, citation.function)
      : extent(lines, citation.function);
  if (!range) return null;
  let left = citation.nth ?? 1;
  for (let n = range[0]; n <= range[1]; n++) if (lines[n - 1]!.includes(symbol) && --left === 0) return n;
  return null;
}

function main(args: readonly string[]): number {
  const write = args.includes('--write');
  const [xen, qemu, stubdom] = args.filter((a) => !a.startsWith('--'));
  if (xen === undefined) {
    console.error(
      'Name a git checkout of xen.git: npm run check-sources -- XEN [QEMU_XEN [STUBDOM]] [--write]',
    );
    return 2;
  }
  const found: Record<string, Record<string, number>> = {};
  const wrong: string[] = [];
  let checked = 0;
  let skipped = 0;
  for (const [rule, citation] of Object.entries(CITATIONS)) {
    if (citation.unnumbered !== undefined) continue;
    const checkout = { xen, qemu, stubdom }[citation.repository];
    const known = { xen: XEN_TAGS, qemu: QEMU_TAGS, stubdom: [STUBDOM_COMMIT] }[citation.repository];
    const tags: readonly string[] = citation.tag === undefined ? known : [citation.tag];
    for (const tag of tags) {
      const symbols: string | Readonly<Record<string, string>> = citation.symbol;
      const symbol = typeof symbols === 'string' ? symbols : symbols[tag];
      if (symbol === undefined) continue;
      if (checkout === undefined) {
        skipped++;
        continue;
      }
      checked++;
      const file = fileOf(citation, tag);
      const lines = linesOf(checkout, tag, file);
      const place = `${citation.function} of ${file} at ${tag}`;
      const line = find(lines, citation, symbol);
      if (line === null) {
        wrong.push(`${rule}: "${symbol}" is not in ${place}`);
        continue;
      }
      (found[rule] ??= {})[tag] = line;
      if (!write && LINES[rule]?.[tag] !== line)
        wrong.push(
          `${rule}: "${symbol}" is on line ${line} of ${place}, the project says ${LINES[rule]?.[tag] ?? 'nothing'}`,
        );
    }
  }
  if (write) {
    const key = (tag: string) => (/^[a-z][a-z0-9]*$/.test(tag) ? tag : `'${tag}'`);
    const rows = Object.entries(found).map(
      ([rule, tags]) =>
        `  '${rule}': { ${Object.entries(tags)
          .map(([tag, line]) => `${key(tag)}: ${line}`)
          .join(', ')} },\n`,
    );
    writeFileSync(
      LINES_FILE,
      '/** Line numbers of the citations, by rule and tag. Written by scripts/check-sources.ts --write; do not edit. */\n' +
        'export const LINES: Readonly<Record<string, Readonly<Record<string, number>>>> = {\n' +
        rows.join('') +
        '};\n',
    );
  }
  const verdict = `${checked} citations checked, ${wrong.length} wrong, ${skipped} not checked for want of a checkout`;
  for (const line of wrong) console.log(line);
  console.log(verdict);
  if (write) console.log(`wrote ${LINES_FILE}; keep the result of a run without --write in ${RESULT_FILE}`);
  return wrong.length === 0 ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
