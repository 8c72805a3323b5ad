/** A route as rows, one a stay at a station, for where its roads have no room. */
import type { Design } from '#model/context.ts';
import type { Layout } from '#model/layout.ts';
import type { Party, Route } from '#model/route.ts';
import { foldedLegs, itinerary } from '../route/itinerary.ts';
import { othersStatus, statusOf, type Status } from '../route/station-status.ts';
import { othersStation, stationNames, type StationId } from '../route/stations.ts';

export type Rung =
  /** A stay at a station: hops `from` to `to`, the latter exclusive. */
  | {
      readonly kind: 'station';
      readonly from: number;
      readonly to: number;
      readonly station: StationId;
      /** Names of the station, longest first. */
      readonly names: readonly string[];
      readonly party: Party;
      /** What it shows once each of its hops has arrived. */
      readonly statuses: readonly Status[];
    }
  /** Stays that there is no room for. */
  | { readonly kind: 'gap'; readonly from: number; readonly to: number };

/** The rungs of a route, one for each stay at a station. */
export function rungsOf(route: Route, layout: Layout, design: Design): Extract<Rung, { kind: 'station' }>[] {
  const { earlierHandlers } = design.xen;
  const others = othersStation(earlierHandlers.length);
  const legs = foldedLegs(itinerary(route, layout, design), earlierHandlers);
  const rungs: Extract<Rung, { kind: 'station' }>[] = [];
  legs.forEach(({ to: station }, n) => {
    const hop = route.hops[n]!;
    const last = rungs.at(-1);
    const status =
      station === others
        ? othersStatus(earlierHandlers.indexOf(hop.facts.handler ?? '') + 1, earlierHandlers.length)
        : statusOf(hop);
    if (last?.station === station)
      rungs[rungs.length - 1] = { ...last, to: n + 1, statuses: [...last.statuses, status] };
    else
      rungs.push({
        kind: 'station',
        from: n,
        to: n + 1,
        station,
        names: stationNames(station),
        party: hop.party,
        statuses: [status],
      });
  });
  return rungs;
}

/**
 * `rungs` in at most `most` rows (3 or more): what matters most stays, which is the end, where the routes part (`at`, an
 * index), the beginning, what follows the parting, and what comes before it; the rest become gaps.
 */
export function foldedRungs(
  rungs: readonly Extract<Rung, { kind: 'station' }>[],
  at: number | null,
  most: number,
): Rung[] {
  if (rungs.length <= most) return [...rungs];
  const last = rungs.length - 1;
  const from = at ?? 0;
  const wanted = [
    last,
    from,
    0,
    ...Array.from({ length: Math.max(0, last - from) }, (_, n) => from + 1 + n),
    ...Array.from({ length: from }, (_, n) => from - 1 - n),
  ];
  const kept = new Set<number>();
  for (const n of wanted) {
    kept.add(n);
    if (rows(rungs, kept).length > most) kept.delete(n);
  }
  return rows(rungs, kept);
}

function rows(rungs: readonly Extract<Rung, { kind: 'station' }>[], kept: ReadonlySet<number>): Rung[] {
  const out: Rung[] = [];
  rungs.forEach((rung, n) => {
    const last = out.at(-1);
    if (kept.has(n)) out.push(rung);
    else if (last?.kind === 'gap') out[out.length - 1] = { ...last, to: rung.to };
    else out.push({ kind: 'gap', from: rung.from, to: rung.to });
  });
  return out;
}
