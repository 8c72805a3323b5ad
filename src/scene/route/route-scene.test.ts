import { describe, expect, it } from 'vitest';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { castOf } from './geometry-parts.ts';
import { geometryOf } from './geometry.ts';
import { overlap } from './rect.ts';
import { planRoute } from './route-plan.ts';
import { routeScene, STRONG_SEGMENTS, type RouteScene } from './route-scene.ts';
import { LAYOUTS, sampleRoutes } from './testing/sample-routes.ts';
import { textWidth } from './text-width.ts';

const SIZES = [
  { width: 560, height: 430 },
  { width: 600, height: 430 },
  { width: 800, height: 560 },
  { width: 1900, height: 1500 },
  { width: 360, height: 600 },
  { width: 1000, height: 300 },
];
const SAMPLES = sampleRoutes();
/** A spread over designs, layouts and steps; the strides are prime, so that they meet every step. */
const SOME = SAMPLES.filter((_, i) => i % 23 === 0);
const FEW = SAMPLES.filter((_, i) => i % 149 === 0);

const at = (scene: RouteScene) => ({ x: scene.token?.x ?? NaN, y: scene.token?.y ?? NaN });

describe('the fixed parts', () => {
  it('keep boxes apart, inside their lane, and below its title, at every size and for every design', () => {
    for (const design of DESIGNS)
      for (const size of SIZES) {
        const geometry = geometryOf(castOf(design), size);
        geometry.boxes.forEach((box, i) => {
          const lane = geometry.lanes.find((l) => l.party === box.party)!;
          expect(box.x, box.id).toBeGreaterThanOrEqual(lane.x);
          expect(box.x + box.width, box.id).toBeLessThanOrEqual(lane.x + lane.width);
          expect(box.y, box.id).toBeGreaterThan(lane.titleY);
          expect(box.y + box.height, box.id).toBeLessThanOrEqual(lane.y + lane.height);
          const covered = geometry.boxes.slice(i + 1).filter((other) => overlap(box, other));
          expect(covered, box.id).toEqual([]);
          expect(overlap(box, geometry.caption)).toBe(false);
        });
      }
  });

  it('fit the width and never use text under 13 px', () => {
    for (const design of DESIGNS)
      for (const size of SIZES) {
        const geometry = geometryOf(castOf(design), size);
        expect(geometry.fontSize).toBeGreaterThanOrEqual(13);
        for (const lane of geometry.lanes) {
          expect(lane.x).toBeGreaterThanOrEqual(0);
          expect(lane.x + lane.width).toBeLessThanOrEqual(size.width);
          expect(textWidth(lane.title, geometry.fontSize, 'bold')).toBeLessThanOrEqual(lane.width);
        }
      }
  });

  it('fit 1280x720 and 1600x900 without scrolling', () => {
    for (const design of DESIGNS.slice(0, 3))
      for (const size of SIZES.slice(0, 3)) expect(geometryOf(castOf(design), size).height).toBe(size.height);
  });

  it('keep roads off the boxes: a street meets a box only at the middle of a side', () => {
    const offences: string[] = [];
    for (const design of DESIGNS)
      for (const size of SIZES) {
        const { boxes, streets } = geometryOf(castOf(design), size);
        for (const street of streets) {
          const rect =
            street.axis === 'vertical'
              ? { x: street.at, y: street.from, width: 0, height: street.to - street.from }
              : { x: street.from, y: street.at, width: street.to - street.from, height: 0 };
          for (const box of boxes) if (overlap(rect, box, -0.01)) offences.push(`${design.id} ${box.id}`);
        }
      }
    expect(offences).toEqual([]);
  });
});

