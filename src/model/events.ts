/**
 * What can be observed while one access runs, in the terms of the recorded vectors (names, fields and order are
 * theirs, so that conformance compares like with like). Offsets are bytes from the table BAR's start.
 * 64-bit quantities are two unsigned 32-bit halves.
 */
export type HandlerName = 'msixtbl' | 'msixtbl_page' | 'vpci-msix';

export type ModelEvent =
  | { readonly at: 'xen.snoop'; readonly address: number; readonly gpa: number }
  | { readonly at: 'xen.accept'; readonly handler: HandlerName | null }
  | {
      readonly at: 'hw.read' | 'hw.write';
      readonly offset: number;
      readonly size: number;
      readonly lo: number;
      readonly hi: number;
      readonly devmem: boolean;
    }
  | { readonly at: 'xen.mask'; readonly entry: number; readonly masked: boolean }
  | { readonly at: 'xen.result'; readonly code: 'OKAY' | 'UNHANDLEABLE'; readonly count: number | null }
  | {
      readonly at: 'dm.read' | 'dm.write';
      readonly offset: number;
      readonly size: number;
      /** The value written or answered; for a REP request the vectors give the count instead. */
      lo: number;
      hi: number;
      readonly count: number | null;
    }
  | {
      readonly at: 'qemu.reject';
      readonly why: 'size' | 'entry-out-of-range';
      readonly offset: number;
      readonly size: number;
    }
  | { readonly at: 'qemu.map' | 'qemu.unbind' | 'qemu.unmap'; readonly entry: number }
  | { readonly at: 'qemu.bind'; readonly entry: number; readonly vector: number; readonly gflags: number }
  | { readonly at: 'xen.register' | 'xen.unregister'; readonly entry: number }
  | { readonly at: 'xen.completion'; readonly address: number }
  | { readonly at: 'vpci.mask'; readonly entry: number; readonly masked: boolean; readonly bound: boolean }
  | { readonly at: 'vpci.map' | 'vpci.unbind' | 'vpci.unmap'; readonly entry: number }
  | {
      readonly at: 'vpci.bind';
      readonly entry: number;
      readonly vector: number;
      readonly gflags: number;
      readonly masked: boolean;
    }
  | { readonly at: 'hw.intx'; readonly enabled: boolean }
  | { readonly at: 'log'; readonly who: 'xen' | 'qemu'; readonly what: string }
  | { readonly at: 'guest.value'; readonly values: readonly bigint[]; readonly rep: boolean };
