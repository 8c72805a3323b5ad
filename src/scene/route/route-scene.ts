import { hopSentence, hopTitle, verdict } from '#model/narrate.ts';
import { isLoss } from '#model/run.ts';
import type { Hop, Party } from '#model/route.ts';
import { cargo } from './cargo.ts';
import type { Box, Geometry, Lane } from './geometry-parts.ts';
import { pathData, prefix } from './polyline.ts';
import type { Rect } from './rect.ts';
import type { RoadLabel } from './road-label.ts';
import type { PlannedRoad, RoutePlan, Segment } from './route-plan.ts';
import { othersStatus, statusOf, type Status, type Tone } from './station-status.ts';
import { othersStation, stationNames, type StationId } from './stations.ts';
import { firstFitting, textWidth, wrapText, type Face } from './text-width.ts';
import { placeLabel, type TokenLabel } from './token-label.ts';

/** How many travelled segments are drawn at full strength. */
export const STRONG_SEGMENTS = 12;

export interface SceneText {
  readonly text: string;
  readonly x: number;
  /** Baseline. */
  readonly y: number;
  readonly face: Face;
  readonly anchor: 'start' | 'end';
}

export interface StationScene extends Box {
  /** `aside`: not on this route. `ahead`: the token has still to come. `present`: it stands there or is under way there. */
  readonly phase: 'aside' | 'ahead' | 'visited' | 'present';
  readonly name: SceneText;
  readonly status: (SceneText & { readonly tone: Tone }) | null;
}

export interface SegmentScene {
  readonly key: string;
  readonly party: Party;
  readonly strength: 'older' | 'recent' | 'present';
  readonly path: string;
  readonly arrow: string;
}

export interface RoadScene {
  readonly key: string;
  readonly path: string;
  /** Set once the hop that rules the road out has arrived. */
  readonly label: RoadLabel | null;
}

export interface TokenScene {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly party: Party;
  readonly label: TokenLabel | null;
  /** Line from the token to a label that does not stand beside it. */
  readonly leader: string;
}

export interface CaptionScene extends Rect {
  readonly kind: 'empty' | 'hop' | 'verdict';
  readonly bad: boolean;
  readonly lines: readonly {
    readonly text: string;
    readonly x: number;
    readonly y: number;
    readonly face: Face;
  }[];
  readonly headlineSize: number;
  readonly counter: SceneText;
}

/** The whole picture at one position of the playhead. */
export interface RouteScene {
  readonly width: number;
  readonly height: number;
  readonly fontSize: number;
  readonly orientation: Geometry['orientation'];
  readonly lanes: readonly (Lane & { readonly active: boolean })[];
  readonly heading: Geometry['heading'];
  readonly stations: readonly StationScene[];
  readonly roads: readonly RoadScene[];
  readonly segments: readonly SegmentScene[];
  readonly token: TokenScene | null;
  readonly caption: CaptionScene;
}

/**
 * Which hop is shown for a playhead in [0, hops]: at fraction 0 its token has not left, at 1 it has arrived. On a
 * whole number it is the hop that has just arrived. `arrived` counts those that have.
 */
export function playheadAt(hop: number, hops: number): { index: number; fraction: number; arrived: number } {
  const position = Math.max(0, Math.min(hops, hop));
  const index = Math.max(0, Math.ceil(position) - 1);
  return { index, fraction: position - index, arrived: Math.floor(position) };
}

/** The picture of a planned route with the playhead at `hop`. Same plan and playhead, same picture. */
export function routeScene(plan: RoutePlan, hop: number): RouteScene {
  const { geometry, route } = plan;
  const hops = route?.hops.length ?? 0;
  const head = playheadAt(hop, hops);
  const roads = roadScenes(plan.notTaken, head.arrived);
  const token = hops === 0 ? null : tokenScene(plan, head);
  const active = plan.segments[head.index]?.party ?? null;
  const caption = captionScene(geometry, plan, head);
  return {
    width: geometry.width,
    height:
      geometry.caption.height === 0
        ? geometry.height
        : Math.max(geometry.height, caption.y + caption.height + 1),
    fontSize: geometry.fontSize,
    orientation: geometry.orientation,
    lanes: geometry.lanes.map((lane) => ({ ...lane, active: lane.party === active })),
    heading: geometry.heading,
    stations: stationScenes(plan, head),
    roads,
    segments: segmentScenes(plan.segments, head),
    token,
    caption,
  };
}

