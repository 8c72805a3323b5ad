/** Where two routes of one access part. */
import type { Hop, Route } from '#model/route.ts';

/** 0-based index of the first hop that is not the same in both, or null when all are; a missing hop counts as one. */
export function partingHop(a: Route | null, b: Route | null): number | null {
  const [ours, theirs] = [a?.hops ?? [], b?.hops ?? []];
  const common = Math.min(ours.length, theirs.length);
  for (let i = 0; i < common; i++) if (!sameHop(ours[i]!, theirs[i]!)) return i;
  return ours.length === theirs.length ? null : common;
}

/** Same decision by the same party on the same quantities. What it changed can still differ. */
function sameHop(a: Hop, b: Hop): boolean {
  if (a.party !== b.party || a.rule !== b.rule) return false;
  const keys = new Set([...Object.keys(a.facts), ...Object.keys(b.facts)] as (keyof Hop['facts'])[]);
  return [...keys].every((key) => a.facts[key] === b.facts[key]);
}
