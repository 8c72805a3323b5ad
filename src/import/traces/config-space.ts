/**
 * What accesses to PCI configuration space tell: ids, BARs, and the MSI-X capability, whose Message Control is found
 * by its behaviour (a word that is read, then written back with only Enable or Function Mask changed).
 */

/** The guest sets Message Control of a function. */
export interface ConfigEvent {
  /** Row of the access that follows it. */
  readonly row: number;
  readonly line: number;
  /** bus << 8 | device << 3 | function. */
  readonly bdf: number;
  readonly enabled: boolean;
  readonly maskall: boolean;
  readonly entries: number;
}

export interface FunctionBar {
  /** 0 to 5. */
  readonly index: number;
  readonly address: number;
  /** Bytes, where the guest asked for the size; null otherwise. */
  readonly size: number | null;
  /** A 64-bit BAR. */
  readonly wide: boolean;
}

/** One PCI function, as far as its configuration space was read. */
export interface ConfigFunction {
  readonly bdf: number;
  /** `vvvv:dddd`, or null. */
  readonly id: string | null;
  readonly bars: readonly FunctionBar[];
  readonly entries: number | null;
  readonly table: { readonly bar: number; readonly offset: number } | null;
  readonly pba: { readonly bar: number; readonly offset: number } | null;
}

const ENABLE = 0x8000;
const FUNCTION_MASK = 0x4000;
const CAPABILITY_ID = 0x11;
const SPACE_BYTES = 4096;
const FIRST_CAPABILITY = 0x40;

class Space {
  readonly bytes = new Uint8Array(SPACE_BYTES);
  readonly known = new Uint8Array(SPACE_BYTES);
  /** Offset of the MSI-X capability, or null. */
  capability: number | null = null;
  /** BARs that were written with all ones and not since: what is read from them is their size. */
  readonly sizing = new Set<number>();
  /** What was read then. */
  readonly masks = new Map<number, number>();

  /** A BAR is written with all ones to learn its size; what is read then is no address. */
  isSizing(register: number, write: boolean, value: number): boolean {
    if (write) {
      const isAsked = value >= 0xfffff800;
      if (isAsked) this.sizing.add(register);
      else this.sizing.delete(register);
      return isAsked;
    }
    if (this.sizing.has(register)) this.masks.set(register, value);
    // Where the recording begins after the question, an answer looks like this.
    return this.sizing.has(register) || value >= 0xffff0000;
  }

  /** Bytes of the BAR at `register`, or null. */
  barSize(register: number, wide: boolean): number | null {
    const low = this.masks.get(register);
    if (low === undefined) return null;
    const address = (low & ~0xf) >>> 0;
    if (address !== 0) return 2 ** 32 - address;
    const high = wide ? this.masks.get(register + 4) : undefined;
    return high === undefined || high === 0 ? null : (2 ** 32 - high) * 2 ** 32;
  }

  value(at: number, size: number): number | null {
    let value = 0;
    for (let i = size - 1; i >= 0; i--) {
      if (this.known[at + i] !== 1) return null;
      value = value * 256 + this.bytes[at + i]!;
    }
    return value;
  }
}

/** Follows the accesses of all functions. */
export class ConfigTracker {
  readonly events: ConfigEvent[] = [];
  private readonly spaces = new Map<number, Space>();
  /** Last value written to port 0xcf8. */
  private selected = 0;

  /** A write to the address register of configuration mechanism 1. */
  select(value: number): void {
    this.selected = value >>> 0;
  }

  /** An access to port 0xcfc + `within`; false when the address register selects nothing. */
  selectedAccess(
    within: number,
    size: number,
    write: boolean,
    value: number,
    row: number,
    line: number,
  ): boolean {
    if (this.selected < 0x80000000) return false;
    const bdf = (this.selected >>> 8) & 0xffff;
    this.access(bdf, (this.selected & 0xfc) + within, size, write, value, row, line);
    return true;
  }

