/**
 * Who finished an access, from the records around it. A read that Xen answers itself is recorded before the exit's
 * `npf`, one that the device model answered after it, or after the vCPU was switched out. A write is always recorded
 * before `npf`; when it was forwarded the vCPU goes offline before it enters again. With two processors the device
 * model can answer before the vCPU sleeps, so that only an exit without any such sign is taken for Xen's own.
 */
import type { Recording } from './recording.ts';
import type { ExitEvidence, XenAccess, XenShape } from './xen-access.ts';

/** What is known of the exit a vCPU is in. */
interface ExitState {
  /** The exit's vmexit was seen, and no entry since. */
  inside: boolean;
  from: number;
  /** Seconds. */
  time: number;
  npf: number;
  npfAddress: number;
  /** The address is one without memory behind it. */
  unmapped: boolean;
  slept: boolean;
  away: boolean;
  ticked: boolean;
  woke: boolean;
  lapicEvents: number;
  disturbed: boolean;
  /** Accesses recorded in this exit. */
  readonly open: XenAccess[];
  /** Number of accesses in this exit whose record stands before the npf. */
  before: number;
}

const fresh = (): ExitState => ({
  inside: false,
  from: 0,
  time: NaN,
  npf: 0,
  npfAddress: NaN,
  unmapped: false,
  slept: false,
  away: false,
  ticked: false,
  woke: false,
  lapicEvents: 0,
  disturbed: true,
  open: [],
  before: 0,
});

/** LAPIC, I/O APIC and HPET of an HVM guest: Xen's own, and nine accesses out of ten. */
const isChip = (address: number): boolean =>
  (address >= 0xfee00000 && address < 0xfef00000) ||
  (address >= 0xfec00000 && address < 0xfec01000) ||
  (address >= 0xfed00000 && address < 0xfed01000);

/**
 * More of these in an exit, and the exit may have waited for the device model. With several processors a single one
 * can be all that a forwarded write shows.
 */
const MOST_LAPIC_EVENTS_ALONE = 1;
const MERGED_DOMAIN = 32768 * 4096;

export class ExitWatcher {
  readonly accesses: XenAccess[] = [];
  private readonly recording: Recording;
  private readonly states = new Map<number, ExitState>();
  private readonly missing: { line: number; vcpu: number; address: number }[] = [];
  private hasScheduler = false;
  private cpus = 1;
  private newest: ExitState | null = null;

  constructor(recording: Recording) {
    this.recording = recording;
  }

  /** How the recording as a whole was made; asked after `finish`. */
  get shape(): XenShape {
    const merged = this.accesses.length > 0 && this.accesses.every(({ vcpu }) => vcpu === MERGED_DOMAIN);
    return {
      processors: this.cpus,
      hasScheduler: this.hasScheduler,
      hasVcpus: !merged,
      missing: this.missing,
    };
  }

  processors(seen: number): void {
    if (seen > this.cpus && seen < 1024) this.cpus = seen;
  }

  scheduler(): void {
    this.hasScheduler = true;
  }

  /** `time`: seconds on the recording's clock. */
  exit(vcpu: number, time: number): void {
    const state = this.state(vcpu);
    // An exit inside an exit: its entry is missing.
    if (state.inside) this.conclude(state, vcpu, false, true);
    Object.assign(state, fresh(), { open: state.open, inside: true, disturbed: false });
    state.open.length = 0;
    state.from = this.recording.tally.lines;
    state.time = time;
    this.newest = state;
  }

  fault(vcpu: number, address: number, unmapped: boolean): void {
    const state = this.state(vcpu);
    this.newest = state;
    if (state.npf !== 0 || !state.inside) state.disturbed = true;
    state.npf = this.recording.tally.lines;
    state.npfAddress = address;
    state.unmapped = unmapped;
  }

