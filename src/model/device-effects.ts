/** What each design does to a device: found by trying its registers, never written per device. */
import { REAL_WORLD, type Design, type World } from './context.ts';
import { DESIGNS } from './designs/catalogue.ts';
import { regionAt, type Layout } from './layout.ts';
import { Prober, type Preparation } from './prober.ts';
import type { Outcome } from './route.ts';
import { isLoss } from './run.ts';
import { unreachable } from './base/assert.ts';

/** How the registers next to the table fare, in a word. */
export type EffectVerdict =
  /** Read and written, whatever is bound. */
  | 'works'
  /** Read and written, but only while a vector is bound. */
  | 'works while bound'
  /** Some of them are read and written, others not. */
  | 'works in part'
  | 'readable, not programmable'
  | 'lost'
  /** Table and PBA leave no room for a register on their pages. */
  | 'no registers there';

export interface DeviceEffect {
  readonly design: Design;
  readonly verdict: EffectVerdict;
  /** One character for narrow places, unique among verdicts. */
  readonly letter: string;
  readonly sentences: readonly string[];
}

export const VERDICT_LETTERS: Readonly<Record<EffectVerdict, string>> = {
  works: 'W',
  'works while bound': 'B',
  'works in part': 'P',
  'readable, not programmable': 'R',
  lost: 'L',
  'no registers there': '-',
};

/** Whether none, some or all of a group of accesses take effect. */
type Share = 'none' | 'some' | 'all';

/** Offsets of aligned dwords with one meaning, and how to name them. */
interface Group {
  readonly subject: string;
  readonly offsets: readonly number[];
}

/** What the aligned dword accesses of a group come to in one state. */
interface Finding {
  readonly reads: Share;
  readonly writes: Share;
  /** Reads that take effect do so because the device model looks through /dev/mem. */
  readonly devMemReads: boolean;
  /** Writes that take effect are also sent to the device model. */
  readonly forwarded: boolean;
}

interface Findings {
  readonly group: Group;
  readonly before: Finding;
  readonly bound: Finding;
  readonly after: Finding;
}

/** What every design on offer does to the device of `layout`, in the catalogue's order. */
export function deviceEffects(layout: Layout, world: World = REAL_WORLD): DeviceEffect[] {
  const groups = groupsOf(layout);
  return DESIGNS.map((design) => effectOf(design, layout, groups, world));
}

interface Groups {
  readonly before: Group;
  readonly after: Group;
  readonly pba: Group;
}

function groupsOf(layout: Layout): Groups {
  const before: number[] = [];
  const after: number[] = [];
  const pba: number[] = [];
  for (let offset = Math.ceil(layout.trapStart / 4) * 4; offset + 4 <= layout.trapEnd; offset += 4) {
    const region = regionAt(layout, offset);
    if (region !== regionAt(layout, offset + 3)) continue;
    if (region === 'adjacent') (offset < layout.tableStart ? before : after).push(offset);
    else if (region === 'pba') pba.push(offset);
  }
  return {
    before: { subject: 'Registers before the table', offsets: sampled(before, layout) },
    after: { subject: 'Registers after the table', offsets: sampled(after, layout) },
    pba: { subject: 'The pending bits on the table’s page', offsets: sampled(pba, layout) },
  };
}

/** Dwords of a group that are tried, evenly spread. */
const SAMPLES = 32;

/**
 * The ends of a group, both sides of the place where QEMU's overlay ends, and some in between: a design decides by
 * page, table, PBA and overlay, so its registers fare alike from one such edge to the next.
 */
function sampled(offsets: readonly number[], layout: Layout): number[] {
  const stride = Math.ceil(offsets.length / SAMPLES);
  return offsets.filter(
    (offset, n) => n % stride === 0 || n === offsets.length - 1 || Math.abs(offset - layout.overlayEnd) <= 4,
  );
}

function effectOf(design: Design, layout: Layout, groups: Groups, world: World): DeviceEffect {
  const probers: Record<Preparation, Prober> = {
    'nothing-bound': new Prober(design, layout, 'nothing-bound', world),
    'one-vector-bound': new Prober(design, layout, 'one-vector-bound', world),
    'after-disable': new Prober(design, layout, 'after-disable', world),
  };
  const find = (group: Group): Findings => ({
    group,
    before: findingOf(probers['nothing-bound'], group.offsets),
    bound: findingOf(probers['one-vector-bound'], group.offsets),
    after: findingOf(probers['after-disable'], group.offsets),
  });
  const registers = [groups.before, groups.after].filter(({ offsets }) => offsets.length > 0).map(find);
  const told = alike(registers)
    ? [{ ...registers[0]!, group: { subject: 'Registers next to the table', offsets: [] } }]
    : registers;
  const sentences = told.flatMap((findings) => registerSentences(findings));
  if (registers.length === 0) sentences.push('Table and PBA leave no register on the table’s pages.');
  const unaligned = unalignedSentence(probers['one-vector-bound'], registers);
  if (unaligned !== null) sentences.push(unaligned);
  if (groups.pba.offsets.length > 0) sentences.push(pbaSentence(find(groups.pba)));
  const crash = crashSentence(design, layout, world);
  if (crash !== null) sentences.push(crash);
  const verdict = verdictOf(registers);
  return { design, verdict, letter: VERDICT_LETTERS[verdict], sentences };
}

function findingOf(prober: Prober, offsets: readonly number[]): Finding {
  const reads = offsets.map((offset) => prober.outcome(offset, 4, false));
  const writes = offsets.map((offset) => prober.outcome(offset, 4, true));
  const seenByQemu = reads.indexOf('device-model');
  return {
    reads: share(reads),
    writes: share(writes),
    devMemReads:
      seenByQemu >= 0 &&
      prober.route(offsets[seenByQemu]!, 4, false).hops.some(({ rule }) => rule === 'dm.read-devmem'),
    forwarded: writes.includes('hardware-and-forwarded'),
  };
}

