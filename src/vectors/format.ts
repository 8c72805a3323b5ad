/**
 * The format of the recorded vectors, one JSON object a line: a device, steps, and for each step the ordered events
 * with the state at the end. This file turns model values into its JSON; read-vector.ts reads it.
 */
import { hex, hex64 } from '#model/base/hex.ts';
import type { Step } from '#model/access.ts';
import type { Design } from '#model/context.ts';
import type { DeviceDescription } from '#model/device.ts';
import type { ModelEvent } from '#model/events.ts';
import type { Layout } from '#model/layout.ts';
import type { MachineState } from '#model/state.ts';
import { SHADOWED_ENTRIES, VECTOR_CONTROL } from '#model/state.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** One scenario of a vector file. `expect` is absent in a scenario that is only to be run. */
export interface Vector {
  readonly id: string;
  readonly note: string | null;
  readonly xen: string;
  readonly qemu: string | null;
  readonly domain: string | null;
  readonly device: DeviceDescription;
  /** Initial 32-bit contents by offset from the BAR. */
  readonly registers: ReadonlyMap<number, number>;
  readonly steps: readonly Step[];
  readonly initial: JsonObject | null;
  readonly expect: readonly (readonly JsonObject[])[] | null;
}

/** A model event as the vectors write it. */
export function eventJson(event: ModelEvent): JsonObject {
  switch (event.at) {
    case 'xen.snoop':
      return {
        at: event.at,
        address: hex(event.address),
        ...(event.gpa === 0 ? {} : { gpa: hex(event.gpa) }),
      };
    case 'hw.read':
    case 'hw.write': {
      const { at, offset, size, lo, hi, devmem } = event;
      return { at, offset: hex(offset), size, value: hex64(lo, hi), ...(devmem ? { via: 'devmem' } : {}) };
    }
    case 'xen.result':
      return { at: event.at, code: event.code, ...(event.count === null ? {} : { count: event.count }) };
    case 'dm.read':
    case 'dm.write': {
      const { at, offset, size, lo, hi, count } = event;
      return { at, offset: hex(offset), size, ...(count === null ? { value: hex64(lo, hi) } : { count }) };
    }
    case 'qemu.reject':
      return { at: event.at, why: event.why, offset: hex(event.offset), size: event.size };
    case 'xen.completion':
      return { at: event.at, address: hex(event.address) };
    case 'guest.value':
      return event.rep
        ? { at: event.at, values: event.values.map(hex) }
        : { at: event.at, value: hex(event.values[0] ?? 0n) };
    default:
      return { ...event };
  }
}

/** The state of all parties as the vectors write it; what a design has no use for is left out, as they do. */
export function stateJson(state: MachineState, layout: Layout, design: Design): JsonObject {
  const { xen, deviceModel, hardware } = state;
  const entries = Array.from({ length: layout.entries }, (_, n) => n);
  const mapped = entries.filter((n) => xen.mapped[n] === 1);
  const address = (offset: number | null) => (offset === null ? '0x0' : hex(layout.base + offset));
  const latch = (n: number) => [0, 1, 2, 3].map((field) => deviceModel.latch[4 * n + field]!);
  const inQemu = entries.filter((n) => deviceModel.pirq[n] !== -1);
  const masks = {
    guestMasked: mapped.map((n) => [n, xen.guestMasked[n] === 1]),
    hostMasked: mapped.map((n) => [n, xen.hostMasked[n] === 1]),
  };
  const hw = {
    ctrl: entries
      .filter((n) => n < 4 || hardware.table[4 * n + VECTOR_CONTROL] !== 1)
      .map((n) => [n, hardware.table[4 * n + VECTOR_CONTROL]!]),
    enabled: hardware.enabled,
    maskall: hardware.maskall,
  };
  if (!design.deviceModel.present) return { at: 'state', xen: masks, vpci: vpciJson(state, entries), hw };
  return {
    at: 'state',
    xen: {
      ...masks,
      unmaskAddress: address(xen.unmaskAddress),
      snoopAddress: address(xen.snoopAddress),
      table: xen.tablePresent
        ? {
            refcnt: xen.refcnt,
            tableFlags: entries.filter((n) => xen.tableFlags[n] === 1),
            gentries: Array.from({ length: SHADOWED_ENTRIES }, (_, n) =>
              [0, 1, 2].map((f) => (xen.shadowValid[3 * n + f] === 1 ? hex(xen.shadow[3 * n + f]!) : null)),
            ),
          }
        : null,
    },
    qemu: {
      latch: entries
        .filter((n) => n < 4 || latch(n).some((dword) => dword !== 0))
        .map((n) => [n, ...latch(n).map(hex)]),
      updated: entries.filter((n) => deviceModel.updated[n] === 1),
      mapped: inQemu,
      bound: inQemu.map((n) => [
        n,
        hex64(deviceModel.message[3 * n]!, deviceModel.message[3 * n + 1]!),
        hex(deviceModel.message[3 * n + 2]!),
      ]),
      enabled: deviceModel.enabled,
      maskall: deviceModel.maskall,
    },
    hw,
  };
}

/** vPCI's entries: the first four, and every one that is not as after reset. */
function vpciJson(state: MachineState, entries: readonly number[]): JsonObject {
  const { vpci, xen } = state;
  const row = (n: number) => [
    n,
    hex64(vpci.message[3 * n]!, vpci.message[3 * n + 1]!),
    hex(vpci.message[3 * n + 2]!),
    vpci.masked[n] === 1,
    vpci.updated[n] === 1,
    xen.bound[n] === 1,
  ];
  const touched = (n: number) =>
    [0, 1, 2].some((f) => vpci.message[3 * n + f] !== 0) ||
    vpci.masked[n] === 0 ||
    vpci.updated[n] === 1 ||
    xen.bound[n] === 1;
  return {
    entries: entries.filter((n) => n < 4 || touched(n)).map(row),
    bound: entries.filter((n) => xen.bound[n] === 1).map((n) => [n, xen.vector[n]!, xen.gflags[n]!]),
    enabled: vpci.enabled,
    masked: vpci.maskall,
  };
}