type Head = ReturnType<typeof playheadAt>;

function stationScenes(plan: RoutePlan, head: Head): StationScene[] {
  const { geometry, route, legs, onRoute } = plan;
  const arrived = new Map<StationId, number>();
  const passed = new Set<StationId>();
  legs.slice(0, head.arrived).forEach((leg, i) => {
    leg.via.forEach((stop) => passed.add(stop));
    arrived.set(leg.to, i);
  });
  const present = legs[head.index]?.to;
  const lossy = route !== null && isLoss(route.outcome);
  return geometry.boxes.map((box) => {
    const last = arrived.get(box.id);
    const lastHop = last === undefined ? undefined : route?.hops[last];
    const phase =
      box.id === present
        ? 'present'
        : last !== undefined || passed.has(box.id)
          ? 'visited'
          : onRoute.has(box.id)
            ? 'ahead'
            : 'aside';
    const status = lastHop ? statusAt(box.id, lastHop, plan) : null;
    const tone = status === null ? 'plain' : status.tone === 'lost' && !lossy ? 'plain' : status.tone;
    return {
      ...box,
      phase,
      ...boxTexts(box, geometry, status === null ? null : { words: status.words, tone }),
    };
  });
}

/** The handlers that share a row decline one by one: until the last has, the row says how many have. */
function statusAt(station: StationId, hop: Hop, { design }: RoutePlan): Status {
  const { earlierHandlers } = design.xen;
  if (station !== othersStation(earlierHandlers.length)) return statusOf(hop);
  return othersStatus(earlierHandlers.indexOf(hop.facts.handler ?? '') + 1, earlierHandlers.length);
}

function boxTexts(
  box: Box,
  geometry: Geometry,
  status: { words: readonly string[]; tone: Tone } | null,
): Pick<StationScene, 'name' | 'status'> {
  const { fontSize } = geometry;
  const padding = fontSize * 0.5;
  const inner = box.width - 2 * padding;
  const face: Face = box.row ? 'mono' : 'text';
  const answer = box.row ? textWidth('leaves it', fontSize, 'text') + padding : 0;
  const name = firstFitting(stationNames(box.id), fontSize, face, inner - answer);
  const firstLine = box.y + (box.row ? box.height / 2 + fontSize * 0.36 : fontSize * 1.25);
  const left = { x: box.x + padding, anchor: 'start' as const };
  const nameText: SceneText = { text: name, ...left, y: firstLine, face };
  if (status === null) return { name: nameText, status: null };
  const room = box.row ? inner - textWidth(name, fontSize, 'mono') - padding / 2 : inner;
  const text = firstFitting(status.words, fontSize, 'text', room);
  const place = box.row
    ? { x: box.x + box.width - padding, y: firstLine, anchor: 'end' as const }
    : { ...left, y: firstLine + fontSize * 1.35 };
  return { name: nameText, status: { text, ...place, face: 'text', tone: status.tone } };
}

/** Travelled ways: the newest strong, older ones faint and each stretch once, so that a long route stays calm. */
function segmentScenes(segments: readonly Segment[], head: Head): SegmentScene[] {
  const first = Math.max(0, head.arrived - STRONG_SEGMENTS);
  const older = new Map<string, SegmentScene>();
  const recent: SegmentScene[] = [];
  segments.slice(0, head.arrived).forEach((segment, i) => {
    if (segment.length === 0) return;
    const { path, arrow } = segment;
    if (i < first)
      older.set(path, { key: `old ${path}`, party: segment.party, strength: 'older', path, arrow: '' });
    else
      recent.push({
        key: `hop ${i}`,
        party: segment.party,
        strength: 'recent',
        path,
        arrow,
      });
  });
  const now = segments[head.index];
  const present: SegmentScene[] =
    now && now.length > 0 && head.fraction > 0 && head.fraction < 1
      ? [
          {
            key: `hop ${head.index}`,
            party: now.party,
            strength: 'present',
            path: pathData(prefix(now.points, head.fraction)),
            arrow: '',
          },
        ]
      : [];
  return [...older.values(), ...recent, ...present];
}

