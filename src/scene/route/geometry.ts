import { scaleLinear } from 'd3-scale';
import { sideBySideParts } from './geometry-columns.ts';
import { stackedParts } from './geometry-stacked.ts';
import {
  handlerStations,
  measures,
  STACK_BELOW,
  type Cast,
  type Geometry,
  type Room,
  type Size,
} from './geometry-parts.ts';
import { firstFitting } from './text-width.ts';

const fontScale = scaleLinear().domain([1, 3]).range([13, 26]).clamp(true);

/** The picture's fixed parts for a cast in an area of `size`; the type follows from that where `room` says none. */
export function geometryOf(cast: Cast, size: Size, room: Room = {}): Geometry {
  const handlers = handlerStations(cast, room.folded);
  const width = Math.max(300, size.width);
  const stacked = width < STACK_BELOW && room.fontSize === undefined;
  const scale = Math.min(width / 600, size.height / 430);
  const fontSize = room.fontSize ?? (stacked ? 13 : Math.round(fontScale(scale) * 2) / 2);
  const measure = measures(fontSize, handlers, room);
  const area = { width, height: size.height };
  const parts = stacked
    ? stackedParts(handlers, cast.own, area, measure)
    : sideBySideParts(handlers, cast.own, area, measure);
  const lanes = cast.deviceModel
    ? parts.lanes
    : parts.lanes.map((lane) =>
        lane.party === 'device-model' ? { ...lane, title: absentTitle(lane.width, fontSize) } : lane,
      );
  return { ...parts, lanes, width, orientation: stacked ? 'stacked' : 'columns', fontSize };
}

function absentTitle(width: number, fontSize: number): string {
  return firstFitting(
    ['Device model: none', 'No device model', 'No QEMU'],
    fontSize,
    'bold',
    width - fontSize,
  );
}
