/** Lanes one under the other, for narrow screens: the way goes down the page. */
import type { StationId } from './stations.ts';
import type { Rect } from './rect.ts';
import {
  boxAt,
  HARDWARE,
  single,
  laneAt,
  twoWay,
  XEN_LEFT,
  XEN_RIGHT,
  type Box,
  type GeometryParts,
  type Measures,
  type Size,
  type Street,
} from './geometry-parts.ts';
import { columnStreets, gapsOf, sideStubs } from './geometry-columns.ts';

const CAPTION_LINES = 6;
const STREET = 18;
const APART = 3.5;
/** The device model's stations in the order of a request: right, down, left. */
const DEVICE_MODEL_GRID: readonly StationId[] = ['dm-ioreq', 'dm-memory-core', 'dm-vectors', 'dm-table'];

/** Four boxes in two rows, in reading order. */
function grid(
  ids: readonly StationId[],
  xs: readonly [number, number],
  width: number,
  top: number,
  gap: number,
  m: Measures,
): Box[] {
  return ids.map((id, i) => {
    const y = top + Math.floor(i / 2) * (m.boxHeight + gap);
    return boxAt(id, i % 2 === 0 ? xs[0] : xs[1], y, width, m.boxHeight, []);
  });
}

export function stackedParts(
  handlers: readonly StationId[],
  own: readonly string[],
  size: Size,
  m: Measures,
): GeometryParts {
  const { boxHeight, rowHeight, titleHeight } = m;
  const laneX = STREET;
  const laneWidth = size.width - 2 * STREET;
  const inner = laneX + 6;
  const innerWidth = laneWidth - 12;
  const middleStreet = 26;
  const leftWidth = Math.max(m.columns[1], (innerWidth - middleStreet) * 0.45);
  const rightX = inner + leftWidth + middleStreet;
  const rightWidth = inner + innerWidth - rightX;
  const half = (innerWidth - middleStreet) / 2;
  const halves: [number, number] = [inner, inner + half + middleStreet];
  const [l, r, g2, gm] = [
    STREET / 2,
    size.width - STREET / 2,
    rightX - middleStreet / 2,
    halves[1] - middleStreet / 2,
  ];
  const gap = Math.round(m.fontSize * 1.9);

  const guestTop = 1;
  const vcpu = boxAt('vcpu', inner, guestTop + titleHeight, leftWidth, boxHeight, own);
  const guestEnd = vcpu.y + boxHeight + 6;
  const xenTop = guestEnd + STREET;
  const listTop = xenTop + titleHeight;
  const rows = handlers.map((id, i) =>
    boxAt(id, rightX, listTop + i * (rowHeight + 5), rightWidth, rowHeight, own),
  );
  const listEnd = listTop + handlers.length * (rowHeight + 5) - 5;
  const rest = XEN_RIGHT.map((id, i) =>
    boxAt(id, rightX, listEnd + gap + i * (boxHeight + gap), rightWidth, boxHeight, own),
  );
  const xenInnerEnd = listEnd + XEN_RIGHT.length * (boxHeight + gap);
  const leftGap = (xenInnerEnd - listTop - XEN_LEFT.length * boxHeight) / (XEN_LEFT.length - 1);
  const left = XEN_LEFT.map((id, i) =>
    boxAt(id, inner, listTop + i * (boxHeight + leftGap), leftWidth, boxHeight, own),
  );
  const xenEnd = xenInnerEnd + 6;
  const dmTop = xenEnd + STREET;
  const dm = grid(DEVICE_MODEL_GRID, halves, half, dmTop + titleHeight, gap, m);
  const dmEnd = dmTop + titleHeight + 2 * boxHeight + gap + 6;
  const hwTop = dmEnd + STREET;
  const hw = grid(HARDWARE, halves, half, hwTop + titleHeight, gap, m);
  const hwEnd = hwTop + titleHeight + 2 * boxHeight + gap + 6;
  const captionHeight = m.captionHeight(CAPTION_LINES);
  const caption: Rect = { x: 1, y: hwEnd + 10, width: size.width - 2, height: captionHeight };

  const right = [...rows, ...rest];
  const crossing = [xenTop, dmTop, hwTop].map((top) => top - STREET / 2);
  const [h1, h2, h3] = crossing as [number, number, number];
  const evens = (boxes: readonly Box[]) => boxes.filter((_, i) => i % 2 === 0);
  const odds = (boxes: readonly Box[]) => boxes.filter((_, i) => i % 2 === 1);
  const streets: Street[] = [
    ...[l, r].flatMap((at) => [
      ...twoWay('vertical', at, vcpu.y, h1 + APART, APART),
      ...twoWay('vertical', at, h1 - APART, h2 + APART, APART, { passesXen: true }),
      ...twoWay('vertical', at, h2 - APART, hwEnd, APART),
    ]),
    ...crossing.flatMap((at) => twoWay('horizontal', at, l - APART, r + APART, APART)),
    ...twoWay('vertical', g2, h1 - APART, h2 + APART, APART, { inside: 'xen' }),
    ...twoWay('vertical', gm, h2 - APART, h3 + APART, APART, { inside: 'device-model' }),
    ...twoWay('vertical', gm, h3 - APART, hwEnd - 6, APART, { inside: 'hardware' }),
    single('vertical', vcpu.x + leftWidth / 2, vcpu.y + boxHeight, h1 + APART, { inside: 'guest' }),
    ...columnStreets(left, l - APART, g2 + APART, APART),
    ...columnStreets(right, g2 - APART, r + APART, APART),
    ...columnStreets(evens(dm), l - APART, gm + APART, APART),
    ...columnStreets(odds(dm), gm - APART, r + APART, APART),
    ...sideStubs([vcpu], l - APART, r + APART),
    ...sideStubs(left, l - APART, g2 + APART),
    ...sideStubs(right, g2 - APART, r + APART),
    ...[dm, hw].flatMap((boxes) => [
      ...sideStubs(evens(boxes), l - APART, gm + APART),
      ...sideStubs(odds(boxes), gm - APART, r + APART),
    ]),
  ];
  const lane = (top: number, end: number): Rect => ({
    x: laneX,
    y: top,
    width: laneWidth,
    height: end - top,
  });
  return {
    height: Math.max(size.height, caption.y + captionHeight + 1),
    lanes: [
      laneAt('guest', lane(guestTop, guestEnd), m),
      laneAt('xen', lane(xenTop, xenEnd), m),
      laneAt('device-model', lane(dmTop, dmEnd), m),
      laneAt('hardware', lane(hwTop, hwEnd), m),
    ],
    boxes: [vcpu, ...left, ...right, ...dm, ...hw],
    streets,
    freeAreas: [
      {
        x: inner + leftWidth + 8,
        y: guestTop + 6,
        width: innerWidth - leftWidth - 8,
        height: guestEnd - guestTop - 8,
      },
      ...gapsOf(left, inner, rightX - 2),
      ...gapsOf(right, rightX - middleStreet, inner + innerWidth),
      ...gapsOf(evens(dm), inner, inner + innerWidth),
      ...gapsOf(evens(hw), inner, inner + innerWidth),
    ],
    heading: { text: 'Handlers, in order', x: rightX, y: xenTop + Math.round(titleHeight * 0.7) },
    caption,
  };
}