  access(
    bdf: number,
    register: number,
    size: number,
    write: boolean,
    value: number,
    row: number,
    line: number,
  ): void {
    if (register < 0 || register + size > SPACE_BYTES || size > 4) return;
    let space = this.spaces.get(bdf);
    if (!space) {
      // All ones is the answer of a function that does not exist.
      if (!write && register === 0 && value === 2 ** (8 * size) - 1) return;
      space = new Space();
      this.spaces.set(bdf, space);
    }
    if (write) this.noteControl(space, bdf, register, size, value, row, line);
    const isBar = register >= 0x10 && register < 0x28;
    if (isBar && size === 4 && space.isSizing(register, write, value)) return;
    if (isBar && size === 4 && !write && value >= 0xffff0000) return;
    for (let i = 0; i < size; i++) {
      space.bytes[register + i] = Math.floor(value / 2 ** (8 * i)) & 0xff;
      space.known[register + i] = 1;
    }
  }

  private noteControl(
    space: Space,
    bdf: number,
    register: number,
    size: number,
    value: number,
    row: number,
    line: number,
  ): void {
    const capability = size === 2 ? register - 2 : register;
    if (capability < FIRST_CAPABILITY || capability % 4 !== 0) return;
    if (size === 4 && (value & 0xff) !== CAPABILITY_ID) return;
    if (size !== 2 && size !== 4) return;
    const control = size === 4 ? value >>> 16 : value;
    const before = space.value(capability + 2, 2);
    if (space.capability === null) {
      if (before === null || (before & 0x3800) !== 0) return;
      const changed = before ^ control;
      if (changed === 0 || (changed & ~(ENABLE | FUNCTION_MASK)) !== 0) return;
      space.capability = capability;
    }
    if (space.capability !== capability) return;
    const enabled = (control & ENABLE) !== 0;
    const maskall = (control & FUNCTION_MASK) !== 0;
    this.events.push({ row, line, bdf, enabled, maskall, entries: ((before ?? control) & 0x7ff) + 1 });
  }

  /** Functions of which at least an id, a BAR or an MSI-X capability is known. */
  functions(): ConfigFunction[] {
    return [...this.spaces].map(([bdf, space]) => functionOf(bdf, space));
  }
}

function functionOf(bdf: number, space: Space): ConfigFunction {
  const id = space.value(0, 4);
  const bars: FunctionBar[] = [];
  for (let index = 0; index < 6; index++) {
    const low = space.value(0x10 + 4 * index, 4);
    if (low === null || (low & 1) === 1) continue;
    const wide = (low & 6) === 4;
    const high = wide && index < 5 ? (space.value(0x14 + 4 * index, 4) ?? 0) : 0;
    const address = (low & ~0xf) >>> 0;
    if (address !== 0 || high !== 0)
      bars.push({
        index,
        address: high * 2 ** 32 + address,
        size: space.barSize(0x10 + 4 * index, wide),
        wide,
      });
    if (wide) index++;
  }
  const at = space.capability;
  const control = at === null ? null : space.value(at + 2, 2);
  return {
    bdf,
    id: id === null ? null : `${hex4(id & 0xffff)}:${hex4(id >>> 16)}`,
    bars,
    entries: control === null ? null : (control & 0x7ff) + 1,
    table: at === null ? null : place(space.value(at + 4, 4)),
    pba: at === null ? null : place(space.value(at + 8, 4)),
  };
}

const hex4 = (value: number): string => value.toString(16).padStart(4, '0');

const place = (value: number | null): { bar: number; offset: number } | null =>
  value === null ? null : { bar: value & 7, offset: (value & ~7) >>> 0 };

/** `00:03.0` from a bus/device/function number. */
export function slotOf(bdf: number): string {
  const bus = (bdf >>> 8).toString(16).padStart(2, '0');
  const device = ((bdf >>> 3) & 31).toString(16).padStart(2, '0');
  return `${bus}:${device}.${bdf & 7}`;
}
