/**
 * What the parts of the machine see of it, and what a design is made of. The parts (xen/, device-model/) import
 * this file and never the machine itself, so that a design can combine them freely.
 */
import type { HandlerName } from './events.ts';
import type { Layout } from './layout.ts';
import type { Recorder } from './recorder.ts';
import type { MachineState } from './state.ts';
import type { RepBuffer } from './rep-buffer.ts';
import type { QemuTag, XenTag } from './sources/citation.ts';
import type { ProposalName } from './sources/proposals.ts';

/** Guest-physical addresses of the buffers of REP accesses; the recorded vectors use the same. */
export const RAM_WRITE_BASE = 0x100000;
export const RAM_READ_BASE = 0x110000;

/** What happened to the bytes of a step; several can hold at once (see Context.fate). */
export const DIRECT = 1;
export const ON_HARDWARE = 2;
export const IN_XEN = 4;
export const FORWARDED = 8;
export const IN_DEVICE_MODEL = 16;
export const LOST = 32;
export const CRASHED = 64;

/** Return codes of handlers (x86_emulate.h): finished inside Xen, or look for an ioreq server. */
export const OKAY = 0;
export const UNHANDLEABLE = 1;
export type HandlerCode = typeof OKAY | typeof UNHANDLEABLE;

/**
 * What the model assumes about things that the recorded vectors leave out.
 * `protectPba`: the PBA's own pages are read-only for the guest (Xen puts them in mmio_ro_ranges), so that a write
 * there faults. The recordings map those pages plainly (decision 1 of their README); conformance runs without it.
 */
export interface World {
  readonly protectPba: boolean;
}

export const RECORDED_WORLD: World = { protectPba: false };
export const REAL_WORLD: World = { protectPba: true };

/** The request that travels through Xen (ioreq_t). Reused for every access: read it, do not keep it. */
export interface Request {
  /** Bytes from the table BAR, of the first element. */
  offset: number;
  size: number;
  write: boolean;
  lo: number;
  hi: number;
  /** Elements of a REP access; 1 otherwise. Handlers can reduce it. */
  count: number;
  /** Addresses fall (direction flag). */
  df: boolean;
  /** The data is in guest RAM at `gpa` (ioreq field data_is_ptr). */
  inRam: boolean;
  gpa: number;
}

/** One hvm_io_handler of type COPY. Reads leave their result in context.lo and context.hi. */
export interface Handler {
  readonly name: HandlerName;
  /** Whether accept() would say yes to this address, asked without leaving a trace (hvm_mmio_internal's probe). */
  claims(context: Context, offset: number): boolean;
  accept(context: Context, request: Request): boolean;
  read(context: Context, offset: number, size: number): HandlerCode;
  write(context: Context, offset: number, size: number, lo: number, hi: number): HandlerCode;
}

/** The machine as its parts see it. */
export interface Context {
  readonly design: Design;
  readonly layout: Layout;
  readonly world: World;
  state: MachineState;
  readonly recorder: Recorder | null;
  readonly request: Request;
  /** Union of the flags above for the step in progress. */
  fate: number;
  /** Blocking round trips to the device model in the step in progress. */
  roundTrips: number;
  /** Halves of the value most recently read. */
  lo: number;
  hi: number;
  /** Set by handlers for the chunk in progress: Xen did the access on the hardware, or acted on its own state. */
  doneOnHardware: boolean;
  actedInXen: boolean;
  /** The vCPU waits in Xen for the device model (VPF_blocked_in_xen). */
  blocked: boolean;
  /** Flags of seen.ts for the step in progress. */
  seen: number;
  /** Bytes written to the device outside its table in the step in progress. */
  registerBytes: number;
  /** The mask bit the guest last wrote to the entry it now writes, before this write; -1 when it never wrote it. */
  controlBefore: number;
  /** The access in progress is to be held where the vCPU starts to wait. */
  holds: boolean;
  /** RAM of the REP access in progress, or null. */
  repBuffer: RepBuffer | null;
}

