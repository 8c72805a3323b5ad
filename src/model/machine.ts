import { isTrapped, pageOf, PAGE_SIZE, type Layout } from './layout.ts';
import { initialState, type MachineState } from './state.ts';
import {
  CRASHED,
  DIRECT,
  FORWARDED,
  IN_DEVICE_MODEL,
  IN_XEN,
  LOST,
  ON_HARDWARE,
  REAL_WORLD,
  type Context,
  type Design,
  type Request,
  type World,
} from './context.ts';
import { Recorder } from './recorder.ts';
import { runEvent } from './machine-events.ts';
import { readHardware, writeHardware } from './hardware.ts';
import { performTrapped } from './xen/emulate.ts';
import { writeProtectedPage } from './xen/protected-page.ts';
import { runRep, type RepStep } from './rep.ts';
import type { RepBuffer } from './rep-buffer.ts';
import { isAccess, type PlainAccess, type Step } from './access.ts';
import type { Outcome, Route } from './route.ts';
import { halves, join64 } from './base/hex.ts';
import { unreachable } from './base/assert.ts';

/**
 * One device, one vCPU, one design: runs steps one after the other on its state. Deterministic; knows no clock.
 * Pass a Recorder to get hops; without one only state, outcome and answers change.
 */
export class Machine implements Context {
  readonly design: Design;
  readonly layout: Layout;
  readonly world: World;
  state: MachineState;
  recorder: Recorder | null = null;
  readonly request: Request = {
    offset: 0,
    size: 4,
    write: false,
    lo: 0,
    hi: 0,
    count: 1,
    df: false,
    inRam: false,
    gpa: 0,
  };
  fate = 0;
  roundTrips = 0;
  lo = 0;
  hi = 0;
  doneOnHardware = false;
  actedInXen = false;
  blocked = false;
  seen = 0;
  registerBytes = 0;
  controlBefore = -1;
  holds = false;
  /** The step in progress could not run, for the vCPU waits for the device model. */
  private waited = false;
  repBuffer: RepBuffer | null = null;

  constructor(
    design: Design,
    layout: Layout,
    options: { registers?: ReadonlyMap<number, number>; world?: World } = {},
  ) {
    this.design = design;
    this.layout = layout;
    this.world = options.world ?? REAL_WORLD;
    this.state = initialState(layout, options.registers ?? new Map());
  }

  /** Guest writes `size` bytes at `offset` (bytes from the table BAR); the value's halves are unsigned. */
  write(offset: number, size: number, lo: number, hi: number): void {
    if (!this.begin()) return;
    this.noteGuestWrite(offset, size, lo, hi);
    this.recorder?.hop('guest', 'guest.write', { offset, size, lo, hi });
    this.pieces(offset, size, true, lo, hi);
  }

  /** Guest reads `size` bytes at `offset`; the result is in `lo` and `hi`. */
  read(offset: number, size: number): void {
    this.lo = this.hi = 0;
    if (!this.begin()) return;
    this.recorder?.hop('guest', 'guest.read', { offset, size });
    this.pieces(offset, size, false, 0, 0);
    if (this.state.held !== null) return;
    this.recorder?.hop(
      'guest',
      'guest.value',
      { offset, size, lo: this.lo, hi: this.hi },
      { at: 'guest.value', values: [join64(this.lo, this.hi)], rep: false },
    );
  }

  /** Runs one step with full recording. The state afterwards is in `state`. */
  route(step: Step): Route {
    const recorder = new Recorder();
    this.recorder = recorder;
    const values = this.run(step);
    this.recorder = null;
    return {
      step,
      hops: recorder.hops,
      answers: recorder.answers,
      outcome: this.outcome(step),
      roundTrips: this.roundTrips,
      values,
    };
  }

  /** Runs one step; returns what a read gave the guest, or null. Records when a recorder is set. */
  run(step: Step): readonly bigint[] | null {
    switch (step.op) {
      case 'write': {
        const { lo, hi } = halves(step.value);
        this.write(step.offset, step.size, lo, hi);
        return null;
      }
      case 'read':
        this.read(step.offset, step.size);
        return this.state.crashed || this.blocked ? null : [join64(this.lo, this.hi)];
      case 'begin':
        this.hold(step.access);
        return null;
      case 'serve':
      case 'complete':
      case 'raise':
      case 'host-mask':
      case 'decode':
      case 'prepare':
      case 'dm-bind':
      case 'dm-unbind':
      case 'dm-slot':
        if (this.start()) runEvent(this, step);
        return null;
      case 'move-bar':
        if (this.begin()) runEvent(this, step);
        return null;
      case 'rep-write':
      case 'rep-read':
        return this.rep(step);
      case 'enable':
        this.configure(true, step.maskall);
        return null;
      case 'disable':
        this.configure(false, false);
        return null;
      default:
        return unreachable(step);
    }
  }

  /** What became of the most recent step. */
  outcome(step: Step): Outcome {
    const fate = this.fate;
    if (fate & CRASHED) return 'crash';
    if (this.state.crashed || this.waited) return 'not-run';
    if (!isAccess(step) && step.op !== 'begin') return 'config';
    if (fate & LOST) return fate & (DIRECT | ON_HARDWARE | IN_XEN | IN_DEVICE_MODEL) ? 'partly-lost' : 'lost';
    if (fate & ON_HARDWARE) return fate & FORWARDED ? 'hardware-and-forwarded' : 'hardware';
    if (fate & IN_XEN) return fate & FORWARDED ? 'xen-and-forwarded' : 'xen';
    if (fate & (IN_DEVICE_MODEL | FORWARDED)) return 'device-model';
    return 'direct';
  }

