/** Where words stand in pictures for the stage, as rectangles of their letters. */
import type { Rect } from '../../route/rect.ts';
import type { RouteScene, SceneText } from '../../route/route-scene.ts';
import { textWidth, type Face } from '../../route/text-width.ts';
import type { StageText } from '../stage-layout.ts';

export interface TextBox extends Rect {
  readonly text: string;
}

interface Words {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly face: Face;
  readonly anchor: 'start' | 'end';
}

/** Ascenders and descenders of both faces, in shares of the size. */
const ASCENT = 0.76;
const DESCENT = 0.22;

function boxOf({ text, x, y, face, anchor }: Words, size: number): TextBox {
  const width = textWidth(text, size, face);
  return {
    text,
    x: anchor === 'end' ? x - width : x,
    y: y - ASCENT * size,
    width,
    height: (ASCENT + DESCENT) * size,
  };
}

export const stageBoxes = (texts: readonly StageText[]): TextBox[] =>
  texts.map((text) => boxOf(text, text.size));

/** All words of a route's picture, the token's label as a whole. */
export function routeBoxes(scene: RouteScene): TextBox[] {
  const { fontSize, lanes, heading, stations, roads, token } = scene;
  const plain = (text: string, x: number, y: number, face: Face): Words => ({
    text,
    x,
    y,
    face,
    anchor: 'start',
  });
  const words: Words[] = [
    ...lanes.map((lane) => plain(lane.title, lane.titleX, lane.titleY, 'bold')),
    plain(heading.text, heading.x, heading.y, 'text'),
    ...stations.flatMap(({ name, status }): SceneText[] => (status === null ? [name] : [name, status])),
  ];
  const labels: TextBox[] = [
    ...roads.flatMap(({ label }) => (label === null ? [] : [label])),
    ...(token?.label ? [{ ...token.label, text: token.label.lines.join(' ') }] : []),
  ];
  return [...words.filter(({ text }) => text !== '').map((one) => boxOf(one, fontSize)), ...labels];
}