function roadScenes(roads: readonly PlannedRoad[], arrived: number): RoadScene[] {
  return roads.map(({ from, to, path, label, decidedBy }) => ({
    key: `${from} ${to}`,
    path,
    label: arrived > decidedBy ? label : null,
  }));
}

function tokenScene(plan: RoutePlan, head: Head): TokenScene | null {
  const segment = plan.segments[head.index];
  if (!segment || plan.route === null) return null;
  const at = prefix(segment.points, head.fraction).at(-1);
  if (!at) return null;
  const { geometry } = plan;
  const radius = geometry.fontSize * 0.4;
  const taken = plan.notTaken.flatMap((road) => road.label ?? []);
  const label = placeLabel(cargo(plan.route, head.index), at, radius, geometry, taken);
  const near = label === null ? at : nearest(label, at.x, at.y);
  const far = Math.hypot(near.x - at.x, near.y - at.y) > 2.2 * radius;
  return {
    x: at.x,
    y: at.y,
    radius,
    party: segment.party,
    label,
    leader: label !== null && far ? pathData([at, near]) : '',
  };
}

function nearest(rect: Rect, x: number, y: number): { x: number; y: number } {
  return {
    x: Math.max(rect.x, Math.min(rect.x + rect.width, x)),
    y: Math.max(rect.y, Math.min(rect.y + rect.height, y)),
  };
}

function captionScene(geometry: Geometry, plan: RoutePlan, head: Head): CaptionScene {
  const { caption, fontSize } = geometry;
  const { route, layout, design } = plan;
  const hops = route?.hops.length ?? 0;
  const padding = fontSize * 0.9;
  const done = route !== null && (hops === 0 || head.arrived >= hops);
  const hop = route?.hops[head.index];
  const words =
    route === null
      ? { headline: 'No access chosen.', detail: 'Choose or make an access to see which way it goes.' }
      : done || !hop
        ? verdict(route, layout, design)
        : { headline: capital(hopTitle(hop), geometry), detail: hopSentence(hop, layout, design) };
  const counterText = hops === 0 ? '' : done ? `${hops} hops` : `hop ${head.index + 1} of ${hops}`;
  const inner = caption.width - 2 * padding;
  const counterWidth = textWidth(counterText, fontSize, 'mono') + padding;
  const room = inner - counterWidth;
  const large = Math.round(fontSize * 1.15);
  // A headline that would take a second line takes smaller type first: the room below it is for the reason.
  const headlineSize = textWidth(words.headline, large, 'bold') > room ? fontSize : large;
  const headline = wrapText(words.headline, headlineSize, 'bold', room);
  const detail = wrapText(words.detail, fontSize, 'text', inner);
  const x = caption.x + padding;
  let y = caption.y + fontSize * 0.55;
  const lines = [
    ...headline.map((text) => ({ text, x, y: (y += headlineSize * 1.3), face: 'bold' as const })),
    ...detail.map((text) => ({ text, x, y: (y += fontSize * 1.4), face: 'text' as const })),
  ];
  return {
    ...caption,
    height: Math.max(caption.height, y + fontSize * 0.8 - caption.y),
    kind: route === null ? 'empty' : done ? 'verdict' : 'hop',
    bad: done && isLoss(route.outcome),
    lines,
    headlineSize,
    counter: {
      text: counterText,
      x: caption.x + caption.width - padding,
      y: caption.y + fontSize * 0.55 + headlineSize * 1.3,
      face: 'mono',
      anchor: 'end',
    },
  };
}

/** First letter in upper case, unless the first word is the name of a handler. */
function capital(text: string, geometry: Geometry): string {
  const word = text.slice(0, text.indexOf(' '));
  if (geometry.boxes.some((box) => box.id === `handler:${word}`)) return text;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
