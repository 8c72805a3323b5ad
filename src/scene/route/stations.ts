import type { Hop, Party } from '#model/route.ts';
import type { Design } from '#model/context.ts';
import { regionAt, type Layout } from '#model/layout.ts';

/** A place where decisions are taken; it does not move while a design is shown. */
export type StationId =
  | 'vcpu'
  | 'fault'
  | 'emulator'
  | `handler:${string}`
  | 'ioreq-server'
  | 'hypercalls'
  | 'masking'
  | 'completion'
  | 'dm-ioreq'
  | 'dm-memory-core'
  | 'dm-table'
  | 'dm-vectors'
  | 'hw-table'
  | 'hw-pba'
  | 'hw-registers'
  | 'hw-control';

/** Where a rule takes place; the last three become a station only with the hop and what came before it. */
export type Place = StationId | 'asked-handler' | 'accepting-handler' | 'device-bytes';

/** The one place of every rule; the test beside this file demands that none is missing. */
export const PLACES: Readonly<Partial<Record<string, Place>>> = {
  'guest.write': 'vcpu',
  'guest.read': 'vcpu',
  'guest.rep-write': 'vcpu',
  'guest.rep-read': 'vcpu',
  'guest.direct': 'vcpu',
  'guest.value': 'vcpu',
  'config.enable': 'vcpu',
  'config.disable': 'vcpu',
  'xen.fault-claimed': 'fault',
  'xen.fault-unmapped': 'fault',
  'protected.crash': 'fault',
  'protected.emulate': 'fault',
  'xen.emulate': 'emulator',
  'xen.none-accepted': 'emulator',
  'xen.result-okay': 'emulator',
  'xen.result-unhandleable': 'emulator',
  'xen.decline': 'asked-handler',
  'msixtbl.accept-entry': 'handler:msixtbl',
  'msixtbl.accept-adjacent': 'handler:msixtbl',
  'msixtbl.decline-nothing-bound': 'handler:msixtbl',
  'msixtbl.decline-outside': 'handler:msixtbl',
  'msixtbl.decline-unbound': 'handler:msixtbl',
  'msixtbl.snoop': 'handler:msixtbl',
  'msixtbl.read-misaligned': 'handler:msixtbl',
  'msixtbl.read-short': 'handler:msixtbl',
  'msixtbl.read-not-shadowed': 'handler:msixtbl',
  'msixtbl.read-shadow-invalid': 'handler:msixtbl',
  'msixtbl.read-unbound': 'handler:msixtbl',
  'msixtbl.read-shadow': 'handler:msixtbl',
  'msixtbl.read-mask': 'handler:msixtbl',
  'msixtbl.read-data-and-mask': 'handler:msixtbl',
  'msixtbl.write-misaligned': 'handler:msixtbl',
  'msixtbl.write-misaligned-dropped': 'handler:msixtbl',
  'msixtbl.write-short': 'handler:msixtbl',
  'msixtbl.write-short-dropped': 'handler:msixtbl',
  'msixtbl.write-message': 'handler:msixtbl',
  'msixtbl.write-postponed': 'handler:msixtbl',
  'msixtbl.write-unbound': 'handler:msixtbl',
  'adjacent.read': 'accepting-handler',
  'adjacent.read-unmapped': 'accepting-handler',
  'adjacent.write': 'accepting-handler',
  'adjacent.write-unmapped': 'accepting-handler',
  'adjacent.write-discarded': 'accepting-handler',
  'adjacent.warn-pba': 'accepting-handler',
  'adjacent.warn-uninitialised': 'accepting-handler',
  'msixtbl.decline-yields': 'handler:msixtbl',
  'page.accept': 'handler:msixtbl_page',
  'page.decline': 'handler:msixtbl_page',
  'page.refuse-pba': 'handler:msixtbl_page',
  'page.warn-pba': 'handler:msixtbl_page',
  'page.assertion': 'handler:msixtbl_page',
  'page.read-misaligned': 'handler:msixtbl_page',
  'vpci.accept': 'handler:vpci-msix',
  'vpci.read-entry': 'handler:vpci-msix',
  'vpci.write-message': 'handler:vpci-msix',
  'vpci.write-mask': 'handler:vpci-msix',
  'vpci.mask-unchanged': 'handler:vpci-msix',
  'vpci.refuse': 'handler:vpci-msix',
  'vpci.straddles': 'handler:vpci-msix',
  'vpci.split': 'handler:vpci-msix',
  'vpci.read-pba': 'handler:vpci-msix',
  'vpci.write-pba': 'handler:vpci-msix',
  'vpci.ignore-pba-write': 'handler:vpci-msix',
  'vpci.read-adjacent': 'handler:vpci-msix',
  'vpci.write-adjacent': 'handler:vpci-msix',
  'vpci.config': 'handler:vpci-msix',
  'vpci.config-unchanged': 'handler:vpci-msix',
  'vpci.mask': 'masking',
  'vpci.map': 'hypercalls',
  'vpci.bind': 'hypercalls',
  'vpci.unbind': 'hypercalls',
  'vpci.unmap': 'hypercalls',
  'vpci.unsupported-address': 'hypercalls',
  'vpci.enable-failed': 'hypercalls',
  'xen.mixed-flags': 'hypercalls',
  'own.second-fault': 'fault',
  'own.protected': 'emulator',
  'own.complete': 'emulator',
  'own.store': 'dm-table',
  'own.load': 'dm-table',
  'dm.refuse-unmasked': 'dm-table',
  'dm.mask-call': 'dm-vectors',
  'dm.bind-for-mask': 'dm-vectors',
  'hardware.intx': 'hw-control',
  'xen.select-server': 'ioreq-server',
  'xen.send': 'ioreq-server',
  'xen.mask': 'masking',
  'config.intercept': 'masking',
  'msixtbl.register': 'hypercalls',
  'msixtbl.unregister': 'hypercalls',
  'xen.forced-unbind': 'hypercalls',
  'completion.unmask': 'completion',
  'completion.forget-snoop': 'completion',
  'completion.failed': 'completion',
  'dm.receive': 'dm-ioreq',
  'dm.answer': 'dm-ioreq',
  'dm.reject-size': 'dm-memory-core',
  'dm.bar-read': 'dm-memory-core',
  'dm.bar-write': 'dm-memory-core',
  'dm.reject-range': 'dm-table',
  'dm.reject-range-logged': 'dm-table',
  'dm.same-value': 'dm-table',
  'dm.latch-message': 'dm-table',
  'dm.latch-control': 'dm-table',
  'dm.unmask': 'dm-table',
  'dm.read-latch': 'dm-table',
  'dm.read-devmem': 'dm-table',
  'dm.read-unsupported': 'dm-table',
  'dm.take-message': 'dm-vectors',
  'dm.take-written': 'dm-vectors',
  'dm.keep-old-message': 'dm-vectors',
  'dm.map': 'dm-vectors',
  'dm.map-failed': 'dm-vectors',
  'dm.bind': 'dm-vectors',
  'dm.bind-failed': 'dm-vectors',
  'dm.unbind': 'dm-vectors',
  'dm.unbind-failed': 'dm-vectors',
  'dm.unmap': 'dm-vectors',
  'dm.unmap-failed': 'dm-vectors',
  'config.receive': 'dm-vectors',
  'config.remember': 'dm-vectors',
  'config.device': 'hw-control',
  'guest.waits': 'vcpu',
  'config.move-bar': 'vcpu',
  'device.raise': 'hw-table',
  'device.message': 'hw-table',
  'device.pending': 'hw-pba',
  'device.decode-on': 'hw-control',
  'device.decode-off': 'hw-control',
  'hardware.no-decode': 'device-bytes',
  'xen.inject': 'hypercalls',
  'xen.inject-old': 'hypercalls',
  'xen.inject-nobody': 'hypercalls',
  'xen.prepare': 'hypercalls',
  'xen.prepare-busy': 'hypercalls',
  'xen.release': 'hypercalls',
  'unruly.refused': 'hypercalls',
  'unruly.bind-refused': 'hypercalls',
  'unruly.not-bound': 'hypercalls',
  'unruly.nobody': 'hypercalls',
  'xen.host-mask': 'masking',
  'xen.host-mask-nothing': 'masking',
  'dm.remap': 'dm-vectors',
  'unruly.bind': 'dm-vectors',
  'unruly.unbind': 'dm-vectors',
  'unruly.break-slot': 'dm-ioreq',
  'unruly.mend-slot': 'dm-ioreq',
  'xen.wait': 'ioreq-server',
  'xen.bad-slot': 'ioreq-server',
  'xen.no-wait': 'ioreq-server',
  'xen.still-waits': 'ioreq-server',
  'xen.resume': 'completion',
  'dm.idle': 'dm-ioreq',
  'xen.mask-function': 'masking',
  'xen.mask-impossible': 'masking',
  'xen.warn-maskall': 'masking',
  'xen.refuse-unprepared': 'hypercalls',
  'xen.refuse-decode-off': 'hypercalls',
  'hardware.read': 'device-bytes',
  'hardware.read-devmem': 'device-bytes',
  'hardware.write': 'device-bytes',
};

