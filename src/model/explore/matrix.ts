import type { Step } from '../access.ts';
import type { Design } from '../context.ts';
import type { Property } from '../properties/property.ts';
import type { Scenario } from '../scenario.ts';
import { Search } from './search.ts';
import type { Bounds, Setting } from './setting.ts';

export type Verdict = 'holds' | 'fails' | 'stopped' | 'not-applicable';

/** What became of one property under one design in one setting. */
export interface Cell {
  readonly design: Design;
  readonly setting: Setting;
  readonly property: Property;
  readonly verdict: Verdict;
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  /** The shortest counterexample, without the setting's lead; empty unless it fails. */
  readonly steps: readonly Step[];
  /** Why the question is not asked, or which bound stopped the search. */
  readonly reason: string | null;
}

/** The bounds of the matrix: no setting that ends by itself comes near. */
export const MATRIX_BOUNDS: Bounds = { states: 20_000, depth: 10_000 };

/** Searches one setting under one design for all of `properties` that ask about it; a cell for each of them. */
export function searchCells(
  setting: Setting,
  design: Design,
  properties: readonly Property[],
  bounds: Bounds = MATRIX_BOUNDS,
): Cell[] {
  const asked = properties.filter((property) => property.settings.includes(setting.id));
  const live = asked.filter((property) => property.notFor(design) === null);
  const search = new Search(setting, design, live, bounds);
  if (live.length > 0) while (search.advance(1_000_000));
  return asked.map((property) => cellOf(search, property));
}

/** What `search` says about `property` now that it has ended. */
export function cellOf(search: Search, property: Property): Cell {
  const { setting, design } = search;
  const { states, transitions, depth, exhausted, stoppedBy } = search.progress;
  const common = { design, setting, property };
  const reason = property.notFor(design);
  if (reason !== null)
    return { ...common, verdict: 'not-applicable', states: 0, transitions: 0, depth: 0, steps: [], reason };
  const counts = { states, transitions, depth };
  const steps = search.counterexample(property);
  if (steps !== null) return { ...common, ...counts, verdict: 'fails', steps, reason: null };
  if (exhausted) return { ...common, ...counts, verdict: 'holds', steps: [], reason: null };
  return {
    ...common,
    ...counts,
    verdict: 'stopped',
    steps: [],
    reason: `stopped at the bound on ${stoppedBy ?? 'time'}`,
  };
}

/** A failing cell as an ordinary scenario: the setting's lead, then the counterexample; it ends where it fails. */
export function scenarioOf(cell: Cell): Scenario {
  const { property, setting, design } = cell;
  return {
    name: `${property.id} fails: ${property.name}`,
    note: `${property.sentence} Under ${design.title} it fails at the last step. ${setting.sentence}`,
    device: setting.device,
    registers: new Map(),
    steps: [...setting.lead, ...cell.steps],
  };
}
