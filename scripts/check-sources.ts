/**
 * npm run check-sources -- XEN [QEMU_XEN [STUBDOM [QUBES_XEN]]] [--write]
 *
 * Proves that every cited symbol stands on its cited line at its tag; with --write finds the lines and stores them. The
 * arguments are git checkouts of xen.git, qemu-xen.git, qubes-vmm-xen-stubdom-linux and qubes-vmm-xen; without the later
 * ones their citations are not checked, and counted as such. Exit code 1 when a line is wrong, 2 when a checkout cannot
 * be used. A run with all four and without --write is kept in docs/sources-check.txt.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { QEMU_TAGS, STUBDOM_COMMIT, XEN_TAGS, type CodeCitation } from '#model/sources/citation.ts';
import { CITATIONS } from '#model/sources/citations.ts';
import { LINES } from '#model/sources/lines.ts';
import { PROPOSALS, XEN_PATCHES_COMMIT } from '#model/sources/proposals.ts';
import { fileOf } from '#model/sources.ts';
import { findLine } from './cited-lines.ts';

const LINES_FILE = 'src/model/sources/lines.ts';
const RESULT_FILE = 'docs/sources-check.txt';
const USAGE = 'npm run check-sources -- XEN [QEMU_XEN [STUBDOM [QUBES_XEN]]] [--write]';

type Repository = CodeCitation['repository'];

/** In the order of the arguments. */
const REPOSITORIES: readonly { name: Repository; title: string; tags: readonly string[] }[] = [
  { name: 'xen', title: 'xen.git', tags: XEN_TAGS },
  { name: 'qemu', title: 'qemu-xen.git', tags: QEMU_TAGS },
  { name: 'stubdom', title: 'qubes-vmm-xen-stubdom-linux', tags: [STUBDOM_COMMIT] },
  { name: 'xen-patches', title: 'qubes-vmm-xen', tags: [XEN_PATCHES_COMMIT] },
];

/** A sentence for whoever called; not a fault of this script. */
class Unusable extends Error {}

/** One line that is cited: a rule at a tag. */
interface Place {
  readonly rule: string;
  readonly tag: string;
  readonly citation: CodeCitation;
  readonly symbol: string;
}

/** Every line that is cited, by whichever design. */
function places(): Place[] {
  const found: Place[] = [];
  for (const citations of [CITATIONS, ...Object.values(PROPOSALS)])
    for (const [rule, citation] of Object.entries(citations)) {
      // What a proposal leaves open is cited as the Xen has it that is named.
      if (typeof citation === 'string' || citation.repository === 'mail') continue;
      const known = REPOSITORIES.find(({ name }) => name === citation.repository)!.tags;
      for (const tag of citation.tag === undefined ? known : [citation.tag]) {
        const symbols: string | Readonly<Record<string, string>> = citation.symbol;
        const symbol = typeof symbols === 'string' ? symbols : symbols[tag];
        // A rule that is decided otherwise at this tag has another rule's citation there.
        if (symbol !== undefined) found.push({ rule, tag, citation, symbol });
      }
    }
  return found;
}

/** What git prints, or null when it has nothing of that name. */
function git(checkout: string, args: readonly string[]): string | null {
  const run = spawnSync('git', ['-C', checkout, ...args], { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (run.error) throw new Unusable(`git cannot be run: ${run.error.message}.`);
  return run.status === 0 ? run.stdout : null;
}

function checkCheckout(checkout: string, { title, tags }: (typeof REPOSITORIES)[number]): void {
  if (git(checkout, ['rev-parse', '--git-dir']) === null)
    throw new Unusable(`${checkout} is no git checkout: name one of ${title}. ${USAGE}`);
  for (const tag of tags)
    if (git(checkout, ['rev-parse', '--verify', '--quiet', `${tag}^{commit}`]) === null)
      throw new Unusable(`${checkout} has no commit ${tag}, which ${title} has: fetch it with its tags.`);
}

const texts = new Map<string, readonly string[] | null>();

function linesOf(checkout: string, tag: string, file: string): readonly string[] | null {
  const key = `${tag}:${file}`;
  const known = texts.get(key);
  if (known !== undefined) return known;
  const lines = git(checkout, ['show', key])?.split('\n') ?? null;
  texts.set(key, lines);
  return lines;
}

interface Found {
  /** By rule and tag. */
  readonly lines: Record<string, Record<string, number>>;
  readonly wrong: readonly string[];
  readonly checked: number;
  readonly skipped: number;
}

function search(checkouts: readonly (string | undefined)[], write: boolean): Found {
  const lines: Record<string, Record<string, number>> = {};
  const wrong: string[] = [];
  let checked = 0;
  let skipped = 0;
  for (const { rule, tag, citation, symbol } of places()) {
    const checkout = checkouts[REPOSITORIES.findIndex(({ name }) => name === citation.repository)];
    if (checkout === undefined) {
      skipped++;
      continue;
    }
    checked++;
    const file = fileOf(citation, tag);
    const line = findLine(linesOf(checkout, tag, file) ?? [], citation, symbol);
    const place = `${citation.function} of ${file} at ${tag}`;
    if (line === null) wrong.push(`${rule}: "${symbol}" is not in ${place}`);
    else (lines[rule] ??= {})[tag] = line;
    const said = LINES[rule]?.[tag] ?? 'nothing';
    if (line !== null && !write && said !== line)
      wrong.push(`${rule}: "${symbol}" is on line ${line} of ${place}, the project says ${said}`);
  }
  return { lines, wrong, checked, skipped };
}

function writeLines(found: Found['lines']): void {
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

/** The kept result: when, against what, and what came of it. */
function keep(checkouts: readonly string[], verdict: readonly string[]): void {
  const rows = REPOSITORIES.map(({ title, tags }, n) => {
    const newest = git(checkouts[n]!, ['log', '-1', '--format=%h of %cs', tags.at(-1)!])?.trim() ?? '';
    return `${title}: ${tags.length === 1 ? newest : `${tags.join(', ')} (${newest})`}`;
  });
  const day = new Date().toISOString().slice(0, 10);
  const text = ['Last run of npm run check-sources:', day, '', ...rows, '', ...verdict];
  writeFileSync(RESULT_FILE, `${text.join('\n').replace(':\n', ': ')}\n`);
}

function main(args: readonly string[]): number {
  const write = args.includes('--write');
  const unknown = args.find((arg) => arg.startsWith('--') && arg !== '--write');
  const checkouts = args.filter((arg) => !arg.startsWith('--'));
  if (unknown !== undefined) throw new Unusable(`Unknown option ${unknown}. ${USAGE}`);
  if (checkouts.length === 0) throw new Unusable(`Name a git checkout of xen.git. ${USAGE}`);
  if (checkouts.length > REPOSITORIES.length) throw new Unusable(`Too many checkouts. ${USAGE}`);
  checkouts.forEach((checkout, n) => checkCheckout(checkout, REPOSITORIES[n]!));
  const { lines, wrong, checked, skipped } = search(checkouts, write);
  const notChecked = skipped === 0 ? '' : `, ${skipped} not checked for want of a checkout`;
  const verdict = [...wrong, `${checked} citations checked, ${wrong.length} wrong${notChecked}`];
  console.log(verdict.join('\n'));
  if (write && skipped > 0) throw new Unusable('Nothing was written: --write needs all four checkouts.');
  if (write) writeLines(lines);
  else if (skipped === 0) keep(checkouts, verdict);
  if (skipped === 0) console.log(`wrote ${write ? LINES_FILE : RESULT_FILE}`);
  return wrong.length === 0 ? 0 : 1;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Unusable)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