/** Handlers of `design` that concern the device, in the order in which they are asked. */
export function ownHandlers(design: Design): string[] {
  return design.xen.handlers.map((handler) => handler.name);
}

/** The part of the device that holds the byte at `offset` (from the table BAR). */
export function deviceStation(layout: Layout, offset: number): StationId {
  const region = regionAt(layout, offset);
  return region === 'table' ? 'hw-table' : region === 'pba' ? 'hw-pba' : 'hw-registers';
}

/** For a rule that has no place yet: somewhere in its party's lane, so that the rest can still be shown. */
const FALLBACK: Readonly<Record<Party, Place>> = {
  guest: 'vcpu',
  xen: 'emulator',
  'device-model': 'dm-ioreq',
  hardware: 'hw-control',
};

/** The station of a hop. `handler` is the one that accepted the request, or the design's first while none has. */
export function stationOf(hop: Hop, layout: Layout, handler: string): StationId {
  const place = PLACES[hop.rule] ?? FALLBACK[hop.party];
  switch (place) {
    case 'asked-handler':
      return `handler:${hop.facts.handler ?? handler}`;
    case 'accepting-handler':
      return `handler:${handler}`;
    case 'device-bytes':
      return deviceStation(layout, hop.facts.offset ?? layout.tableStart);
    default:
      return place;
  }
}

