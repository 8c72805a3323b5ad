/** What follows from scenario, design and playhead. Nothing here is stored in a store; everything is remembered. */
import { DESIGNS } from '#model/designs/catalogue.ts';
import type { Design } from '#model/context.ts';
import type { Route } from '#model/route.ts';
import { Run } from '#model/run.ts';
import type { Scenario } from '#model/scenario.ts';
import type { MachineState } from '#model/state.ts';
import { stateDuring } from '#model/state-during.ts';
import type { Playhead, Track } from './playhead.ts';

/** Routes and states kept for each run; more than any view shows at once. */
const KEPT = 32;

const runs = new WeakMap<Scenario, Map<string, Run>>();

/** The design with that id, or the first one: a link or setting can name one that is no longer offered. */
export function keptDesign(id: string): Design {
  const design = DESIGNS.find((candidate) => candidate.id === id) ?? DESIGNS[0];
  if (!design) throw new Error('the catalogue of designs is empty');
  return design;
}

/** `scenario` under the design, run once. */
export function runOf(scenario: Scenario, designId: string): Run {
  const design = keptDesign(designId);
  const known = remembered(runs, scenario, () => new Map<string, Run>());
  return remembered(known, design.id, () => new Run(scenario, design));
}

const routes = new WeakMap<Run, Map<number, Route>>();
const states = new WeakMap<Run, Map<number, MachineState>>();
const tracks = new WeakMap<Run, Track>();
const jointTracks = new WeakMap<Run, WeakMap<Run, Track>>();

/** The route of step `step`, or null when there is no such step. */
export function routeOf(run: Run, step: number): Route | null {
  if (step < 0 || step >= run.length) return null;
  return recent(
    remembered(routes, run, () => new Map<number, Route>()),
    step,
    () => run.routeAt(step),
  );
}

/** The state before step `n`. Not to be changed. */
export function stateBefore(run: Run, n: number): MachineState {
  return recent(
    remembered(states, run, () => new Map<number, MachineState>()),
    n,
    () => run.stateAt(n),
  );
}

export function trackOf(run: Run): Track {
  const make = (): Track => {
    const hops = new Map<number, number>();
    return {
      length: run.length,
      hopsOf: (step) => remembered(hops, step, () => routeOf(run, step)?.hops.length ?? 0),
    };
  };
  return remembered(tracks, run, make);
}

/** Two runs of one scenario hop by hop: the route with fewer hops waits at its end for the other. */
export function jointTrack(a: Run, b: Run): Track {
  const known = remembered(jointTracks, a, () => new WeakMap<Run, Track>());
  return remembered(known, b, () => {
    const [first, second] = [trackOf(a), trackOf(b)];
    return { length: a.length, hopsOf: (step) => Math.max(first.hopsOf(step), second.hopsOf(step)) };
  });
}

/** What everyone holds at `playhead`: the state before the access with the changes of the hops that are done. */
export function stateAt(run: Run, playhead: Playhead): MachineState {
  const route = routeOf(run, playhead.step);
  const before = stateBefore(run, playhead.step);
  if (route === null || playhead.hop < 1)
    return route?.hops.length === 0 ? stateBefore(run, playhead.step + 1) : before;
  return stateDuring(
    before,
    stateBefore(run, playhead.step + 1),
    route,
    run.layout,
    Math.floor(playhead.hop),
  );
}

interface Memory<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): unknown;
}

function remembered<K, V>(memory: Memory<K, V>, key: K, make: () => V): V {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const made = make();
  memory.set(key, made);
  return made;
}

/** The same with the oldest forgotten first. */
function recent<V>(memory: Map<number, V>, key: number, make: () => V): V {
  const value = memory.get(key) ?? make();
  memory.delete(key);
  memory.set(key, value);
  const [oldest] = memory.keys();
  if (memory.size > KEPT && oldest !== undefined) memory.delete(oldest);
  return value;
}