describe('the token', { timeout: 30_000 }, () => {
  it('moves without a jump, a hop at a time, on every route', () => {
    for (const { route, layout, design } of SOME) {
      const plan = planRoute(route, layout, design, SIZES[1]!);
      const { hops } = route;
      for (let i = 0; i < hops.length; i++) {
        const end = plan.segments[i]!.points.at(-1)!;
        expect(at(routeScene(plan, i + 1))).toEqual(end);
        if (i + 1 < hops.length) {
          const start = plan.segments[i + 1]!.points[0]!;
          expect(start.x).toBeCloseTo(end.x, 6);
          expect(start.y).toBeCloseTo(end.y, 6);
        }
      }
    }
  });

  it('covers little ground in little time', () => {
    const jumps: string[] = [];
    for (const { route, layout, design } of FEW.slice(0, 10))
      for (const size of [SIZES[1]!, SIZES[4]!]) {
        const plan = planRoute(route, layout, design, size);
        const longest = Math.max(0, ...plan.segments.map((segment) => segment.length));
        for (let k = 1; k <= Math.min(400, route.hops.length * 20); k++) {
          const [a, b] = [at(routeScene(plan, (k - 1) / 20)), at(routeScene(plan, k / 20))];
          if (!(Math.hypot(b.x - a.x, b.y - a.y) <= longest / 20 + 0.01))
            jumps.push(`${design.id} at ${k / 20}`);
        }
      }
    expect(jumps).toEqual([]);
  });

  it('gives the same picture whichever way the playhead came', () => {
    for (const { route, layout, design } of FEW) {
      const plan = planRoute(route, layout, design, SIZES[2]!);
      const positions = Array.from({ length: 40 }, (_, k) => (k * route.hops.length) / 39);
      const forth = positions.map((hop) => routeScene(plan, hop));
      const back = [...positions].reverse().map((hop) => routeScene(plan, hop));
      expect(back.reverse()).toEqual(forth);
      expect(routeScene(planRoute(route, layout, design, SIZES[2]!), positions[20]!)).toEqual(forth[20]);
    }
  });

  it('rests beside the text of its station, not on it', () => {
    const offences: string[] = [];
    for (const { route, layout, design } of FEW)
      for (const size of SIZES) {
        const plan = planRoute(route, layout, design, size);
        for (let hop = 0; hop <= Math.min(40, route.hops.length); hop++) {
          const { token, stations, fontSize } = routeScene(plan, hop);
          if (!token) continue;
          const dot = {
            x: token.x - token.radius,
            y: token.y - token.radius,
            width: 2 * token.radius,
            height: 2 * token.radius,
          };
          for (const { name, status, id } of stations)
            for (const text of status === null ? [name] : [name, status]) {
              const width = textWidth(text.text, fontSize, text.face);
              const x = text.anchor === 'end' ? text.x - width : text.x;
              const letters = { x, y: text.y - fontSize * 0.73, width, height: fontSize * 0.75 };
              if (overlap(dot, letters))
                offences.push(`${design.id} ${size.width} hop ${hop}: ${id} ${text.text}`);
            }
        }
      }
    expect(offences).toEqual([]);
  });

  it('carries its label clear of every box and of itself, and almost always has one', () => {
    const offences: string[] = [];
    let shown = 0;
    let asked = 0;
    for (const { route, layout, design } of FEW)
      for (const size of SIZES) {
        const plan = planRoute(route, layout, design, size);
        for (let k = 0; k <= Math.min(200, route.hops.length * 3); k++) {
          const scene = routeScene(plan, k / 3);
          if (!scene.token) continue;
          asked++;
          const { label } = scene.token;
          if (!label) continue;
          shown++;
          for (const box of scene.stations)
            if (overlap(label, box)) offences.push(`${label.lines[0]} on ${box.id}`);
          if (label.x < 0 || label.x + label.width > scene.width)
            offences.push(`${label.lines[0]} sticks out`);
        }
      }
    expect(offences).toEqual([]);
    expect(shown / asked).toBeGreaterThan(0.97);
  });
});

describe('texts', { timeout: 30_000 }, () => {
  it('stay inside their boxes, names and answers apart', () => {
    for (const size of SIZES)
      for (const { route, layout, design } of SOME) {
        const plan = planRoute(route, layout, design, size);
        for (const station of routeScene(plan, route.hops.length).stations) {
          const { name, status, x, width } = station;
          const where = `${design.id} ${size.width} ${station.id}`;
          const nameEnd = name.x + textWidth(name.text, plan.geometry.fontSize, name.face);
          expect(nameEnd, where).toBeLessThanOrEqual(x + width);
          if (!status) continue;
          const statusWidth = textWidth(status.text, plan.geometry.fontSize, 'text');
          const start = status.anchor === 'end' ? status.x - statusWidth : status.x;
          expect(start + statusWidth, `${where}: ${status.text}`).toBeLessThanOrEqual(x + width);
          if (station.row) expect(start, where).toBeGreaterThan(nameEnd);
          else expect(status.y).toBeLessThanOrEqual(station.y + station.height - 3);
        }
      }
  });

  it('of the caption fit its box at every hop', () => {
    for (const { route, layout, design } of FEW)
      for (const size of SIZES) {
        const plan = planRoute(route, layout, design, size);
        for (let hop = 0; hop <= route.hops.length; hop += hop < 30 ? 1 : 7) {
          const { caption, height, fontSize } = routeScene(plan, hop);
          for (const line of caption.lines) {
            const width = textWidth(
              line.text,
              line.face === 'bold' ? caption.headlineSize : fontSize,
              line.face,
            );
            expect(line.x + width).toBeLessThanOrEqual(caption.x + caption.width);
            expect(line.y).toBeLessThanOrEqual(caption.y + caption.height);
          }
          expect(caption.y + caption.height).toBeLessThanOrEqual(height);
        }
      }
  });
});

describe('a long route', () => {
  const long = SAMPLES.reduce((a, b) => (b.route.hops.length > a.route.hops.length ? b : a));

  it('keeps the newest segments strong and draws every older stretch once', () => {
    const plan = planRoute(long.route, long.layout, long.design, SIZES[1]!);
    const { segments } = routeScene(plan, long.route.hops.length);
    expect(long.route.hops.length).toBeGreaterThan(50);
    expect(segments.filter((s) => s.strength !== 'older').length).toBeLessThanOrEqual(STRONG_SEGMENTS);
    const older = segments.filter((s) => s.strength === 'older').map((s) => s.path);
    expect(new Set(older).size).toBe(older.length);
    expect(new Set(segments.map((s) => s.key)).size).toBe(segments.length);
  });
});

it('shows an empty stage without a route', () => {
  const plan = planRoute(null, LAYOUTS[0]!, DESIGNS[0]!, SIZES[1]!);
  const scene = routeScene(plan, 0);
  expect(scene.token).toBeNull();
  expect(scene.caption.kind).toBe('empty');
  expect(scene.stations.every((station) => station.phase === 'aside')).toBe(true);
});
