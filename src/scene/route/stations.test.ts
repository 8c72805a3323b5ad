import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { RULE_IDS } from '#model/rules.ts';
import { itinerary } from './itinerary.ts';
import { castOf, handlerStations } from './geometry-parts.ts';
import { geometryOf } from './geometry.ts';
import { statusOf } from './station-status.ts';
import { partyOf, PLACES } from './stations.ts';
import { sampleRoutes } from './testing/sample-routes.ts';

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /(?<!\.test)\.ts$/.test(entry.name) ? [readFileSync(path, 'utf8')] : [];
  });
}

it('gives every rule named anywhere in the model one place', () => {
  const text = sources(join(import.meta.dirname, '../../model')).join('\n');
  const recorded = [...text.matchAll(/hop\(\s*'[a-z-]+',\s*'([a-z]+\.[a-z-]+)'/g)].map((match) => match[1]!);
  expect(recorded.length).toBeGreaterThan(60);
  expect([...RULE_IDS, ...recorded].filter((rule) => !(rule in PLACES))).toEqual([]);
});

it('says something when a hop of any rule has arrived', () => {
  for (const rule of RULE_IDS) {
    const status = statusOf({ party: 'xen', rule, facts: {}, changes: [], event: null });
    expect(
      status.words.every((word) => word.length > 0),
      rule,
    ).toBe(true);
  }
});

const geometry = geometryOf({ earlier: [], own: [], deviceModel: true }, { width: 600, height: 430 });

it('sends every hop to a station of its own party that is in the picture', () => {
  const offences: string[] = [];
  for (const { route, layout, design } of sampleRoutes()) {
    const boxes = new Set<string>(handlerStations(castOf(design)));
    for (const box of geometry.boxes) boxes.add(box.id);
    itinerary(route, layout, design).forEach((leg, i) => {
      const { rule, party } = route.hops[i]!;
      if (partyOf(leg.to) !== party) offences.push(`${design.id}: ${rule} of ${party} at ${leg.to}`);
      for (const stop of [...leg.via, leg.to])
        if (!boxes.has(stop)) offences.push(`${design.id}: ${rule} at ${stop}, which is nowhere`);
    });
  }
  expect(offences).toEqual([]);
});

it('lists the handlers in the order in which Xen asks them', () => {
  for (const { route, layout, design } of sampleRoutes()) {
    const order = handlerStations(castOf(design));
    const legs = itinerary(route, layout, design);
    let last = -1;
    route.hops.forEach((hop, i) => {
      if (hop.rule === 'xen.emulate') last = -1;
      if (!/^(xen\.decline|msixtbl\.(accept|decline)|page\.(accept|decline)|vpci\.accept)/.test(hop.rule))
        return;
      const at = order.indexOf(legs[i]!.to);
      expect(at).toBeGreaterThan(last);
      last = at;
    });
  }
});

it('never lets QEMU touch the table without a hypercall, unless it reads through a mapping of its own', () => {
  for (const { route, layout, design } of sampleRoutes())
    itinerary(route, layout, design).forEach((leg, i, legs) => {
      const from = legs[i - 1]?.to;
      if (from === undefined || partyOf(from) !== 'device-model' || partyOf(leg.to) !== 'hardware') return;
      const own = route.hops[i]!.rule === 'hardware.read-devmem' || route.hops[i - 1]!.rule === 'own.load';
      expect(own || leg.via.includes('hypercalls'), `${design.id} ${route.hops[i]!.rule}`).toBe(true);
    });
});
