import type { Party } from '#model/route.ts';
import type { Geometry, Street, Box } from './geometry-parts.ts';
import { partyOf, type StationId } from './stations.ts';
import { simplify, type Point } from './polyline.ts';

/** Middle of a side of a box: where roads begin and end. */
export type Side = 'left' | 'right' | 'top' | 'bottom';

/** The way from one station to another, beginning on the side where the token arrived and ending on another box's side. */
export interface Road {
  readonly points: readonly Point[];
  readonly side: Side;
}

interface Edge {
  readonly to: number;
  readonly length: number;
  readonly street: Street;
}

const SIDES: readonly Side[] = ['left', 'right', 'top', 'bottom'];
/** What a change of direction costs, in pixels of detour. */
const BEND = 18;
/** How much longer a way outside the lane counts between two stations of one lane. */
const DETOUR = 2.5;

function port(box: Box, side: Side): Point {
  switch (side) {
    case 'left':
      return { x: box.x, y: box.y + box.height / 2 };
    case 'right':
      return { x: box.x + box.width, y: box.y + box.height / 2 };
    case 'top':
      return { x: box.x + box.width / 2, y: box.y };
    case 'bottom':
      return { x: box.x + box.width / 2, y: box.y + box.height };
  }
}

/** Along the outline of a box from one side's middle to another's, the shorter way; top first between left and right. */
function aroundBox(box: Box, from: Side, to: Side): Point[] {
  if (from === to) return [port(box, from)];
  const x = (side: Side) => (side === 'left' ? box.x : box.x + box.width);
  const y = (side: Side) => (side === 'top' ? box.y : box.y + box.height);
  const horizontal = (side: Side) => side === 'left' || side === 'right';
  if (horizontal(from) && horizontal(to))
    return [port(box, from), { x: x(from), y: box.y }, { x: x(to), y: box.y }, port(box, to)];
  if (!horizontal(from) && !horizontal(to)) {
    const edge = box.x + box.width;
    return [port(box, from), { x: edge, y: y(from) }, { x: edge, y: y(to) }, port(box, to)];
  }
  const corner = horizontal(from) ? { x: x(from), y: y(to) } : { x: x(to), y: y(from) };
  return [port(box, from), corner, port(box, to)];
}

const key = (x: number, y: number): string => `${Math.round(x * 100)},${Math.round(y * 100)}`;

/** The streets of a picture as a graph, with the ways found on it so far. */
export class RoadMap {
  private readonly points: Point[] = [];
  private readonly index = new Map<string, number>();
  private readonly edges: Edge[][] = [];
  private readonly boxes: ReadonlyMap<StationId, Box>;
  private readonly found = new Map<string, Road>();

  constructor(geometry: Pick<Geometry, 'boxes' | 'streets'>) {
    this.boxes = new Map(geometry.boxes.map((box) => [box.id, box]));
    for (const street of geometry.streets) this.addStreet(street, geometry.streets);
  }

  /** Where the token rests before it first moves. */
  start(station: StationId): Road {
    return { points: [port(this.box(station), 'right')], side: 'right' };
  }

  /** From `from`, where the token stands at `side`, to `to`. Stays where it is when both are the same. */
  road(from: StationId, side: Side, to: StationId): Road {
    const name = `${from} ${side} ${to}`;
    const known = this.found.get(name);
    if (known) return known;
    const road =
      from === to
        ? { points: [port(this.box(from), side)], side }
        : this.search(this.box(from), side, this.box(to));
    this.found.set(name, road);
    return road;
  }

  private box(station: StationId): Box {
    const box = this.boxes.get(station);
    if (!box) throw new Error(`no box for station ${station}`);
    return box;
  }

  private node(x: number, y: number): number {
    const name = key(x, y);
    let node = this.index.get(name);
    if (node === undefined) {
      node = this.points.length;
      this.points.push({ x, y });
      this.edges.push([]);
      this.index.set(name, node);
    }
    return node;
  }

