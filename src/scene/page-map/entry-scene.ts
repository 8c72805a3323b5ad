import { hex } from '#model/base/hex.ts';
import { ENTRY_SIZE } from '#model/device.ts';
import { calloutOf, marksOf, unseenOf } from './access-marks.ts';
import { entryDwordMeaning, ENTRY_COLUMNS } from './bit-fields.ts';
import { byteName, dwordStart, quotedOffset } from './byte-name.ts';
import { clipped, textIn, valueAt } from './line-cells.ts';
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

interface Dword extends Span {
  readonly kind: ZoneKind;
}

/** The dwords of a line; the first and last can be cut short where a region begins off the grid. */
function dwordsOf(input: MapInput, line: Span): Dword[] {
  const kind = zonesOf(input.layout, line)[0]?.kind ?? 'outside';
  const dwords: Dword[] = [];
  let start = line.start;
  while (start < line.end) {
    const end = Math.min(line.end, dwordStart(input.layout, start) + 4);
    dwords.push({ kind, start, end });
    start = end;
  }
  return dwords;
}

function titleOf(
  input: MapInput,
  { start }: Span,
): { title: string; meaning: string; value: string; held: number | null } {
  const { layout } = input;
  const name = byteName(layout, start);
  const { held, byXen } = valueAt(input, start);
  const outside = name.region === 'outside';
  const value = outside ? '' : held === null ? (byXen ? 'written by Xen' : 'no copy held') : hex(held);
  const meaning = name.field !== undefined && held !== null ? entryDwordMeaning(name.field, held) : '';
  const title =
    name.field !== undefined
      ? (ENTRY_COLUMNS[name.field] ?? '')
      : name.region === 'pba'
        ? 'pending bits'
        : (name.register ?? (outside ? 'in no BAR' : 'not described'));
  return { title, meaning, value, held };
}

const byteOfDword = (dword: number | null, slot: number): number | null =>
  dword === null ? null : Math.floor(dword / 2 ** (8 * slot)) % 256;

function byteCells(input: MapInput, dword: Dword, box: Rect, held: number | null): MapCell[] {
  const { layout } = input;
  const before =
    input.previous === null ? held : valueAt({ ...input, state: input.previous }, dword.start).held;
  const base = dwordStart(layout, dword.start);
  return Array.from({ length: dword.end - dword.start }, (_, i) => {
    const start = dword.start + i;
    const slot = start - base;
    const rect = { ...box, x: box.x + (slot / 4) * box.width, width: box.width / 4 - (slot < 3 ? 1 : 0) };
    const value = byteOfDword(held, slot);
    const digits = value === null ? '–' : value.toString(16).padStart(2, '0');
    return {
      ...rect,
      key: `byte-${start}`,
      start,
      end: start + 1,
      kind: dword.kind,
      compressed: false,
      changed: byteOfDword(before, slot) !== value,
      name: `${byteName(layout, start).text}${value === null ? '' : `, ${hex(value)}`}`,
      texts: dword.kind === 'outside' ? [] : [textIn(rect, digits, 'middle', value ? 'plain' : 'faint')],
      bits: [],
      bit: null,
      idle: dword.kind === 'outside',
    };
  });
}

function headOf(input: MapInput, line: Span): MapText['text'] {
  const { layout } = input;
  const name = byteName(layout, line.start);
  if (name.entry === undefined) return `${quotedOffset(layout, line.start)}, ${line.end - line.start} bytes`;
  const cut = line.end - line.start < ENTRY_SIZE ? ', part on this page' : '';
  return `table[${name.entry}] of ${layout.entries}, ${ENTRY_SIZE} bytes${cut}`;
}

