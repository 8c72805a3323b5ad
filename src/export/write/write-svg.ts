/** A picture as the text of an SVG file: words stay words, and a title and a description say what it shows. */
import type { Mark, Picture, RectMark, CircleMark, PathMark, TextMark } from '../picture/marks.ts';
import { FACES } from './faces.ts';

/** A font to put into the file: its family, and where its data is, as a `data:` address. */
export interface EmbeddedFont {
  readonly family: string;
  /** As in CSS: `400 700`. */
  readonly weight: string;
  readonly source: string;
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    // Not allowed in XML, not even as an escape.
    .replace(/(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu, '\ufffd');

/** At most three decimals: a thousandth of a pixel is seen by nobody. */
const short = (value: number): string => String(Math.round(value * 1000) / 1000);

const shortPath = (path: string): string => path.replace(/-?\d*\.\d{4,}/g, (number) => short(Number(number)));

/** An element on a line of its own, its attributes in the order of the alphabet. */
function element(name: string, attributes: Attributes, inner: string | null = null): string {
  const written = Object.entries(attributes)
    .filter((entry): entry is [string, string | number] => entry[1] !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => ` ${key}="${escaped(typeof value === 'number' ? short(value) : value)}"`)
    .join('');
  return inner === null ? `<${name}${written}/>` : `<${name}${written}>${inner}</${name}>`;
}

function looks({ fill, stroke, opacity }: RectMark | CircleMark | PathMark): Attributes {
  return {
    fill: fill ?? 'none',
    stroke: stroke?.colour,
    'stroke-width': stroke?.width,
    'stroke-dasharray': stroke?.dash?.join(' '),
    'stroke-linecap': stroke?.ends === 'round' ? 'round' : undefined,
    'stroke-linejoin': stroke?.ends === 'round' ? 'round' : undefined,
    opacity: opacity === 1 ? undefined : opacity,
  };
}

function textElement({ text, x, y, anchor, size, face, colour, pressed }: TextMark): string {
  const { family, weight } = FACES[face];
  return element(
    'text',
    {
      x,
      y,
      fill: colour,
      'font-family': face.startsWith('mono') ? family : undefined,
      'font-size': size,
      'font-weight': weight,
      'text-anchor': anchor === 'start' ? undefined : anchor,
      ...(pressed !== undefined && { textLength: pressed, lengthAdjust: 'spacingAndGlyphs' }),
    },
    escaped(text),
  );
}

function lines(mark: Mark, indent: string): string[] {
  switch (mark.kind) {
    case 'rect': {
      const { x, y, width, height, radius } = mark;
      return [indent + element('rect', { x, y, width, height, rx: radius, ...looks(mark) })];
    }
    case 'circle':
      return [indent + element('circle', { cx: mark.x, cy: mark.y, r: mark.radius, ...looks(mark) })];
    case 'path':
      return [indent + element('path', { d: shortPath(mark.path), ...looks(mark) })];
    case 'text':
      return [indent + textElement(mark)];
    case 'group': {
      const { name, x, y, scale, marks } = mark;
      const move = x === 0 && y === 0 ? '' : `translate(${short(x)} ${short(y)})`;
      const transform = scale === 1 ? move : `${move} scale(${short(scale)})`.trim();
      const open = element(
        'g',
        { id: name.replaceAll(' ', '-'), transform: transform === '' ? undefined : transform },
        '',
      );
      return [
        indent + open.replace('</g>', ''),
        ...marks.flatMap((inner) => lines(inner, `${indent}  `)),
        `${indent}</g>`,
      ];
    }
  }
}

const fontRule = ({ family, weight, source }: EmbeddedFont): string =>
  `@font-face{font-family:'${family}';font-weight:${weight};src:url(${source}) format('woff2')}`;

/** The file's text. Without `fonts` it leaves it to the reader's machine to have them. */
export function writeSvg(picture: Picture, fonts: readonly EmbeddedFont[] = []): string {
  const { width, height, background, title, description, marks } = picture;
  const open = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-labelledby': 'title description',
      'font-family': FACES.text.family,
    },
    '',
  );
  return [
    open.replace('</svg>', ''),
    `  ${element('title', { id: 'title' }, escaped(title))}`,
    `  ${element('desc', { id: 'description' }, escaped(description))}`,
    `  <style>text{font-variant-ligatures:none}${fonts.map(fontRule).join('')}</style>`,
    `  ${element('rect', { width, height, fill: background })}`,
    ...marks.flatMap((mark) => lines(mark, '  ')),
    '</svg>',
    '',
  ].join('\n');
}
