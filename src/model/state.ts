import type { Layout } from './layout.ts';

/** Entries whose address and data Xen shadows (MAX_MSIX_ACC_ENTRIES in vmsi.c). */
export const SHADOWED_ENTRIES = 3;

/** Dwords of a table entry, by index: what each one holds. */
export const FIELDS = ['address low', 'address high', 'data', 'vector control'] as const;
export const ADDRESS_LOW = 0;
export const ADDRESS_HIGH = 1;
export const DATA = 2;
export const VECTOR_CONTROL = 3;

/** What the guest believes: the last aligned value it wrote to each dword, and how it set Message Control. */
export interface GuestState {
  /** Four dwords an entry. */
  readonly table: Uint32Array;
  /** 1 for each dword of `table` the guest has written. */
  readonly written: Uint8Array;
  enabled: boolean;
  maskall: boolean;
  /** How far the table BAR has moved from where it was at first, in bytes. */
  barShift: number;
  /** RAM from RAM_WRITE_BASE on, the source of REP writes. */
  ram: Uint8Array;
}

/** Xen's own records: the msixtbl_entry of the device, its msi_descs and pirqs, and the vCPU's latches. */
export interface XenState {
  /** The device's msixtbl_entry exists. The four fields below mean nothing otherwise. */
  tablePresent: boolean;
  /** gtable, as an offset from the table BAR. */
  gtable: number;
  /** The table's bytes and its pages' bytes as gtable makes them, exclusive at the end; follow from gtable. */
  tableEnd: number;
  pagesStart: number;
  pagesEnd: number;
  refcnt: number;
  /** table_flags: 1 when address or data was written since the last unmask. */
  readonly tableFlags: Uint8Array;
  /** gentries: address low, address high, data of the first entries. */
  readonly shadow: Uint32Array;
  readonly shadowValid: Uint8Array;
  /** 1 for each entry that has an msi_desc, that is, whose pirq is mapped. */
  readonly mapped: Uint8Array;
  /** Pirq number of a mapped entry. */
  readonly pirq: Float64Array;
  readonly hostMasked: Uint8Array;
  readonly guestMasked: Uint8Array;
  /** 1 when the pirq is bound to the guest; then vector and gflags are in force. */
  readonly bound: Uint8Array;
  readonly vector: Uint8Array;
  readonly gflags: Uint32Array;
  hostMaskall: boolean;
  guestMaskall: boolean;
  /** The device model said at bind that it handles the mask bit (only where the design knows that flag). */
  maskHandledOutside: boolean;
  /** msix_unmask_address, msix_snoop_address: offsets from the table BAR; null stands for Xen's 0. */
  unmaskAddress: number | null;
  snoopAddress: number | null;
  /** msix_snoop_gpa: 0 for a register write. */
  snoopGpa: number;
  /** Warnings Xen prints once a device and domain. */
  warnedAdjacentPba: boolean;
  warnedAdjacentUninitialised: boolean;
  warnedMaskall: boolean;
  /** dom0 has prepared the device for MSI-X: its pages are protected, and vectors can be mapped. */
  prepared: boolean;
  /** Kinds of warnings that were printed before (see seen.ts); no part of Xen, kept to tell a repetition. */
  saidBefore: number;
}

/** QEMU's state of the device. */
export interface DeviceModelState {
  /** latch[4] of each entry: the last value that reached QEMU. */
  readonly latch: Uint32Array;
  readonly updated: Uint8Array;
  /** Pirq of each entry, -1 when unassigned. */
  readonly pirq: Float64Array;
  /** Message programmed into the binding: address low, address high, data. */
  readonly message: Uint32Array;
  enabled: boolean;
  maskall: boolean;
  /** Its slot in the page it shares with Xen is in a state that Xen does not expect. */
  slotBroken: boolean;
}

/** vPCI's own table, for domains without a device model. */
export interface VpciState {
  /** Address low, address high, data of each entry. */
  readonly message: Uint32Array;
  readonly masked: Uint8Array;
  readonly updated: Uint8Array;
  enabled: boolean;
  maskall: boolean;
}

/** The device itself. */
export interface HardwareState {
  /** Four dwords an entry, as the device holds them. */
  readonly table: Uint32Array;
  /** Every other dword that was ever set, by dword index from the table BAR. Missing means 0. */
  readonly registers: Map<number, number>;
  /** 1 for each entry whose bit in the PBA the device has set. */
  readonly pending: Uint8Array;
  enabled: boolean;
  maskall: boolean;
  /** It answers memory accesses. */
  decode: boolean;
}

/** A guest access on its way: sent to the device model, or answered by it and not yet taken up by Xen. */
export interface HeldAccess {
  readonly answered: boolean;
  readonly offset: number;
  readonly size: number;
  readonly write: boolean;
  readonly lo: number;
  readonly hi: number;
  /** Marks of what Xen had done to it before it was sent. */
  readonly doneOnHardware: boolean;
  readonly actedInXen: boolean;
  /** As Context.controlBefore when the access began. */
  readonly controlBefore: number;
}

/** State of all four parties between two steps. */
export interface MachineState {
  readonly guest: GuestState;
  readonly xen: XenState;
  readonly deviceModel: DeviceModelState;
  readonly vpci: VpciState;
  readonly hardware: HardwareState;
  /** The domain was crashed by Xen; nothing runs any more. */
  crashed: boolean;
  /** The access the vCPU waits for, or null when it runs. Never changed in place. */
  held: HeldAccess | null;
}

