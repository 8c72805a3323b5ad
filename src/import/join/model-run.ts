/** Runs joined accesses through the model, and compares what became of them with what is known as fact. */
import type { Step } from '#model/access.ts';
import { FORWARDED, REAL_WORLD, type Design } from '#model/context.ts';
import { isTrapped, regionAt, type Layout } from '#model/layout.ts';
import { Machine } from '#model/machine.ts';
import type { Outcome } from '#model/route.ts';
import type { ConfigChange } from '#model/replay/access-source.ts';
import { stepOf } from './access-steps.ts';
import { HardwareWatcher } from './hardware-watcher.ts';
import type { HardwareFact } from './hardware.ts';
import type { JoinedAccess } from './joined-access.ts';
import type { StartState } from './start-state.ts';

/** `forwarding`: where it went; `value`: what a read gave; `hardware`: whether it reached the device. */
export type DisagreementKind = 'forwarding' | 'value' | 'hardware';

/** One access whose fact and model differ. */
export interface Disagreement {
  /** Index of the joined access. */
  readonly index: number;
  readonly kind: DisagreementKind;
  readonly fact: string;
  readonly model: string;
}

export interface ModelRun {
  /** By joined access. */
  readonly outcomes: readonly Outcome[];
  /** All that the model was given after the start, and where in it each joined access stands. */
  readonly script: readonly Step[];
  readonly places: readonly number[];
  readonly disagreements: readonly Disagreement[];
  /** Indexes of the joined accesses of which something was compared. */
  readonly compared: ReadonlySet<number>;
  /** Accesses that the comparison leaves out, each with the reason. */
  readonly leftOut: readonly { readonly index: number; readonly reason: string }[];
}

/** A change of Message Control before the joined access at `before`. */
export interface PlacedConfig extends ConfigChange {
  readonly before: number;
}

/** What the model is compared with. */
export interface JoinedFacts {
  readonly accesses: readonly JoinedAccess[];
  /** By joined access; empty without a log of the hardware. */
  readonly hardware: readonly HardwareFact[];
  readonly config: readonly PlacedConfig[];
}

/** What a disagreement says of an access that Xen did not send on. */
export const STAYED = 'stayed in Xen';
const OTHER_PAGE =
  'It is the part of a longer access that lies on a page next to the table’s, which the guest has mapped.';
const NO_TABLE = 'It is on a page that does not hold the table of the device.';

/** Runs `facts` through `design` from `start` on. */
export function runModel(facts: JoinedFacts, layout: Layout, design: Design, start: StartState): ModelRun {
  return new Comparison(facts, layout, design, start).run();
}

class Comparison {
  private readonly facts: JoinedFacts;
  private readonly layout: Layout;
  private readonly machine: Machine;
  private readonly watcher = new HardwareWatcher();
  private readonly disagreements: Disagreement[] = [];
  private readonly leftOut: { index: number; reason: string }[] = [];
  /** Dwords of the table whose value the recording itself has settled. */
  private readonly settled = new Set<number>();
  private readonly compared = new Set<number>();

  constructor(facts: JoinedFacts, layout: Layout, design: Design, start: StartState) {
    this.facts = facts;
    this.layout = layout;
    this.machine = new Machine(design, layout, { world: REAL_WORLD });
    for (const step of start.steps) this.machine.run(step);
    const { xen } = this.machine.state;
    if (xen.tablePresent) xen.refcnt += start.extraReferences;
    this.machine.recorder = this.watcher;
  }

  run(): ModelRun {
    const { facts, machine, layout } = this;
    const outcomes: Outcome[] = [];
    const script: Step[] = [];
    const places: number[] = [];
    const run = (step: Step) => {
      machine.run(step);
      script.push(step);
    };
    let configs = 0;
    facts.accesses.forEach((access, index) => {
      for (; configs < facts.config.length && facts.config[configs]!.before <= index; configs++) {
        const { enabled, maskall } = facts.config[configs]!;
        run(enabled ? { op: 'enable', maskall } : { op: 'disable' });
      }
      const offset = access.address - layout.base;
      const step = stepOf(access, offset, machine, layout);
      this.watcher.clear();
      run(step);
      outcomes.push(machine.outcome(step));
      places.push(script.length - 1);
      this.compare(access, offset, index, step);
    });
    const { disagreements, compared, leftOut } = this;
    return { outcomes, script, places, disagreements, compared, leftOut };
  }

  private compare(access: JoinedAccess, offset: number, index: number, step: Step): void {
    const { layout, leftOut } = this;
    if (!isTrapped(layout, offset)) {
      // What the guest has mapped there shows only as a part of an access that Xen sent on.
      if (access.xen)
        leftOut.push({ index, reason: access.where === 'device-model' ? OTHER_PAGE : NO_TABLE });
      return;
    }
    const isReached = this.compareHardware(access, offset, index, step);
    if (access.where === 'unknown') {
      if (!isReached) leftOut.push({ index, reason: access.doubt ?? 'Where it went is not known.' });
    } else this.compareForwarding(access, offset, index);
    if (access.where !== 'unknown' || isReached) this.compared.add(index);
    this.noteSettled(access, offset);
  }

  private compareForwarding(access: JoinedAccess, offset: number, index: number): void {
    const forwarded = (this.machine.fate & FORWARDED) !== 0;
    if (forwarded !== (access.where === 'device-model')) {
      this.disagreements.push({
        index,
        kind: 'forwarding',
        fact: access.where === 'device-model' ? 'reached the device model' : STAYED,
        model: forwarded ? 'goes to the device model' : 'stays in Xen',
      });
      return;
    }
    const read = access.write ? null : (access.xen?.value ?? null);
    if (read === null || !this.isSettled(offset) || this.machine.lo === read) return;
    this.disagreements.push({
      index,
      kind: 'value',
      fact: `the guest read 0x${read.toString(16)}`,
      model: `the guest reads 0x${this.machine.lo.toString(16)}`,
    });
  }

  /** Whether there was a fact to compare with. */
  private compareHardware(access: JoinedAccess, offset: number, index: number, step: Step): boolean {
    const reached = this.facts.hardware[index]?.reached ?? 'unknown';
    if (reached === 'unknown') return false;
    const size = 'size' in step ? step.size : 4;
    const reaches = this.watcher.has(access.write, offset, size);
    if (reaches !== (reached === 'yes'))
      this.disagreements.push({
        index,
        kind: 'hardware',
        fact: reached === 'yes' ? 'reached the hardware' : 'did not reach the hardware',
        model: reaches ? 'reaches the hardware' : 'does not reach the hardware',
      });
    return true;
  }

  private isSettled(offset: number): boolean {
    return offset % 4 === 0 && regionAt(this.layout, offset) === 'table' && this.settled.has(offset);
  }

  private noteSettled(access: JoinedAccess, offset: number): void {
    if (!access.write || offset % 4 !== 0 || regionAt(this.layout, offset) !== 'table') return;
    const count = access.request?.repeat?.count ?? (access.xen?.value === null ? null : 1);
    if (access.size !== null && access.size < 4) return;
    // A repeated write whose values the log does not have leaves the dwords unknown.
    const known = count === 1 || access.request?.repeat?.values.length === count;
    const length = (access.size ?? 4) * (count ?? 1);
    for (let at = offset; at < offset + length; at += 4)
      if (known) this.settled.add(at);
      else this.settled.delete(at);
  }
}
