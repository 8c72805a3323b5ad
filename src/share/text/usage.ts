import { shortened } from '#model/base/shortened.ts';
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
  environment: 'environment stubdomain',
  survey: 'survey after-disable, or survey nothing-bound difference',
  zoom: 'zoom bit 5 +0x2804 size 4, with bar, page, entry or bit',
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
  show: 'show 12: SENTENCE, or show 12.3 in "NAME" view compare design A B: SENTENCE; show ? where the step is open',
  notes: 'notes TEXT, below the show line that they are for',
};

/** What each kind of line is about, in a sentence, by the same words: what an editor shows beside the line. */
const MEANINGS: Readonly<Record<string, string>> = {
  msixscope: 'The version of the language. It may be left out.',
  name: 'What the scenario is called.',
  note: 'What to watch, in a sentence or two.',
  device: 'Which device it is: one of the catalogue, or one that the lines below spell out.',
  slot: 'Where the device was seen.',
  bar: 'A BAR of a device that is spelled out: its address, size and width.',
  table: 'Where the MSI-X table lies, and how many entries it has.',
  pba: 'Where the pending bit array lies.',
  state: 'What Message Control said when the device was seen.',
  register: 'What a register holds at first, or what it is called.',
  design: 'What it is run under: a Xen with a device model, or two to compare.',
  at: 'Where to stop when the text is opened: a step, or a hop of it.',
  view: 'Which view is shown when the text is opened.',
  environment: 'Where the device model runs when the text is opened.',
  survey: 'What comes before each access of the whole page, and which map of it is shown.',
  zoom: 'How near the memory map is when the text is opened, and which bytes are picked on it.',
  W: 'The guest writes 1, 2, 4 or 8 bytes.',
  R: 'The guest reads 1, 2, 4 or 8 bytes.',
  enable: 'The guest switches MSI-X on; “masked”: with all vectors masked.',
  disable: 'The guest switches MSI-X off.',
  rep: 'A string copy, many accesses by one instruction; “down”: the addresses fall.',
  raise: 'The device interrupts with that entry.',
  host: 'Xen masks or unmasks a vector on its own account.',
  move: 'The guest moves the BAR so far from where it was at first.',
  decode: 'The device stops answering memory accesses, or answers again.',
  prepare: 'dom0 prepares the device for MSI-X.',
  release: 'dom0 takes the preparation back.',
  dm: 'A device model that does as it likes: it binds or unbinds a vector, or breaks or mends its slot.',
  begin: 'The guest begins an access, which is held while the device model has it.',
  serve: 'The device model handles the held access and answers it.',
  complete: 'Xen takes the answer, and the vCPU goes on.',
  expect: 'What should become of the step above: its outcome, its value, or who sees it.',
  moment: 'The step above is a moment of a talk, and this is its sentence.',
  show: 'A moment of a talk: a step of this or another scenario, how it is drawn, and the sentence that is said.',
  notes: 'What only the speaker sees of the moment above.',
};

/** How a line is written, and what it is about. */
export interface Help {
  /** Its first word; W and R stand for accesses of any size. */
  readonly word: string;
  readonly usage: string;
  /** A sentence, or nothing where none is written yet. */
  readonly meaning: string;
}

/** Help on the kind of line that `line` begins; null for one that begins like none. */
export function helpOn(line: string): Help | null {
  const [, first = ''] = /^\s*(\S*)/.exec(line) ?? [];
  const word = /^[WR]\d*$/.test(first) ? first[0]! : first;
  const usage = Object.hasOwn(USAGE, word) ? USAGE[word] : undefined;
  return usage === undefined ? null : { word, usage, meaning: MEANINGS[word] ?? '' };
}

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
