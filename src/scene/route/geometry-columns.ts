/** Lanes side by side: guest, Xen (two columns), device model, hardware. */
import type { StationId } from './stations.ts';
import type { Rect } from './rect.ts';
import {
  boxAt,
  DEVICE_MODEL,
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

const CAPTION_LINES = 3;
/** Share of spare width that goes to each column; what is left goes to the streets. */
const COLUMN_SHARES = [0.06, 0.14, 0.18, 0.16, 0.16] as const;
const LANE_PADDING = 4;

/** Boxes of one column from `top` to `bottom`, with equal gaps. */
function column(
  ids: readonly StationId[],
  x: number,
  width: number,
  top: number,
  bottom: number,
  m: Measures,
): Box[] {
  const gap = (bottom - top - ids.length * m.boxHeight) / Math.max(1, ids.length - 1);
  return ids.map((id, i) => boxAt(id, x, top + i * (m.boxHeight + gap), width, m.boxHeight, []));
}

/** Handlers close together at the top, then the rest of Xen's right column. */
function rightColumn(
  handlers: readonly StationId[],
  own: readonly string[],
  x: number,
  width: number,
  top: number,
  bottom: number,
  m: Measures,
): Box[] {
  const spare = bottom - top - handlers.length * m.rowHeight - XEN_RIGHT.length * m.boxHeight;
  const rowGap = Math.min(m.rowHeight * 0.45, Math.max(3, (0.35 * spare) / handlers.length));
  const gap = (spare - rowGap * (handlers.length - 1)) / XEN_RIGHT.length;
  const rows = handlers.map((id, i) =>
    boxAt(id, x, top + i * (m.rowHeight + rowGap), width, m.rowHeight, own),
  );
  let y = top + handlers.length * m.rowHeight + (handlers.length - 1) * rowGap + gap;
  const rest = XEN_RIGHT.map((id) => {
    const box = boxAt(id, x, y, width, m.boxHeight, own);
    y += m.boxHeight + gap;
    return box;
  });
  return [...rows, ...rest];
}

/** The spaces between boxes of one column, from `left` to `right`. */
export function gapsOf(boxes: readonly Box[], left: number, right: number): Rect[] {
  return boxes.slice(1).flatMap((box, i) => {
    const above = boxes[i];
    if (!above || (above.row && box.row)) return [];
    const y = above.y + above.height;
    return [{ x: left, y: y + 2, width: right - left, height: box.y - y - 4 }];
  });
}

/** Roads between neighbours of a column, and across each gap. */
export function columnStreets(boxes: readonly Box[], left: number, right: number, apart: number): Street[] {
  const streets: Street[] = [];
  boxes.forEach((box, i) => {
    const below = boxes[i + 1];
    if (!below || (box.row && below.row)) return;
    const middle = box.x + box.width / 2;
    const inside = { inside: box.party };
    if (!box.row)
      streets.push(single('vertical', middle, box.y + box.height, below.y, { ...inside, direction: 1 }));
    streets.push(...twoWay('horizontal', (box.y + box.height + below.y) / 2, left, right, apart, inside));
  });
  return streets;
}

/** From the middle of a side to the far track of the street beside it. */
export function sideStubs(boxes: readonly Box[], left: number | null, right: number | null): Street[] {
  return boxes.flatMap((box) => {
    const y = box.y + box.height / 2;
    return [
      ...(left === null ? [] : [single('horizontal', y, left, box.x)]),
      ...(right === null ? [] : [single('horizontal', y, box.x + box.width, right)]),
    ];
  });
}

export function sideBySideParts(
  handlers: readonly StationId[],
  own: readonly string[],
  size: Size,
  m: Measures,
): GeometryParts {
  const { boxHeight, titleHeight } = m;
  const least = m.columns.reduce((sum, w) => sum + w, 0);
  const leastStreet = Math.round(m.fontSize * 1.25);
  const spare = Math.max(0, size.width - 2 - least - 8 * LANE_PADDING - 4 * leastStreet);
  const widths = m.columns.map((w, i) => w + spare * (COLUMN_SHARES[i] ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const street = (size.width - 2 - widths.reduce((sum, w) => sum + w, 0) - 8 * LANE_PADDING) / 4;
  const apart = Math.min(m.fontSize * 0.25, street / 5);

  const { corridor } = m;
  const captionHeight = m.captionHeight(CAPTION_LINES);
  const rows = handlers.length * (m.rowHeight + 3) + 2 * boxHeight + 2 * m.fontSize * 1.3;
  const needed = Math.max(rows, 4 * boxHeight + 3 * m.boxGap);
  const height = Math.max(size.height, needed + titleHeight + corridor + captionHeight + 3 * LANE_PADDING);
  const top = titleHeight;
  const captionTop = height - captionHeight - 1;
  const laneBottom = captionTop - corridor;
  const bottom = laneBottom - LANE_PADDING;

  const guestX = 1 + LANE_PADDING;
  const leftX = guestX + widths[0] + 2 * LANE_PADDING + street;
  const rightX = leftX + widths[1] + street;
  const dmX = rightX + widths[2] + 2 * LANE_PADDING + street;
  const hwX = dmX + widths[3] + 2 * LANE_PADDING + street;
  const middle = (x: number, inner: boolean) => x - street / 2 - (inner ? 0 : LANE_PADDING);
  const [g1, g2, g3, g4] = [
    middle(leftX, false),
    middle(rightX, true),
    middle(dmX, false),
    middle(hwX, false),
  ];

  const left = column(XEN_LEFT, leftX, widths[1], top, bottom, m);
  const right = rightColumn(handlers, own, rightX, widths[2], top, bottom, m);
  const dm = column(DEVICE_MODEL, dmX, widths[3], top, bottom, m);
  const hw = column(HARDWARE, hwX, widths[4], top, bottom, m);
  const vcpu = boxAt('vcpu', guestX, top, widths[0], boxHeight, own);

  const corridorY = laneBottom + corridor / 2 - 1;
  const vcpuMiddle = guestX + widths[0] / 2;
  const low = corridorY + apart;
  const streets: Street[] = [
    ...[g1, g2, g3, g4].flatMap((at, i) =>
      twoWay('vertical', at, top, i === 1 ? bottom : low, apart, i === 1 ? { inside: 'xen' as const } : {}),
    ),
    ...twoWay('horizontal', corridorY, vcpuMiddle, g3 + apart, apart, { passesXen: true }),
    ...twoWay('horizontal', corridorY, g3 - apart, g4 + apart, apart),
    single('vertical', vcpuMiddle, vcpu.y + boxHeight, low, { inside: 'guest' }),
    ...columnStreets(left, g1 - apart, g2 + apart, apart),
    ...columnStreets(right, g2 - apart, g3 + apart, apart),
    ...columnStreets(dm, dmX, dmX + widths[3], apart),
    ...sideStubs([vcpu], null, g1 + apart),
    ...sideStubs(left, g1 - apart, g2 + apart),
    ...sideStubs(right, g2 - apart, g3 + apart),
    ...sideStubs(dm, g3 - apart, g4 + apart),
    ...sideStubs(hw, g4 - apart, null),
  ];

  const lane = (x: number, width: number, end: number): Rect => ({
    x: x - LANE_PADDING,
    y: 1,
    width: width + 2 * LANE_PADDING,
    height: end - 1,
  });
  const far = laneBottom + corridor - 6;
  return {
    height,
    lanes: [
      laneAt('guest', lane(guestX, widths[0], far), m),
      laneAt('xen', lane(leftX, rightX + widths[2] - leftX, laneBottom), m),
      laneAt('device-model', lane(dmX, widths[3], laneBottom), m),
      laneAt('hardware', lane(hwX, widths[4], far), m),
    ],
    boxes: [vcpu, ...left, ...right, ...dm, ...hw],
    streets,
    freeAreas: [
      { x: 1, y: vcpu.y + boxHeight + 4, width: leftX - 4, height: laneBottom - vcpu.y - boxHeight - 6 },
      ...gapsOf(left, leftX - street + 2, rightX - 2),
      ...gapsOf(right, rightX - street + 2, dmX - LANE_PADDING - 2),
      ...gapsOf(dm, dmX - street, dmX + widths[3] + street),
      ...gapsOf(hw, hwX - street, size.width - 1),
      { x: leftX, y: laneBottom + 1, width: dmX + widths[3] - leftX, height: corridor - 3 },
    ],
    heading: { text: 'Handlers, in order', x: rightX, y: 1 + Math.round(titleHeight * 0.7) },
    caption: { x: 1, y: captionTop, width: size.width - 2, height: captionHeight },
  };
}
