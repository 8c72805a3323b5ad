/** Two routes of one access beside each other, for a stage: the same hops up to where they part, and then each its own. */
import type { Design } from '#model/context.ts';
import type { Layout } from '#model/layout.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import type { Outcome, Party, Route } from '#model/route.ts';
import { isLoss } from '#model/run.ts';
import { partingHop } from '../compare/parting.ts';
import type { Rect } from '../route/rect.ts';
import type { Tone } from '../route/station-status.ts';
import { firstFitting, textWidth, wrapText } from '../route/text-width.ts';
import { foldedRungs, rungsOf, type Rung } from './ladder.ts';
import { TYPE, type StageText } from './stage-layout.ts';

const ROW = 38;
const ROW_GAP = 4;
const LINE = 32;
const PADDING = 12;
const BETWEEN = 28;
/** From the left edge of a pane to the names: the rail and its token stand there. */
const RAIL = 40;
const LEAST_ROWS = 9;
const RADIUS = 10;

export interface PairSide {
  readonly route: Route;
  readonly design: Design;
}

export interface PairRow extends Rect {
  readonly key: string;
  readonly party: Party | null;
  readonly phase: 'ahead' | 'visited' | 'present';
  readonly tone: Tone;
  readonly name: StageText;
  readonly status: StageText | null;
  /** The first row in which the routes differ. */
  readonly parts: boolean;
}

export interface PairPane {
  readonly key: string;
  readonly frame: Rect;
  readonly title: readonly StageText[];
  readonly outcome: { readonly outcome: Outcome; readonly text: StageText };
  /** True once the access has ended. */
  readonly ended: boolean;
  readonly rows: readonly PairRow[];
  /** The rail that the token runs on, from its first row to its last. */
  readonly rail: { readonly x: number; readonly from: number; readonly to: number };
  readonly token: { readonly x: number; readonly y: number; readonly radius: number; readonly party: Party };
}

const paneWidth = (width: number): number => (width - BETWEEN) / 2;

const titleLines = ({ title }: Design, width: number): string[] =>
  wrapText(title, TYPE, 'bold', paneWidth(width) - 2 * PADDING);

const headHeight = (sides: readonly PairSide[], width: number): number =>
  Math.max(...sides.map(({ design }) => titleLines(design, width).length)) * LINE + LINE + 2 * PADDING;

/** The least height at which a pair shows enough rows to be followed. */
export const leastPairHeight = (sides: readonly PairSide[], width: number): number =>
  headHeight(sides, width) + LEAST_ROWS * (ROW + ROW_GAP);

/** Both routes in `area` with `hop` hops done; the shorter one waits at its end. */
export function pairScene(
  sides: readonly [PairSide, PairSide],
  layout: Layout,
  area: Rect,
  hop: number,
): PairPane[] {
  const width = paneWidth(area.width);
  const head = headHeight(sides, area.width);
  const most = Math.max(3, Math.floor((area.height - head) / (ROW + ROW_GAP)));
  const parting = partingHop(sides[0].route, sides[1].route);
  return sides.map((side, n) => {
    const frame = { x: area.x + n * (width + BETWEEN), y: area.y, width, height: area.height };
    const pane = { frame, top: frame.y + head, most, parting, lines: titleLines(side.design, area.width) };
    return {
      key: `${n} ${side.design.id}`,
      ...paneAt(side, layout, pane, Math.min(hop, side.route.hops.length)),
    };
  });
}

interface PanePlace {
  readonly frame: Rect;
  /** Of the first row. */
  readonly top: number;
  readonly most: number;
  readonly parting: number | null;
  readonly lines: readonly string[];
}

