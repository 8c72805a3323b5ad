import { hex } from '#model/base/hex.ts';
import { calloutOf, marksOf, unseenOf } from './access-marks.ts';
import { fieldValue, type BitField } from './bit-fields.ts';
import { bitName, byteName, dwordStart, fieldsAt } from './byte-name.ts';
import { clipped, valueAt } from './line-cells.ts';
import { lineSpan } from './lines.ts';
import type { MapInput } from './page-scene.ts';
import { rulerText, rulerWidth } from './ruler.ts';
import {
  overlap,
  sizesOf,
  type MapCell,
  type MapRow,
  type MapScene,
  type MapText,
  type Rect,
} from './shapes.ts';
import { zonesOf, type Span, type ZoneKind } from './zones.ts';

interface Place {
  readonly input: MapInput;
  readonly dword: Span;
  readonly base: number;
  readonly kind: ZoneKind;
  readonly held: number | null;
  readonly before: number | null;
  readonly fields: readonly BitField[];
  /** No room for two lines a row: the bits are numbered beside the rows, and nothing is said twice. */
  readonly isTight: boolean;
}

function bitCell(place: Place, bit: number, rect: Rect): MapCell {
  const { input, base, kind, held, before, fields } = place;
  const digit = held === null ? '–' : String(Math.floor(held / 2 ** bit) % 2);
  const old = before === null ? digit : String(Math.floor(before / 2 ** bit) % 2);
  const start = base + Math.floor(bit / 8);
  const field = fields.find(({ high, low }) => bit <= high && bit >= low);
  const middle = rect.x + rect.width / 2;
  const { line } = sizesOf(input.metrics);
  const tone = digit === '1' ? 'strong' : 'faint';
  const half = place.isTight ? rect.height / 2 : line / 2 + 1;
  const texts: MapText[] = [
    { x: middle, y: rect.y + rect.height - half, text: digit, anchor: 'middle', tone, mono: true },
  ];
  if (!place.isTight)
    texts.unshift({
      x: middle,
      y: rect.y + half,
      text: String(bit),
      anchor: 'middle',
      tone: 'faint',
      mono: true,
    });
  return {
    ...rect,
    key: `bit-${base}-${bit}`,
    start,
    end: start + 1,
    kind,
    compressed: false,
    changed: digit !== old,
    name: `${bitName(input.layout, base, bit)}, ${digit}${digit === old ? '' : `, was ${old}`}`,
    texts,
    bits: [],
    bit,
    idle: field?.idle ?? false,
  };
}

/** Bits 31 to 0 in rows of eight, one row a byte; a gap stands where one field ends and the next begins. */
function bitRows(
  place: Place,
  box: Rect,
  rowHeight: number,
  calledRow: number | null,
  callout: number,
): MapRow[] {
  const rows: MapRow[] = [];
  let y = box.y;
  for (let byte = 3; byte >= 0; byte--) {
    const start = place.base + byte;
    if (start < place.dword.start || start >= place.dword.end) continue;
    if (byte === calledRow) y += callout;
    const cells = Array.from({ length: 8 }, (_, i) => {
      const bit = 8 * byte + 7 - i;
      const edge = place.fields.some(({ low }) => low === bit) ? 3 : 0;
      const width = box.width / 8 - (i < 7 ? edge : 0);
      return bitCell(place, bit, { x: box.x + (i / 8) * box.width, y, width, height: rowHeight });
    });
    rows.push({ key: `bits-${start}`, y, height: rowHeight, cells });
    y += rowHeight + 3;
  }
  return rows;
}

const rangeOf = ({ high, low }: BitField): string => (high === low ? String(high) : `${high}–${low}`);

function fieldLine(field: BitField, held: number | null): string {
  const range = rangeOf(field);
  if (held === null || field.idle) return `${range}  ${field.name}`;
  const value = fieldValue(field, held);
  const word = field.values[value];
  return `${range}  ${field.name}: ${hex(value)}${word ? `, ${word}` : ''}`;
}

