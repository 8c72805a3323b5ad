/**
 * One thing that happens in a scenario. Offsets are bytes from the start of the table BAR (see layout.ts);
 * values are unsigned. The names are those of the recorded vectors.
 */
export type Step = AccessStep | ConfigStep | MachineEvent;

/** The guest accesses the BAR. */
export type AccessStep =
  | { readonly op: 'write'; readonly offset: number; readonly size: AccessSize; readonly value: bigint }
  | { readonly op: 'read'; readonly offset: number; readonly size: AccessSize }
  /** REP MOVS from guest RAM into the BAR; with `df` the addresses fall. values[0] belongs to `offset`. */
  | {
      readonly op: 'rep-write';
      readonly offset: number;
      readonly size: AccessSize;
      readonly count: number;
      readonly df: boolean;
      readonly values: readonly bigint[];
    }
  /** REP MOVS from the BAR into guest RAM. */
  | {
      readonly op: 'rep-read';
      readonly offset: number;
      readonly size: AccessSize;
      readonly count: number;
      readonly df: boolean;
    };

/** The guest writes MSI-X Message Control. */
export type ConfigStep =
  /** Guest writes Message Control = Enable (| Function Mask). */
  | { readonly op: 'enable'; readonly maskall: boolean }
  /** Guest writes Message Control = 0. */
  | { readonly op: 'disable' };

/** What happens besides the guest's own accesses: to the device, in Xen, in dom0 and in the device model. */
export type MachineEvent =
  /** The device wants to interrupt with this entry. */
  | { readonly op: 'raise'; readonly entry: number }
  /** Xen masks or unmasks the vector on its own account (mask_msi_irq, unmask_msi_irq). */
  | { readonly op: 'host-mask'; readonly entry: number; readonly masked: boolean }
  /** The guest moves the BAR so that it lies `to` bytes from where it was at first. */
  | { readonly op: 'move-bar'; readonly to: number }
  /** The device stops answering memory accesses, or answers again (its command register, behind the guest's back). */
  | { readonly op: 'decode'; readonly on: boolean }
  /** dom0 prepares the device for MSI-X (PHYSDEVOP_prepare_msix), or takes that back (release_msix). */
  | { readonly op: 'prepare'; readonly done: boolean }
  /**
   * A device model that does as it likes binds the vector: `gtable` is where it says the guest's table lies (from the
   * table BAR), `flags` go into the bind as they are, besides what it wishes for the mask.
   */
  | {
      readonly op: 'dm-bind';
      readonly entry: number;
      readonly gtable: number;
      readonly vector: number;
      readonly flags: number;
    }
  /** It unbinds one vector and leaves the others. */
  | { readonly op: 'dm-unbind'; readonly entry: number }
  /** It leaves its slot of the shared page in a state that Xen does not expect, or puts it right again. */
  | { readonly op: 'dm-slot'; readonly broken: boolean }
  /** A guest access that is held where the vCPU starts to wait for the device model, if it gets there. */
  | { readonly op: 'begin'; readonly access: PlainAccess }
  /** The device model handles the held access and answers it. */
  | { readonly op: 'serve' }
  /** Xen takes the answer, completes what it postponed, and the vCPU goes on. */
  | { readonly op: 'complete' };

/** An access without REP. */
export type PlainAccess = Extract<AccessStep, { op: 'write' | 'read' }>;

/** Operand sizes of a guest access, in bytes. */
export type AccessSize = 1 | 2 | 4 | 8;

export const ACCESS_SIZES: readonly AccessSize[] = [1, 2, 4, 8];

/** True for steps that access the BAR (as opposed to configuration space). */
export function isAccess(step: Step): step is AccessStep {
  return step.op === 'write' || step.op === 'read' || step.op === 'rep-write' || step.op === 'rep-read';
}

/** True for steps that write to the BAR. */
export function isWrite(step: Step): step is Extract<Step, { op: 'write' | 'rep-write' }> {
  return step.op === 'write' || step.op === 'rep-write';
}