/** Xen's half of a design. */
export interface XenDesign {
  /** The tag or commit that its hops cite; for what was posted or proposed, the one that it was made for. */
  readonly sourceTag: XenTag;
  /** What its new parts cite, where they are in no tree of Xen. */
  readonly proposal?: ProposalName;
  /** Handlers that concern the device, in the order in which they are asked. */
  readonly handlers: readonly Handler[];
  /** msix_write_completion: runs before the vCPU goes on. */
  complete(context: Context): void;
  /** Handlers that are asked before those of the device, in the order in which they were registered. */
  readonly earlierHandlers: readonly string[];
  /** The guest writes MSI-X Message Control. */
  configure(context: Context, enable: boolean, maskall: boolean): void;
  /** The PBA's pages are left unmapped too, not only the table's. */
  readonly trapsPba: boolean;
  /** When msixtbl_pt_unregister drops the msixtbl_entry, given the count after the decrement. */
  dropsTableEntry(refcnt: number): boolean;
  /** What a guest write to a page in mmio_ro_ranges does to a domU. */
  readonly protectedWrite: 'crash' | 'emulate';
  /** A bind can declare that the device model handles the mask bit (XEN_DOMCTL_VMSI_X86_MASK_HANDLING, proposed). */
  readonly honoursMaskFlag: boolean;
  /**
   * Whether every aligned control write to a bound entry goes on to the device model, and whether that one is told so
   * (XENFEAT_dm_msix_all_writes, by which QEMU decides whether it needs /dev/mem).
   */
  readonly allWrites: 'advertised' | 'unsaid' | 'no';
  /** Writes to registers next to the table: not Xen's business, in words only (a proposal), or carried out by Xen. */
  readonly registerWrites: 'left-alone' | 'sketched' | 'carried-out';
  /** It changes what becomes of the whole page, or of the registers alone, entries being as in the Xen it builds on. */
  readonly concerns: 'page' | 'registers';
  /** Whether a guest can have it: while it runs, only if set up before Xen has started, or not on x86. */
  readonly availability: 'running' | 'boot-only' | 'not-on-x86';
  /** Deliberate mistakes (mutations/); absent in every real design. */
  readonly tweaks?: Tweaks;
}

/** Mistakes that cannot be made from outside a part. Each is looked at only where nothing is in a hurry. */
export interface Tweaks {
  /** A bind whose flag contradicts those of the other vectors is accepted. */
  readonly acceptsMixedFlags?: boolean;
  /** Bytes by which Xen takes the table to begin and to end too late, and its pages. */
  readonly tableStartsLate?: number;
  readonly tableEndsLate?: number;
  readonly pagesEndLate?: number;
  /** The snooped address is compared with the control word of the next entry. */
  readonly snoopsNextEntry?: boolean;
}

/** How a QEMU puts the message of an entry in force (xen_pt_msix_update_one). */
export interface UpdatePolicy {
  /** Address and data written last are bound whatever the mask bit, or only where the entry counts as masked. */
  readonly takesMessage: 'always' | 'when-masked';
  /** A bind of an entry that counts as unmasked also asks Xen to unmask it. */
  readonly asksForUnmask: boolean;
}

/** QEMU's half of a design. */
export interface DeviceModelDesign {
  /** False where nothing outside Xen takes part (vPCI). */
  readonly present: boolean;
  /** The tag of qemu-xen.git that its hops cite; null where none of its hops is QEMU's. */
  readonly sourceTag: QemuTag | null;
  readonly update: UpdatePolicy;
  /** Where it looks for the mask bit at an unmask of a changed entry; `nowhere`: it does not ask. */
  readonly maskFrom: 'latch' | 'hardware' | 'nowhere';
  /**
   * When it maps the device's page through /dev/mem as the device is attached: `without-feature`, unless Xen says that
   * all writes reach it; `without-flag`, unless Xen takes the flag by which it declares that it handles the mask bit.
   */
  readonly devMem: 'always' | 'without-feature' | 'without-flag' | 'never';
  /** It carries out register accesses by itself, on its own mapping of the page. */
  readonly storesToPage: boolean;
  /** One aligned dword of the table; true when it was kept, or was there already. */
  writeEntry(context: Context, entry: number, field: number, offset: number, value: number): boolean;
  /** One aligned dword past the table inside the overlay; true when it took effect. */
  writePastTable(context: Context, offset: number, value: number): boolean;
  /** A piece outside the overlay; reads leave their value in context.lo. True when it took effect. */
  accessBar(context: Context, offset: number, size: number, write: boolean, value: number): boolean;
  /** Flags that it adds to every bind. */
  readonly bindFlags: number;
  /** Dword past the table inside QEMU's overlay; leaves it in context.lo, true when it is the device's own value. */
  readPastTable(context: Context, offset: number): boolean;
}

/** A Xen design together with a device model: what a scenario is run under. */
export interface Design {
  /** `xen--qemu`, as in the names of the vector files. */
  readonly id: string;
  readonly xenName: string;
  readonly xenTitle: string;
  readonly deviceModelName: string;
  /** For people: "Xen 4.18 with QEMU reading /dev/mem". */
  readonly title: string;
  readonly xen: XenDesign;
  readonly deviceModel: DeviceModelDesign;
}