  access(
    row: number,
    vcpu: number,
    write: boolean,
    address: number,
    value: number | null,
    outside: boolean,
  ): void {
    const state = this.state(vcpu);
    this.newest = state;
    const line = this.recording.tally.lines;
    const access: XenAccess = {
      row,
      line,
      vcpu,
      write,
      address,
      value,
      time: state.time,
      from: state.npf !== 0 && (!write || outside) ? state.npf : line,
      to: Infinity,
      evidence: 'unclear',
      disturbed: state.disturbed,
    };
    if (outside) access.evidence = 'forwarded';
    else if (!write && value !== null && state.npf !== 0) access.evidence = 'forwarded';
    if (state.npf === 0) state.before++;
    state.open.push(access);
    if (!isChip(address)) this.accesses.push(access);
  }

  /** Guest code goes on. `direct`: the exit's own entry, not one after the vCPU was switched out. */
  entry(vcpu: number, direct: boolean): void {
    const state = this.state(vcpu);
    this.newest = state;
    this.conclude(state, vcpu, direct, false);
    state.inside = false;
    state.npf = 0;
    state.open.length = 0;
  }

  /** runstate running->offline: the vCPU waits in Xen. */
  slept(vcpu: number): void {
    this.state(vcpu).slept = true;
  }

  away(vcpu: number): void {
    this.state(vcpu).away = true;
  }

  tick(vcpu: number): void {
    this.state(vcpu).ticked = true;
  }

  deviceModelWoken(vcpu: number): void {
    this.state(vcpu).woke = true;
  }

  /** Such lines name no vCPU: with several processors they count for every exit in progress. */
  lapicEvent(): void {
    if (this.cpus === 1) {
      if (this.newest) this.newest.lapicEvents++;
    } else for (const state of this.states.values()) if (state.inside) state.lapicEvents++;
  }

  disturb(vcpu: number): void {
    this.state(vcpu).disturbed = true;
  }

  /** Something is missing or foreign here: exits in progress tell nothing any more. */
  disturbAll(): void {
    for (const state of this.states.values()) {
      state.disturbed = true;
      for (const access of state.open) access.disturbed = true;
    }
  }

  finish(): void {
    for (const [vcpu, state] of this.states) if (state.inside) this.conclude(state, vcpu, false, true);
  }

  private state(vcpu: number): ExitState {
    let state = this.states.get(vcpu);
    if (!state) {
      state = fresh();
      this.states.set(vcpu, state);
    }
    return state;
  }

  private conclude(state: ExitState, vcpu: number, direct: boolean, disturbed: boolean): void {
    const line = this.recording.tally.lines;
    const isOurs = state.npf !== 0 && state.unmapped && !isChip(state.npfAddress);
    if (isOurs && state.open.length === 0)
      this.missing.push({ line: state.npf, vcpu, address: state.npfAddress });
    for (const [n, access] of state.open.entries()) {
      if (!disturbed) access.to = line;
      if (disturbed || state.disturbed || (state.npf === 0 && state.inside)) access.disturbed = true;
      // A second access of one instruction, or one whose page is not the fault's: the exit is not its own.
      const own = Math.floor(access.address / 4096) === Math.floor(state.npfAddress / 4096);
      const evidence = this.evidence(state, access, n, direct, own);
      access.evidence = evidence;
    }
  }

  private evidence(
    state: ExitState,
    access: XenAccess,
    index: number,
    direct: boolean,
    own: boolean,
  ): ExitEvidence {
    if (access.evidence === 'forwarded') return 'forwarded';
    if (!own || access.disturbed) return 'unclear';
    // A read before the fault's record was answered by Xen, whatever the exit's other access did.
    // One with its operand in RAM is recorded before it is sent, as a write is.
    if (!access.write && access.value !== null) return index < state.before ? 'alone' : 'forwarded';
    if (state.slept) return 'forwarded';
    if (!direct || state.away || state.woke) return 'unclear';
    // With one processor the device model runs only when the vCPU has left it, and that leaves several records.
    if (this.hasScheduler && this.cpus === 1) return 'alone';
    if (state.ticked) return 'unclear';
    const most = this.cpus === 1 ? MOST_LAPIC_EVENTS_ALONE : 0;
    return state.lapicEvents <= most ? 'alone' : 'unclear';
  }
}