/** The handlers that are asked before those of the device, drawn as one. */
const OTHERS = 'handler:others ';
export const othersStation = (count: number): StationId => `${OTHERS}${count}`;

export function partyOf(station: StationId): Party {
  if (station === 'vcpu') return 'guest';
  if (station.startsWith('dm-')) return 'device-model';
  if (station.startsWith('hw-')) return 'hardware';
  return 'xen';
}

/** Short names for narrow columns; all others are short already. */
const HANDLER_NAMES: Readonly<Record<string, readonly string[]>> = {
  'handler:msixtbl_page': ['msixtbl_page', '…_page'],
  'handler:vpci-msix': ['vpci-msix', 'vpci'],
};

/** Names of a station, longest first; the longest that fits is shown. */
export function stationNames(station: StationId): readonly string[] {
  switch (station) {
    case 'vcpu':
      return ['vCPU'];
    case 'fault':
      return ['Page fault'];
    case 'emulator':
      return ['Emulator'];
    case 'ioreq-server':
      return ['Ioreq server'];
    case 'hypercalls':
      return ['Map and bind', 'Map, bind'];
    case 'masking':
      return ['Mask bit: host or guest', 'Mask bits'];
    case 'completion':
      return ['Completion'];
    case 'dm-ioreq':
      return ['Ioreq received', 'Ioreq'];
    case 'dm-memory-core':
      return ['Memory core', 'Memory'];
    case 'dm-table':
      return ['Table emulation', 'QEMU’s table'];
    case 'dm-vectors':
      return ['Vectors: map, bind', 'Vectors'];
    case 'hw-table':
      return ['MSI-X table'];
    case 'hw-pba':
      return ['Pending bits (PBA)', 'PBA'];
    case 'hw-registers':
      return ['Other registers', 'Registers'];
    case 'hw-control':
      return ['Message control', 'Msg control'];
    default:
      if (station.startsWith(OTHERS)) return [`${station.slice(OTHERS.length)} others`];
      return HANDLER_NAMES[station] ?? [station.slice('handler:'.length)];
  }
}