function paneAt(
  { route, design }: PairSide,
  layout: Layout,
  { frame, top, most, parting, lines }: PanePlace,
  hop: number,
): Omit<PairPane, 'key'> {
  const rungs = rungsOf(route, layout, design);
  const parts =
    parting === null ? -1 : rungs.findIndex(({ to }, i) => to > parting || i === rungs.length - 1);
  const shown = foldedRungs(rungs, parts < 0 ? null : parts, most);
  const lossy = isLoss(route.outcome);
  const rows = shown.map((rung, i) =>
    row(rung, {
      frame,
      y: top + i * (ROW + ROW_GAP),
      hop,
      parts: parts >= 0 && rung === rungs[parts],
      lossy,
    }),
  );
  const middle = (i: number) => (rows[i]?.y ?? top) + ROW / 2;
  const x = frame.x + RAIL / 2 + 2;
  const inHead = (text: string, line: number) =>
    textAt(text, frame.x + PADDING, frame.y + PADDING + line * LINE + TYPE, 'bold');
  return {
    frame,
    title: lines.map(inHead),
    outcome: { outcome: route.outcome, text: inHead(OUTCOMES[route.outcome].word, lines.length) },
    ended: hop >= route.hops.length,
    rows,
    rail: { x, from: middle(0), to: middle(rows.length - 1) },
    token: { x, y: tokenY(shown, middle, hop), radius: RADIUS, party: partyAt(route, hop) },
  };
}

const textAt = (text: string, x: number, y: number, face: StageText['face']): StageText => ({
  text,
  x,
  y,
  size: TYPE,
  face,
  anchor: 'start',
});

interface RowPlace {
  readonly frame: Rect;
  readonly y: number;
  readonly hop: number;
  readonly parts: boolean;
  /** Only in a route that loses something are lost bytes marked as such. */
  readonly lossy: boolean;
}

function row(rung: Rung, { frame, y, hop, parts, lossy }: RowPlace): PairRow {
  const box = { x: frame.x + RAIL, y, width: frame.width - RAIL - PADDING, height: ROW };
  const phase = hop < rung.from || hop === 0 ? 'ahead' : hop <= rung.to ? 'present' : 'visited';
  const baseline = y + ROW / 2 + TYPE * 0.36;
  const sign = parts ? TYPE * 1.5 : 0;
  if (rung.kind === 'gap') {
    const hops = rung.to - rung.from;
    const text = `${hops} more ${hops === 1 ? 'hop' : 'hops'}`;
    return {
      ...box,
      key: `gap ${rung.from}`,
      party: null,
      phase,
      tone: 'plain',
      name: textAt(text, box.x + PADDING, baseline, 'text'),
      status: null,
      parts,
    };
  }
  const inner = box.width - 2 * PADDING - sign;
  const face = rung.station.startsWith('handler:') ? 'mono' : 'text';
  const name = firstFitting(rung.names, TYPE, face, inner * 0.62);
  const room = inner - textWidth(name, TYPE, face) - PADDING;
  const status = rung.statuses[Math.min(Math.floor(hop), rung.to) - rung.from - 1] ?? null;
  const words = status === null ? '' : firstFitting(status.words, TYPE, 'text', room);
  return {
    ...box,
    key: `rung ${rung.from}`,
    party: rung.party,
    phase,
    tone: status === null || (status.tone === 'lost' && !lossy) ? 'plain' : status.tone,
    name: textAt(name, box.x + PADDING + sign, baseline, face),
    status:
      words === ''
        ? null
        : { ...textAt(words, box.x + box.width - PADDING, baseline, 'text'), anchor: 'end' },
    parts,
  };
}

/** Between the row that the token has left and the one it is on its way to. */
function tokenY(shown: readonly Rung[], middle: (row: number) => number, hop: number): number {
  const index = Math.max(0, Math.ceil(hop) - 1);
  const rowOf = (n: number) =>
    Math.max(
      0,
      shown.findIndex(({ from, to }) => n >= from && n < to),
    );
  const to = middle(rowOf(index));
  const from = index === 0 ? to : middle(rowOf(index - 1));
  return from + (to - from) * (hop - index);
}

const partyAt = ({ hops }: Route, hop: number): Party =>
  hops[Math.max(0, Math.ceil(hop) - 1)]?.party ?? 'guest';
