/** The moments of a talk: from the lines of a scenario, what each of them shows, and how the list is changed. */
import type { AttachedLine, ShowLine } from '#share/document.ts';

/** What a moment says, wherever its line stands. */
export type Moment = Omit<ShowLine, 'kind' | 'after'>;

type Lines = readonly AttachedLine[];

const isMoment = ({ kind }: AttachedLine): boolean => kind === 'show' || kind === 'moment';

export const hasTalk = (lines: Lines): boolean => lines.some(isMoment);

export const EMPTY_MOMENT: Moment = {
  step: null,
  hop: null,
  view: null,
  designs: [],
  scenario: null,
  device: null,
  text: '',
  notes: '',
};

function momentOf(line: AttachedLine): Moment[] {
  switch (line.kind) {
    case 'show': {
      const { step, hop, view, designs, scenario, device, text, notes } = line;
      return [{ step, hop, view, designs, scenario, device, text, notes }];
    }
    case 'moment':
      return [
        line.after === 0
          ? { ...EMPTY_MOMENT, step: 0, hop: 0, text: line.text }
          : { ...EMPTY_MOMENT, step: line.after - 1, text: line.text },
      ];
    default:
      return [];
  }
}

const found = new WeakMap<Lines, readonly Moment[]>();

/** The moments in the order of their lines; a `moment` line shows the step above it, or the start. */
export function momentsOf(lines: Lines): readonly Moment[] {
  const known = found.get(lines) ?? lines.flatMap(momentOf);
  found.set(lines, known);
  return known;
}

/**
 * `lines` with `moments` in place of those they hold. The first takes the line of the first that was there, and so on;
 * more of them stand below the last, and where there were none, above the first step. Everything else stays.
 */
export function withMoments(lines: Lines, moments: readonly Moment[]): readonly AttachedLine[] {
  const left = [...moments];
  const last = lines.findLastIndex(isMoment);
  const begin = lines.findIndex(({ after }) => after > 0);
  const end = last >= 0 ? last + 1 : begin >= 0 ? begin : lines.length;
  const at = (after: number, moment: Moment | undefined): AttachedLine[] =>
    moment === undefined ? [] : [{ kind: 'show', after, ...moment }];
  const before = lines
    .slice(0, end)
    .flatMap((line) => (isMoment(line) ? at(line.after, left.shift()) : [line]));
  const after = last >= 0 ? lines[last]!.after : 0;
  return [...before, ...left.flatMap((moment) => at(after, moment)), ...lines.slice(end)];
}

/** The list with `moment` before place `at`. */
export const inserted = (list: readonly Moment[], at: number, moment: Moment): readonly Moment[] =>
  list.toSpliced(at, 0, moment);

export const removed = (list: readonly Moment[], at: number): readonly Moment[] => list.toSpliced(at, 1);

export const changed = (list: readonly Moment[], at: number, change: Partial<Moment>): readonly Moment[] =>
  list.map((one, n) => (n === at ? { ...one, ...change } : one));

/** The list with moment `from` as moment `to`; as it is when there is no such place. */
export function moved(list: readonly Moment[], from: number, to: number): readonly Moment[] {
  const [one] = list.slice(from, from + 1);
  if (one === undefined || to < 0 || to >= list.length) return list;
  return list.toSpliced(from, 1).toSpliced(to, 0, one);
}
