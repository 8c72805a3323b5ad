import type { ModelEvent } from './events.ts';
import type { RuleId } from './rules.ts';
import type { Step } from './access.ts';

/** The four parties, in the order an access meets them. */
export type Party = 'guest' | 'xen' | 'device-model' | 'hardware';

export const PARTIES: readonly Party[] = ['guest', 'xen', 'device-model', 'hardware'];

/** The quantities a hop talks about; which ones are set depends on its rule (see rules.ts). */
export interface HopFacts {
  /** Bytes from the table BAR's start. */
  readonly offset?: number;
  /** Bytes. */
  readonly size?: number;
  /** Halves of the value read or written. */
  readonly lo?: number;
  readonly hi?: number;
  readonly entry?: number;
  /** Index into FIELDS: which dword of the entry. */
  readonly field?: number;
  readonly handler?: string;
  readonly count?: number;
  readonly address?: number;
  readonly vector?: number;
  readonly gflags?: number;
  readonly masked?: boolean;
  readonly write?: boolean;
  readonly server?: string;
}

/** One thing that a hop changed: whose state, which field, and from what to what. */
export interface Change {
  readonly party: Party;
  /** Name of the field in its owner's source, e.g. `table_flags`, `latch`, `guest_masked`. */
  readonly field: string;
  /** Table entry concerned, or null. */
  readonly entry: number | null;
  /** Bytes from the table BAR, when a register of the device changed. */
  readonly offset?: number;
  readonly from: number;
  readonly to: number;
}

/** One decision on the way of an access: who took it, by which rule (which knows why and where), what it changed. */
export interface Hop {
  readonly party: Party;
  readonly rule: RuleId;
  readonly facts: HopFacts;
  readonly changes: Change[];
  /** What an observer of the real code would have seen at this point, or null for a hop it does not report. */
  readonly event: ModelEvent | null;
}

/** Who completed some bytes of the guest's access; together these cover every byte exactly once. */
export interface Answer {
  readonly offset: number;
  readonly size: number;
  readonly by: 'hardware' | 'xen' | 'device-model' | 'nobody';
  /** False when the bytes of a write went nowhere, or a read got a filler value. */
  readonly effective: boolean;
}

/** What became of an access, in one word; the sentence is in narrate.ts. */
export type Outcome =
  /** The page is mapped to the guest: no exit. */
  | 'direct'
  /** Xen performed it on the hardware, and nobody else saw it. */
  | 'hardware'
  /** Xen performed it on the hardware, then also sent it to the device model. */
  | 'hardware-and-forwarded'
  /** Xen answered from, or changed, its own state; the device model saw nothing. */
  | 'xen'
  /** Xen acted on it and then sent it to the device model. */
  | 'xen-and-forwarded'
  /** The device model answered it or kept it. */
  | 'device-model'
  /** Some of its bytes took effect, others nowhere. */
  | 'partly-lost'
  /** A write that changed nothing, or a read that got a filler value. */
  | 'lost'
  /** Xen crashed the domain. */
  | 'crash'
  /** A configuration-space step or another event: not an access to the BAR. */
  | 'config'
  /** Nothing ran: the domain had crashed before, or its vCPU waits. */
  | 'not-run';

/** Everything that happened to one step of a scenario. */
export interface Route {
  readonly step: Step;
  readonly hops: readonly Hop[];
  readonly answers: readonly Answer[];
  readonly outcome: Outcome;
  /** How many blocking round trips to the device model it took. */
  readonly roundTrips: number;
  /** What the guest's read returned, element by element; null for steps that return nothing. */
  readonly values: readonly bigint[] | null;
}

/** The observable events of a route, in order: what the recorded vectors hold, less the state. */
export function eventsOf(route: Route): ModelEvent[] {
  return route.hops.flatMap((hop) => (hop.event === null ? [] : [hop.event]));
}
