/** Looks for the states in which a recording can have begun: those with which a design differs least from the facts. */
import type { Layout } from '#model/layout.ts';
import type { JoinedAccess } from './joined-access.ts';
import { STAYED, type ModelRun } from './model-run.ts';
import { startState, type Before, type StartState } from './start-state.ts';

/** A start that the user states: entries with bound vectors; none: nothing was done before. */
export type StatedStart = readonly number[];

export interface Started {
  readonly start: StartState;
  readonly model: ModelRun;
}

/** Rounds in which a start state is made to fit what the recording shows. */
const MOST_ROUNDS = 40;
/** Entries tried one by one as the only bound one. */
const MOST_SINGLE = 6;

export class StartSearch {
  private readonly tried = new Map<string, Started>();
  private readonly accesses: readonly JoinedAccess[];
  private readonly layout: Layout;
  private readonly run: (start: StartState) => ModelRun;

  constructor(accesses: readonly JoinedAccess[], layout: Layout, run: (start: StartState) => ModelRun) {
    this.accesses = accesses;
    this.layout = layout;
    this.run = run;
  }

  stated(bound: StatedStart): Started {
    return bound.length === 0 ? this.attempt('nothing', []) : this.attempt('loaded', bound);
  }

  /**
   * Tried are: nothing done before, a driver unloaded before, and a loaded one whose bound entries are those that
   * Xen's own handling gives away. The first with the fewest disagreements.
   */
  best(): Started {
    let best = this.attempt('nothing', []);
    const consider = (found: Started) => {
      if (differences(found) < differences(best)) best = found;
    };
    if (differences(best) === 0) return best;
    consider(this.attempt('unloaded', []));
    consider(this.attempt('unloaded-counted', []));
    const seen = new Set<number>();
    let current = this.attempt('nothing', []);
    for (let round = 0; round < MOST_ROUNDS && differences(best) > 0; round++) {
      const wanted = this.wanted(current, seen);
      if (wanted === undefined) break;
      seen.add(wanted);
      current = this.attempt('loaded', [...current.start.bound, wanted]);
      consider(current);
    }
    return best;
  }

  /** Every state tried that fits as well as `best`, `best` first; single entries are tried for it. */
  alike(best: Started): StartState[] {
    const entries = new Set([0, ...best.start.bound, ...this.accesses.map((access) => this.entryOf(access))]);
    this.attempt('nothing', []);
    this.attempt('unloaded', []);
    this.attempt('unloaded-counted', []);
    for (const entry of [...entries].slice(0, MOST_SINGLE)) this.attempt('loaded', [entry]);
    const fitting = [...this.tried.values()].filter((one) => differences(one) === differences(best));
    return [best.start, ...fitting.map(({ start }) => start).filter((start) => start !== best.start)];
  }

  /** An entry that the model sends on and Xen did not. */
  private wanted({ model }: Started, seen: ReadonlySet<number>): number | undefined {
    return model.disagreements
      .filter((one) => (one.kind === 'forwarding' && one.fact === STAYED) || one.kind === 'hardware')
      .map(({ index }) => this.entryOf(this.accesses[index]!))
      .find((entry) => !seen.has(entry));
  }

  private attempt(before: Before, bound: readonly number[]): Started {
    const key = `${before} ${bound.join(',')}`;
    const known = this.tried.get(key);
    if (known) return known;
    const start = startState(this.layout, before, bound, this.accesses);
    const found = { start, model: this.run(start) };
    this.tried.set(key, found);
    return found;
  }

  /** The entry of an access; a register next to the table stands for the last one, which is the least in the way. */
  private entryOf({ address }: JoinedAccess): number {
    const { layout } = this;
    const entry = Math.floor((address - layout.base - layout.tableStart) / 16);
    return entry >= 0 && entry < layout.entries ? entry : layout.entries - 1;
  }
}

const differences = ({ model }: Started): number => model.disagreements.length;