  private addStreet(street: Street, streets: readonly Street[]): void {
    const stops = [street.from, street.to];
    for (const other of streets)
      if (
        other.axis !== street.axis &&
        other.at >= street.from - 0.01 &&
        other.at <= street.to + 0.01 &&
        street.at >= other.from - 0.01 &&
        street.at <= other.to + 0.01
      )
        stops.push(other.at);
    stops.sort((a, b) => a - b);
    const at = (stop: number) =>
      street.axis === 'vertical' ? this.node(street.at, stop) : this.node(stop, street.at);
    for (let i = 1; i < stops.length; i++) {
      const [a, b] = [stops[i - 1]!, stops[i]!];
      const [low, high] = [at(a), at(b)];
      if (low === high) continue;
      if (street.direction >= 0) this.edges[low]!.push({ to: high, length: b - a, street });
      if (street.direction <= 0) this.edges[high]!.push({ to: low, length: b - a, street });
    }
  }

  /** Shortest way with few bends. State: a node and whether it was entered horizontally (0), vertically (1). */
  private search(from: Box, side: Side, to: Box): Road {
    const allowed = (street: Street) => mayUse(street, partyOf(from.id), partyOf(to.id));
    const cost = new Map<number, number>();
    const before = new Map<number, number>();
    const origin = new Map<number, Side>();
    const open: number[] = [];
    const reach = (state: number, value: number, previous: number | null) => {
      if (value >= (cost.get(state) ?? Infinity)) return;
      cost.set(state, value);
      if (previous !== null) before.set(state, previous);
      open.push(state);
    };
    for (const s of SIDES) {
      const p = port(from, s);
      const node = this.index.get(key(p.x, p.y));
      if (node === undefined) continue;
      const around = aroundBox(from, side, s);
      let walk = s === side ? 0 : BEND;
      for (let i = 1; i < around.length; i++)
        walk += Math.abs(around[i]!.x - around[i - 1]!.x) + Math.abs(around[i]!.y - around[i - 1]!.y);
      const state = 2 * node + (s === 'left' || s === 'right' ? 0 : 1);
      origin.set(state, s);
      reach(state, walk, null);
    }
    const goals = new Map<number, Side>();
    for (const s of SIDES) {
      const p = port(to, s);
      const node = this.index.get(key(p.x, p.y));
      if (node !== undefined) goals.set(node, s);
    }
    while (open.length > 0) {
      let best = 0;
      for (let i = 1; i < open.length; i++)
        if ((cost.get(open[i]!) ?? 0) < (cost.get(open[best]!) ?? 0)) best = i;
      const state = open.splice(best, 1)[0]!;
      const node = state >> 1;
      const goal = goals.get(node);
      if (goal !== undefined) return this.trace(state, before, origin, from, side, goal);
      for (const edge of this.edges[node]!) {
        if (!allowed(edge.street)) continue;
        const axis = edge.street.axis === 'horizontal' ? 0 : 1;
        const next = 2 * edge.to + axis;
        const length = edge.length * (edge.street.inside === null && from.party === to.party ? DETOUR : 1);
        reach(next, (cost.get(state) ?? 0) + length + (axis === (state & 1) ? 0 : BEND), state);
      }
    }
    throw new Error(`no road from ${from.id} to ${to.id}`);
  }

  private trace(
    goal: number,
    before: ReadonlyMap<number, number>,
    origin: ReadonlyMap<number, Side>,
    from: Box,
    side: Side,
    end: Side,
  ): Road {
    const way: Point[] = [];
    let state: number | undefined = goal;
    let first = goal;
    while (state !== undefined) {
      way.unshift(this.points[state >> 1]!);
      first = state;
      state = before.get(state);
    }
    const leaves = origin.get(first) ?? side;
    return { points: simplify([...aroundBox(from, side, leaves), ...way]), side: end };
  }
}

/** A street inside a lane is for those who have business there; around Xen go only the guest's mapped accesses and Xen's own. */
function mayUse(street: Street, from: Party, to: Party): boolean {
  const guestAndQemu =
    (from === 'guest' && to === 'device-model') || (from === 'device-model' && to === 'guest');
  if (street.passesXen && (guestAndQemu || from === to)) return false;
  if (street.inside === null || street.inside === from || street.inside === to) return true;
  return street.inside === 'xen' && guestAndQemu;
}