function share(outcomes: readonly Outcome[]): Share {
  const effective = outcomes.filter((outcome) => !isLoss(outcome)).length;
  return effective === 0 ? 'none' : effective === outcomes.length ? 'all' : 'some';
}

/** The groups fare alike, so that one set of sentences does for them. */
function alike(registers: readonly Findings[]): boolean {
  const [first, second] = registers;
  if (first === undefined || second === undefined) return first !== undefined;
  const text = ({ before, bound, after }: Findings) => JSON.stringify([before, bound, after]);
  return text(first) === text(second);
}

function registerSentences({ group, before, bound, after }: Findings): string[] {
  const { subject } = group;
  const sentences: string[] = [];
  const how = (finding: Finding) => (finding.devMemReads ? ', through QEMU’s /dev/mem only' : '');
  if (bound.reads === 'all' && bound.writes === 'all') {
    const always = before.reads === 'all' && before.writes === 'all';
    sentences.push(
      always
        ? `${subject} can be read and written${how(bound)}, whether or not a vector is bound.`
        : `${subject} reach the device only while a vector is bound.`,
    );
    if (!always && before.reads === 'all')
      sentences.push(`Before that they can be read${how(before)}, but writes are lost.`);
    if (!always) sentences.push(afterwards(after));
    if (bound.forwarded)
      sentences.push('Each write is also sent to the device model, and the vCPU waits for it.');
  } else if (bound.reads !== 'none' && bound.writes === 'none') {
    sentences.push(
      `${subject} can be ${bound.reads === 'some' ? 'read in part' : 'read'}${how(bound)}, but not written: writes are lost.`,
    );
    if (before.reads === 'none') sentences.push('Before a vector is bound they cannot be read either.');
  } else if (bound.reads === 'none' && bound.writes === 'none') {
    sentences.push(
      `Accesses to ${lower(subject)} are lost: reads get a filler value, writes change nothing.`,
    );
  } else {
    sentences.push(
      `${subject}: while a vector is bound, ${amount(bound.reads)} can be read${how(bound)} and ${amount(bound.writes)} written.`,
    );
    if (!sameShares(before, bound))
      sentences.push(
        `Before that, ${amount(before.reads)} can be read${how(before)} and ${amount(before.writes)} written.`,
      );
  }
  return sentences;
}

const lower = (subject: string): string => subject.charAt(0).toLowerCase() + subject.slice(1);

const sameShares = (a: Finding, b: Finding): boolean => a.reads === b.reads && a.writes === b.writes;

function amount(share: Share): string {
  switch (share) {
    case 'none':
      return 'none';
    case 'some':
      return 'some';
    case 'all':
      return 'all';
    default:
      return unreachable(share);
  }
}

function afterwards(after: Finding): string {
  if (after.writes === 'all') return 'After MSI-X is switched off again they still reach it.';
  if (after.writes === 'some') return 'After MSI-X is switched off again some still reach it.';
  return after.reads === 'all'
    ? 'After MSI-X is switched off again they can be read, but writes are lost.'
    : 'After MSI-X is switched off again they are lost.';
}

/** Said only where aligned accesses fare better. */
function unalignedSentence(prober: Prober, registers: readonly Findings[]): string | null {
  const written = registers.find(({ bound }) => bound.writes === 'all');
  const offset = written?.group.offsets[0];
  if (offset === undefined) return null;
  const reads = isLoss(prober.outcome(offset + 1, 2, false));
  const writes = isLoss(prober.outcome(offset + 1, 2, true));
  if (!reads && !writes) return null;
  const what = reads && writes ? 'Reads and writes' : reads ? 'Reads' : 'Writes';
  return `${what} there that are not naturally aligned are lost.`;
}

function pbaSentence({ group, before, bound }: Findings): string {
  const how = (finding: Finding) => (finding.devMemReads ? ' through QEMU’s /dev/mem' : '');
  if (before.reads === 'all') return `${group.subject} can be read${how(before)} at any time.`;
  if (bound.reads === 'all') return `${group.subject} can be read${how(bound)} only while a vector is bound.`;
  return bound.reads === 'some'
    ? `${group.subject} can be read in part.`
    : `${group.subject} cannot be read: the guest gets a filler value.`;
}

/** The PBA's first page when it is not one of the table's: what a write there does. */
function crashSentence(design: Design, layout: Layout, world: World): string | null {
  const { pbaStart } = layout;
  if (pbaStart === null || (pbaStart >= layout.trapStart && pbaStart < layout.trapEnd)) return null;
  const prober = new Prober(design, layout, 'one-vector-bound', world);
  const outcome = prober.outcome(pbaStart, 4, true);
  if (outcome === 'crash') return 'A write to the PBA’s own page crashes the domain.';
  return outcome === 'lost' ? 'Writes to the PBA’s own page are lost.' : null;
}

function verdictOf(registers: readonly Findings[]): EffectVerdict {
  if (registers.length === 0) return 'no registers there';
  const every = (test: (findings: Findings) => boolean) => registers.every(test);
  const works = (finding: Finding) => finding.reads === 'all' && finding.writes === 'all';
  if (every(({ before, bound }) => works(before) && works(bound))) return 'works';
  if (every(({ bound }) => works(bound))) return 'works while bound';
  if (registers.some(({ bound }) => bound.writes !== 'none')) return 'works in part';
  return registers.some(({ bound }) => bound.reads !== 'none') ? 'readable, not programmable' : 'lost';
}