/** The bits worth a line of their own below the picture: those of a PBA are gathered, there are too many. */
function legend({ input, fields, held, kind, isTight }: Place): string[] {
  if (kind !== 'pba') {
    const idle = fields.filter((field) => field.idle);
    if (!isTight || idle.length < 2) return fields.map((field) => fieldLine(field, held));
    const named = fields.filter((field) => !field.idle).map((field) => fieldLine(field, held));
    return [...named, `${idle.map(rangeOf).join(', ')}  reserved`];
  }
  const used = fields.filter(({ idle }) => !idle);
  const pending = used.filter((field) => held !== null && fieldValue(field, held) === 1);
  const last = used[0];
  const first = used.at(-1);
  const lines = first && last ? [`${last.high}–${first.low}  entries ${first.short} to ${last.short}`] : [];
  lines.push(
    pending.length === 0 ? 'none pending' : `pending: ${pending.map(({ short }) => short).join(', ')}`,
  );
  if (used.length < 32)
    lines.push(...fields.filter(({ idle }) => idle).map((field) => fieldLine(field, held)));
  return input.party === 'hardware' ? lines : lines.slice(0, 1);
}

/** One dword, bit by bit, with its named fields below. */
export function bitScene(input: MapInput): MapScene {
  const { layout, view, access, metrics, size } = input;
  const { line: lineHeight } = sizesOf(metrics);
  const base = dwordStart(layout, view.offset);
  const line = lineSpan(layout, view.offset);
  const dword = { start: Math.max(line.start, base), end: Math.min(line.end, base + 4) };
  const kind = zonesOf(layout, dword)[0]?.kind ?? 'outside';
  const { held } = valueAt(input, base);
  const before = input.previous === null ? null : valueAt({ ...input, state: input.previous }, base).held;
  const fields = fieldsAt(layout, base);
  const wide: Place = { input, dword, base, kind, held, before, fields, isTight: false };
  // Clear of the frame around the picture.
  const ruler = rulerWidth(layout, [dword], metrics) + 3;
  const boxWidth = size.width - ruler - 2;
  const bytes = [3, 2, 1, 0].filter((byte) => base + byte >= dword.start && base + byte < dword.end);
  const called =
    access === null
      ? null
      : (bytes.find((byte) => overlap({ start: base + byte, end: base + byte + 1 }, access)) ?? null);
  const roomFor = (lines: number) =>
    (size.height - lineHeight * (lines + (called === null ? 0 : 1)) - 16) / bytes.length - 3;
  const isTight = roomFor(legend(wide).length + 1.25) < 2 * lineHeight - 3;
  const place: Place = { ...wide, isTight };
  const words = legend(place);
  const rowHeight = isTight
    ? Math.max(lineHeight + 1, roomFor(words.length))
    : Math.min(roomFor(words.length + 1.25), 3 * lineHeight);
  const top = isTight ? 2 : lineHeight + 4;
  const rows = bitRows(
    place,
    { x: ruler, y: top, width: boxWidth, height: 0 },
    rowHeight,
    called,
    lineHeight,
  );
  const texts: MapText[] = [];
  if (!isTight)
    texts.push({
      x: ruler,
      y: lineHeight / 2,
      text: clipped(byteName(layout, base).text, boxWidth, metrics.char * 0.92),
      anchor: 'start',
      tone: kind === 'outside' ? 'faint' : kind,
      mono: false,
    });
  for (const row of rows)
    texts.push({
      x: ruler - 5,
      y: row.y + row.height / 2,
      text: isTight
        ? `${row.cells[0]?.bit ?? 0}–${row.cells.at(-1)?.bit ?? 0}`
        : rulerText(layout, row.cells[0]?.start ?? base),
      anchor: 'end',
      tone: 'faint',
      mono: true,
    });
  let y = (rows.at(-1)?.y ?? top) + rowHeight + (isTight ? 0.6 : 0.75) * lineHeight;
  const left = isTight ? 6 : ruler;
  for (const text of words) {
    const shown = clipped(text, size.width - left - 2, metrics.char * 0.86);
    texts.push({ x: left, y, text: shown, anchor: 'start', tone: 'plain', mono: false });
    y += lineHeight;
  }
  const marks = access ? marksOf(rows, access) : [];
  const cursorCell = rows.flatMap(({ cells }) => cells).find(({ bit }) => bit === view.bit);
  const whole: Rect = { x: ruler, y: top, width: boxWidth, height: size.height - top };
  return {
    level: 'bit',
    width: size.width,
    height: Math.max(size.height, Math.ceil(y - lineHeight / 2)),
    rulerWidth: ruler,
    span: dword,
    rows,
    texts,
    frames: [],
    marks,
    callout: access
      ? calloutOf(marks, access, metrics, lineHeight, { left: ruler, right: size.width - 4 })
      : null,
    unseen: access ? unseenOf(marks, access) : [],
    cursor: cursorCell ? { key: cursorCell.key, rect: cursorCell } : null,
    focus: whole,
  };
}
