import type { Problem } from './problem.ts';

/** How each kind of line is written, by its first word: what an error message shows, and an editor can offer. */
export const USAGE: Readonly<Record<string, string>> = {
  msixscope: 'msixscope 1',
  name: 'name TEXT',
  note: 'note TEXT',
  device: 'device 8086:2725, or device "NAME" followed by bar, table and pba lines',
  slot: 'slot 0000:03:00.0',
  bar: 'bar 0 0xfebf0000 16K 64-bit prefetchable, with “unassigned” and “unsized” for what is not known',
  table: 'table bar 0 +0x2000 entries 16',
  pba: 'pba bar 0 +0x3000',
  state: 'state enabled unmasked',
  register: 'register +0x2804 = 0x0, or register bar 0 +0x2804 size 4 "NAME" "PURPOSE" "SOURCE"',
  design: 'design xen-4.19--qemu-latch, or two designs to compare',
  at: 'at 3, or at 3.2 for its second hop',
  view: 'view NAME',
  W: 'W4 table[0].ctrl = 1',
  R: 'R8 pba[0]',
  enable: 'enable, or enable masked',
  disable: 'disable',
  rep: 'rep W4 table[0].addr x4 = 0xfee00000, 0, 0x21, 1, or rep R4 table[0].ctrl x4 down',
  raise: 'raise 0',
  host: 'host mask 0, or host unmask 0',
  move: 'move bar +0x4000',
  decode: 'decode off, or decode on',
  prepare: 'prepare',
  release: 'release',
  dm: 'dm bind 0 table +0x2000 vector 0x31 flags 0x0, dm unbind 0, dm slot broken or dm slot mended',
  begin: 'begin W4 table[0].ctrl = 0, then serve and complete',
  serve: 'serve',
  complete: 'complete',
  expect:
    'expect lost, expect value 0x0, expect seen qemu or expect unseen hardware, each with “under DESIGN” if need be',
  moment: 'moment TEXT',
};

/** Words that a line may begin with; W and R stand for W1 to W8 and R1 to R8. */
export const FIRST_WORDS: readonly string[] = Object.keys(USAGE);

/** What is wrong with a line that does not follow the grammar, and how it would. */
export function syntaxProblem(line: string, number: number, column: number): Problem {
  const [, indent = '', first = ''] = /^(\s*)(\S*)/.exec(line) ?? [];
  const key = /^[WR]\d*$/.test(first) ? first[0]! : first;
  const usage = Object.hasOwn(USAGE, key) ? USAGE[key] : undefined;
  if (usage === undefined) {
    return { line: number, column: indent.length + 1, length: first.length, sentence: strangeWord(first) };
  }
  const rest = line.slice(column - 1);
  const [word = ''] = /^\S+/.exec(rest) ?? [];
  const found = rest.trim() === '' ? 'The line ends too early' : `“${shortened(word)}” cannot stand here`;
  return { line: number, column, length: word.length, sentence: `${found}. Write it like: ${usage}.` };
}

function strangeWord(word: string): string {
  const near = FIRST_WORDS.find((known) => known.length > 1 && known === word.toLowerCase());
  if (near !== undefined) return `Write “${near}” in small letters.`;
  if (/^[wr][1248]$/.test(word)) return `Write “${word.toUpperCase()}” in capital letters.`;
  return `No line begins with “${shortened(word)}”. Lines begin with ${FIRST_WORDS.map(sizes).join(', ')}; a comment begins with #.`;
}

const sizes = (word: string): string => (word === 'W' || word === 'R' ? `${word}4` : word);
const shortened = (word: string): string => (word.length > 40 ? `${word.slice(0, 40)}…` : word);