/**
 * The state before the guest's first access: dom0 has prepared the device, QEMU has set up its region, nothing
 * is mapped or bound. `registers` gives initial 32-bit contents by offset from the table BAR, missing ones are 0;
 * every table entry is masked, as after reset.
 */
export function initialState(layout: Layout, registers: ReadonlyMap<number, number>): MachineState {
  const n = layout.entries;
  const state: MachineState = {
    guest: {
      table: new Uint32Array(4 * n),
      written: new Uint8Array(4 * n),
      enabled: false,
      maskall: false,
      barShift: 0,
      ram: new Uint8Array(0),
    },
    xen: {
      tablePresent: false,
      gtable: 0,
      tableEnd: 0,
      pagesStart: 0,
      pagesEnd: 0,
      refcnt: 0,
      tableFlags: new Uint8Array(n),
      shadow: new Uint32Array(3 * SHADOWED_ENTRIES),
      shadowValid: new Uint8Array(3 * SHADOWED_ENTRIES),
      mapped: new Uint8Array(n),
      pirq: new Float64Array(n).fill(-1),
      hostMasked: new Uint8Array(n),
      guestMasked: new Uint8Array(n),
      bound: new Uint8Array(n),
      vector: new Uint8Array(n),
      gflags: new Uint32Array(n),
      hostMaskall: false,
      guestMaskall: false,
      maskHandledOutside: false,
      unmaskAddress: null,
      snoopAddress: null,
      snoopGpa: 0,
      warnedAdjacentPba: false,
      warnedAdjacentUninitialised: false,
      warnedMaskall: false,
      prepared: true,
      saidBefore: 0,
    },
    deviceModel: {
      latch: new Uint32Array(4 * n),
      updated: new Uint8Array(n),
      pirq: new Float64Array(n).fill(-1),
      message: new Uint32Array(3 * n),
      enabled: false,
      maskall: false,
      slotBroken: false,
    },
    vpci: {
      message: new Uint32Array(3 * n),
      masked: new Uint8Array(n).fill(1),
      updated: new Uint8Array(n),
      enabled: false,
      maskall: false,
    },
    hardware: {
      table: new Uint32Array(4 * n),
      registers: new Map(),
      pending: new Uint8Array(n),
      enabled: false,
      maskall: false,
      decode: true,
    },
    crashed: false,
    held: null,
  };
  for (let entry = 0; entry < n; entry++) state.hardware.table[4 * entry + VECTOR_CONTROL] = 1;
  for (const [offset, value] of registers) {
    if (offset >= layout.tableStart && offset < layout.tableEnd)
      state.hardware.table[(offset - layout.tableStart) / 4] = value;
    else state.hardware.registers.set(Math.floor(offset / 4), value);
  }
  return state;
}

function copyFields<T extends object>(part: T): T {
  const copy = { ...part } as Record<string, unknown>;
  for (const [key, value] of Object.entries(part)) {
    if (ArrayBuffer.isView(value)) copy[key] = (value as Uint8Array).slice();
    else if (value instanceof Map) copy[key] = new Map(value);
  }
  return copy as T;
}

/** An independent copy: later steps on one do not show in the other. */
export function cloneState(state: MachineState): MachineState {
  return {
    guest: copyFields(state.guest),
    xen: copyFields(state.xen),
    deviceModel: copyFields(state.deviceModel),
    vpci: copyFields(state.vpci),
    hardware: copyFields(state.hardware),
    crashed: state.crashed,
    held: state.held,
  };
}

/**
 * Sets every single value of `state` as `from` has it; arrays, registers and RAM are left alone. Field by field,
 * because a search or a survey does it after every access: a test sees to it that none is forgotten.
 */
export function putValuesBack(state: MachineState, from: MachineState): void {
  const { guest, xen, deviceModel, vpci, hardware } = state;
  guest.enabled = from.guest.enabled;
  guest.maskall = from.guest.maskall;
  guest.barShift = from.guest.barShift;
  xen.tablePresent = from.xen.tablePresent;
  xen.gtable = from.xen.gtable;
  xen.tableEnd = from.xen.tableEnd;
  xen.pagesStart = from.xen.pagesStart;
  xen.pagesEnd = from.xen.pagesEnd;
  xen.refcnt = from.xen.refcnt;
  xen.hostMaskall = from.xen.hostMaskall;
  xen.guestMaskall = from.xen.guestMaskall;
  xen.maskHandledOutside = from.xen.maskHandledOutside;
  xen.unmaskAddress = from.xen.unmaskAddress;
  xen.snoopAddress = from.xen.snoopAddress;
  xen.snoopGpa = from.xen.snoopGpa;
  xen.warnedAdjacentPba = from.xen.warnedAdjacentPba;
  xen.warnedAdjacentUninitialised = from.xen.warnedAdjacentUninitialised;
  xen.warnedMaskall = from.xen.warnedMaskall;
  xen.prepared = from.xen.prepared;
  xen.saidBefore = from.xen.saidBefore;
  deviceModel.enabled = from.deviceModel.enabled;
  deviceModel.maskall = from.deviceModel.maskall;
  deviceModel.slotBroken = from.deviceModel.slotBroken;
  vpci.enabled = from.vpci.enabled;
  vpci.maskall = from.vpci.maskall;
  hardware.enabled = from.hardware.enabled;
  hardware.maskall = from.hardware.maskall;
  hardware.decode = from.hardware.decode;
  state.crashed = from.crashed;
  state.held = from.held;
}