  /** Starts a step that can run while the vCPU waits; false when nothing runs any more. */
  private start(): boolean {
    this.fate = 0;
    this.roundTrips = 0;
    this.seen = 0;
    this.registerBytes = 0;
    this.controlBefore = -1;
    this.waited = false;
    this.blocked = this.state.held !== null;
    return !this.state.crashed;
  }

  /** Starts a step of the guest's vCPU, which has to run for it. */
  private begin(): boolean {
    if (!this.start()) return false;
    if (!this.blocked) return true;
    this.waited = true;
    this.recorder?.hop('guest', 'guest.waits', {});
    return false;
  }

  /** An access that stops where the vCPU starts to wait. One that crosses a page is not stopped. */
  private hold(access: PlainAccess): void {
    const { offset, size } = access;
    this.holds = ((offset + this.layout.pageShift) & (PAGE_SIZE - 1)) + size <= PAGE_SIZE;
    this.run(access);
    this.holds = false;
  }

  private configure(enable: boolean, maskall: boolean): void {
    if (!this.begin()) return;
    this.state.guest.enabled = enable;
    this.state.guest.maskall = maskall;
    this.design.xen.configure(this, enable, maskall);
  }

  /** Splits an access where it crosses a page, then into powers of two, as hvmemul_phys_mmio_access does. */
  private pieces(offset: number, size: number, write: boolean, lo: number, hi: number): void {
    const inPage = (offset + this.layout.pageShift) & (PAGE_SIZE - 1);
    if (inPage + size <= PAGE_SIZE) {
      this.piece(offset, size, write, lo, hi);
      return;
    }
    const value = join64(lo, hi);
    let result = 0n;
    let done = 0;
    let left = PAGE_SIZE - inPage;
    while (done < size) {
      let chunk = 8;
      while (chunk > left) chunk /= 2;
      const part = halves(BigInt.asUintN(8 * chunk, value >> BigInt(8 * done)));
      this.piece(offset + done, chunk, write, part.lo, part.hi);
      if (!write) result |= join64(this.lo, this.hi) << BigInt(8 * done);
      if (this.state.crashed) return;
      done += chunk;
      left -= chunk;
      if (left === 0) left = size - done;
    }
    if (!write) {
      const whole = halves(result);
      this.lo = whole.lo;
      this.hi = whole.hi;
    }
  }

  private piece(offset: number, size: number, write: boolean, lo: number, hi: number): void {
    if (this.traps(offset)) performTrapped(this, offset, size, write, lo, hi);
    else this.untrapped(offset, size, write, lo, hi);
  }

  private traps(offset: number): boolean {
    return isTrapped(this.layout, offset) || (this.design.xen.trapsPba && this.onPbaPage(offset));
  }

  /** An access to a page that is mapped to the guest: no exit, unless it writes to a protected page. */
  private untrapped(offset: number, size: number, write: boolean, lo: number, hi: number): void {
    if (write && this.world.protectPba && this.state.xen.prepared && this.onPbaPage(offset)) {
      writeProtectedPage(this, offset, size, lo, hi);
      return;
    }
    this.fate |= DIRECT;
    this.recorder?.hop('guest', 'guest.direct', { offset, size, write });
    if (write) writeHardware(this, offset, size, lo, hi);
    else readHardware(this, offset, size, false);
    this.recorder?.answer(offset, size, 'hardware', true);
  }

  private onPbaPage(offset: number): boolean {
    const { pbaFirstPage, pbaLastPage } = this.layout;
    if (pbaFirstPage === null || pbaLastPage === null) return false;
    const page = pageOf(this.layout, offset);
    return page >= pbaFirstPage && page <= pbaLastPage;
  }

  private rep(step: RepStep): readonly bigint[] | null {
    if (!this.begin()) return null;
    return runRep(
      this,
      step,
      (offset) => this.traps(offset),
      (offset, size, write, lo, hi) => this.untrapped(offset, size, write, lo, hi),
      (offset, size, lo, hi) => this.noteGuestWrite(offset, size, lo, hi),
    );
  }

  /** Keeps what the guest believes it wrote to the table: aligned dwords only. */
  private noteGuestWrite(offset: number, size: number, lo: number, hi: number): void {
    const { tableStart, tableEnd } = this.layout;
    if (size < 4 || offset < tableStart || offset >= tableEnd || ((offset - tableStart) & 3) !== 0) return;
    const index = (offset - tableStart) / 4;
    const guest = this.state.guest;
    const control = (index & 3) === 3 ? index : size === 8 && (index & 3) === 2 ? index + 1 : -1;
    this.controlBefore = control >= 0 && guest.written[control] === 1 ? guest.table[control]! & 1 : -1;
    guest.table[index] = lo;
    guest.written[index] = 1;
    if (size === 8 && offset + 4 < tableEnd) {
      guest.table[index + 1] = hi;
      guest.written[index + 1] = 1;
    }
  }
}