/** One line of the page, byte by byte: each dword with its name, value, meaning and four bytes, lowest first. */
export function entryScene(input: MapInput): MapScene {
  const { layout, view, access, metrics, size } = input;
  const { row, line: lineHeight } = sizesOf(metrics);
  const line = lineSpan(layout, view.offset);
  const dwords = dwordsOf(input, line);
  // Clear of the frame around the picture.
  const ruler = rulerWidth(layout, [line], metrics) + 3;
  const boxWidth = size.width - ruler - 2;
  const texts: MapText[] = [];
  const rows: MapRow[] = [];
  const frames: MapScene['frames'][number][] = [];
  const kind = dwords[0]?.kind ?? 'outside';
  const seen = access !== null && dwords.some((dword) => overlap(dword, access));
  const least = lineHeight + row + 12;
  // Where not even the least has room, the line is named by the path above the map alone.
  const isTight = size.height < lineHeight * (seen ? 2 : 1) + 2 + least * dwords.length;
  const top = isTight ? 2 : lineHeight + 2;
  const room = (size.height - top) / dwords.length;
  const gap = isTight ? 2 : 6;
  const each = Math.min(
    Math.max(room - (seen ? lineHeight / dwords.length : 0), least - 6 + gap),
    2 * lineHeight + 2.4 * row + 16,
  );
  const withMeaning = each >= least + lineHeight;
  if (!isTight)
    texts.push({
      x: ruler,
      y: lineHeight / 2,
      text: headOf(input, line),
      anchor: 'start',
      tone: kind === 'outside' ? 'faint' : kind,
      mono: false,
    });
  let y = top;
  let called = false;
  let focus: Rect = { x: ruler, y, width: boxWidth, height: size.height - y };
  for (const dword of dwords) {
    const touched = access !== null && !called && overlap(dword, access);
    if (touched) called = true;
    const frame = {
      x: ruler,
      y,
      width: boxWidth,
      height: each - gap + (touched ? lineHeight : 0),
      kind: dword.kind,
    };
    const { title, meaning, value, held } = titleOf(input, dword);
    const titleY = y + 4 + lineHeight / 2;
    frames.push(frame);
    const titleRoom = boxWidth - 24 - value.length * metrics.char;
    texts.push(
      {
        x: ruler - 5,
        y: titleY,
        text: rulerText(layout, dword.start),
        anchor: 'end',
        tone: 'faint',
        mono: true,
      },
      {
        x: ruler + 6,
        y: titleY,
        text: clipped(title, titleRoom, metrics.char),
        anchor: 'start',
        tone: 'strong',
        mono: kind !== 'table',
      },
      {
        x: ruler + boxWidth - 6,
        y: titleY,
        text: value,
        anchor: 'end',
        tone: held === null ? 'faint' : 'strong',
        mono: true,
      },
    );
    if (withMeaning && meaning !== '')
      texts.push({
        x: ruler + 6,
        y: titleY + lineHeight,
        text: meaning,
        anchor: 'start',
        tone: 'faint',
        mono: false,
      });
    const under = frame.y + 4 + lineHeight * (1 + (withMeaning ? 1 : 0)) + (touched ? lineHeight : 0);
    const box = { x: ruler + 4, y: under, width: boxWidth - 8, height: frame.y + frame.height - under - 4 };
    rows.push({
      key: `dword-${dword.start}`,
      y: under,
      height: box.height,
      cells: byteCells(input, dword, box, held),
    });
    if (view.offset >= dword.start && view.offset < dword.end) focus = frame;
    y += frame.height + gap;
  }
  const marks = access ? marksOf(rows, access) : [];
  const cursor = marksOf(rows, { start: view.offset, end: view.offset + 1 })[0];
  return {
    level: 'entry',
    width: size.width,
    height: Math.max(size.height, Math.ceil(y)),
    rulerWidth: ruler,
    span: line,
    rows,
    texts,
    frames,
    marks,
    callout: access
      ? calloutOf(marks, access, metrics, lineHeight, { left: ruler + 4, right: size.width - 8 })
      : null,
    unseen: access ? unseenOf(marks, access) : [],
    cursor: cursor ? { key: `byte-${view.offset}`, rect: cursor } : null,
    focus,
  };
}
