/** Compares what the model does with what the real code was recorded to do, event by event and state by state. */
import type { Design } from '#model/context.ts';
import { layoutOf } from '#model/layout.ts';
import { Machine } from '#model/machine.ts';
import { RECORDED_WORLD } from '#model/context.ts';
import { eventsOf } from '#model/route.ts';
import { eventWords, stateWords } from './difference-words.ts';
import { eventJson, stateJson, type Json, type JsonObject, type Vector } from './format.ts';
import type { JsonProblem } from './json-place.ts';
import { ended } from './fields.ts';
import { designOfVector, problemAt, readVector } from './read-vector.ts';
import { failure, success, type Result } from '#model/base/result.ts';

/** The first place where model and recording part. */
export interface Difference {
  readonly scenario: string;
  /** 1-based; 0 for the state before the first step. */
  readonly step: number;
  readonly sentence: string;
}

export interface ConformanceReport {
  readonly scenarios: number;
  readonly agree: number;
  /** One for each scenario that does not agree, in order. */
  readonly differences: readonly Difference[];
  /** Lines that could not be read or run at all, each with its place; they count as scenarios that do not agree. */
  readonly unreadable: readonly string[];
}

/** JSON with keys in order, so that equal values have equal text. */
function canonical(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`)
      .join(',')}}`;
  return JSON.stringify(value);
}

/** The first leaf that differs: what it is about, both values, and its path in the file. */
function firstLeaf(recorded: Json | undefined, model: Json | undefined, path: string): string | null {
  if (canonical(recorded) === canonical(model)) return null;
  const bothObjects =
    typeof recorded === 'object' && recorded !== null && typeof model === 'object' && model !== null;
  if (bothObjects && !Array.isArray(recorded) && !Array.isArray(model)) {
    const keys = new Set([...Object.keys(recorded), ...Object.keys(model)]);
    for (const key of keys) {
      const leaf = firstLeaf(
        (recorded as JsonObject)[key],
        (model as JsonObject)[key],
        path === '' ? key : `${path}.${key}`,
      );
      if (leaf !== null) return leaf;
    }
  }
  return `${stateWords(path)}: recorded ${canonical(recorded)}, model ${canonical(model)} (${path})`;
}

/** A recorded scenario, and the design that it was recorded of. */
interface Recorded {
  readonly vector: Vector & { readonly expect: NonNullable<Vector['expect']> };
  readonly design: Design;
}

/** The recording that `text` is; the error has its place in it. */
function recordedIn(text: string): Result<Recorded, JsonProblem> {
  const read = readVector(text);
  if (!read.ok) return read;
  const { vector } = read.value;
  const { expect } = vector;
  if (expect === null)
    return failure(problemAt(text, { path: [], what: 'the line has no "expect" to compare with' }));
  const design = designOfVector(vector);
  return design.ok
    ? success({ vector: { ...vector, expect }, design: design.value })
    : failure(problemAt(text, design.error));
}

/** Runs one recorded scenario; null when everything agrees. */
function compareRecorded({ vector, design }: Recorded): Difference | null {
  const differ = (step: number, sentence: string): Difference => ({ scenario: vector.id, step, sentence });
  const layout = layoutOf(vector.device);
  const machine = new Machine(design, layout, { registers: vector.registers, world: RECORDED_WORLD });
  let recordedState: Json | undefined = vector.initial ?? undefined;
  if (recordedState !== undefined) {
    const leaf = firstLeaf(recordedState, stateJson(machine.state, layout, design), '');
    if (leaf !== null) return differ(0, `before the first step, ${leaf}`);
  }
  for (const [i, step] of vector.steps.entries()) {
    const events: JsonObject[] = eventsOf(machine.route(step)).map(eventJson);
    const recorded = vector.expect[i]!;
    const recordedEvents = recorded.filter((event) => event.at !== 'state');
    const count = Math.max(events.length, recordedEvents.length);
    for (let e = 0; e < count; e++) {
      const theirs = canonical(recordedEvents[e]);
      const ours = canonical(events[e]);
      if (theirs !== ours) {
        const words = `recorded: ${eventWords(recordedEvents[e])}; model: ${eventWords(events[e])}`;
        return differ(i + 1, `event ${e + 1}, ${words} (recorded ${theirs}, model ${ours})`);
      }
    }
    const state = recorded.at(-1);
    if (state?.at === 'state' && state.same !== true) recordedState = state;
    if (recordedState !== undefined) {
      const leaf = firstLeaf(recordedState, stateJson(machine.state, layout, design), '');
      if (leaf !== null) return differ(i + 1, `state afterwards, ${leaf}`);
    }
  }
  return null;
}

/** Checks the text of a vector file. Empty lines are skipped; everything else counts. */
export function conformText(text: string, fileName: string): ConformanceReport {
  const differences: Difference[] = [];
  const unreadable: string[] = [];
  let scenarios = 0;
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    scenarios++;
    const recorded = recordedIn(line);
    if (!recorded.ok) {
      const { column, what } = recorded.error;
      unreadable.push(`${fileName}, line ${i + 1}, column ${column}: ${ended(what)}`);
      continue;
    }
    const difference = compareRecorded(recorded.value);
    if (difference) differences.push(difference);
  }
  return { scenarios, agree: scenarios - differences.length - unreadable.length, differences, unreadable };
}
