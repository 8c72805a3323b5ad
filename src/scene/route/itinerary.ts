import type { Hop, Route } from '#model/route.ts';
import type { Layout } from '#model/layout.ts';
import type { Design } from '#model/context.ts';
import type { RuleId } from '#model/rules.ts';
import { accessOf } from './step-access.ts';
import { deviceStation, othersStation, ownHandlers, partyOf, stationOf, type StationId } from './stations.ts';

/** Where one hop goes: its own station, and the stations it passes without a decision of their own. */
export interface Leg {
  readonly via: readonly StationId[];
  readonly to: StationId;
}

/** Where QEMU reaches the device itself, through /dev/mem or a mapping of its own. */
const OWN_MAPPING: ReadonlySet<RuleId> = new Set<RuleId>(['hardware.read-devmem', 'own.load']);

/**
 * What lies between two hops. QEMU reaches masks and table only through a hypercall, an ioreq reaches the table
 * region only through the memory core, and the vCPU waits in Xen's emulator: no road may suggest a short cut.
 */
function viaBetween(from: StationId, previous: Hop, to: StationId, hop: Hop): StationId[] {
  const fromQemu = partyOf(from) === 'device-model';
  const toQemu = partyOf(to) === 'device-model';
  const own = [hop.rule, previous.rule].some((rule) => OWN_MAPPING.has(rule));
  if (fromQemu && partyOf(to) === 'hardware') return own ? [] : ['hypercalls'];
  if (partyOf(from) === 'hardware' && toQemu) return own ? [] : ['hypercalls'];
  if (from === 'dm-vectors' && to === 'masking') return hop.rule === 'config.intercept' ? [] : ['hypercalls'];
  if (from === 'masking' && toQemu) return ['hypercalls'];
  if (from === 'dm-ioreq' && to === 'dm-table') return ['dm-memory-core'];
  if (from === 'dm-ioreq' && to === 'vcpu') return ['emulator'];
  return [];
}

/** The legs of a route, one a hop. The first stays where the token starts. */
export function itinerary(route: Route, layout: Layout, design: Design): Leg[] {
  const handlers = ownHandlers(design);
  let handler = handlers[0] ?? 'msixtbl';
  let previous: { hop: Hop; station: StationId } | null = null;
  return route.hops.map((hop) => {
    if (hop.event?.at === 'xen.accept' && hop.event.handler !== null) handler = hop.event.handler;
    if (hop.rule === 'xen.emulate') handler = handlers[0] ?? handler;
    const to = stationOf(hop, layout, handler);
    const via = previous === null ? [] : viaBetween(previous.station, previous.hop, to, hop);
    previous = { hop, station: to };
    return { via, to };
  });
}

/** The legs where the handlers that are asked first share one row: each leg to one of them leads to that row. */
export function foldedLegs(legs: readonly Leg[], earlier: readonly string[]): Leg[] {
  if (earlier.length < 2) return [...legs];
  const row = othersStation(earlier.length);
  const stations = new Set(earlier.map((name) => `handler:${name}`));
  return legs.map((leg) => (stations.has(leg.to) ? { ...leg, to: row } : leg));
}

/** A way that other accesses take, and this one does not, known from hop `decidedBy` on. */
export interface RoadNotTaken {
  readonly from: StationId;
  readonly to: StationId;
  /** Index of the hop that rules it out. */
  readonly decidedBy: number;
}

/** The typical alternatives that this route does not use. */
export function roadsNotTaken(
  route: Route,
  legs: readonly Leg[],
  layout: Layout,
  design: Design,
): RoadNotTaken[] {
  const roads: RoadNotTaken[] = [];
  const { hops } = route;
  const access = accessOf(route.step);
  if (access === null || hops.length === 0) return roads;
  const lastIndex = (accept: (hop: Hop) => boolean) => hops.findLastIndex(accept);
  const visits = (station: StationId) => legs.some((leg) => leg.to === station || leg.via.includes(station));
  const direct = lastIndex((hop) => hop.rule === 'guest.direct');
  const fault = hops.findIndex((hop) => hop.party === 'xen');
  if (direct >= 0 && fault < 0) roads.push({ from: 'vcpu', to: 'fault', decidedBy: direct });
  const crash = hops.findIndex((hop) => hop.rule === 'protected.crash');
  if (crash >= 0) roads.push({ from: 'fault', to: 'emulator', decidedBy: crash });
  const handler = ownHandlers(design).at(-1);
  const asked = lastIndex((hop) => /^(msixtbl|page|vpci|adjacent)\./.test(hop.rule));
  if (handler !== undefined && asked >= 0 && !legs.some((leg) => leg.to.startsWith('hw-'))) {
    const result = hops.findIndex((hop) => hop.rule.startsWith('xen.result'));
    const device = deviceStation(layout, access.offset);
    roads.push({ from: `handler:${handler}`, to: device, decidedBy: result < 0 ? asked : result });
  }
  const okay = lastIndex((hop) => hop.rule === 'xen.result-okay');
  if (okay >= 0 && !visits('dm-ioreq')) roads.push({ from: 'ioreq-server', to: 'dm-ioreq', decidedBy: okay });
  return roads;
}
