import { hex, hex64 } from '#model/base/hex.ts';
import type { Layout } from '#model/layout.ts';
import type { Party } from '#model/route.ts';
import { VECTOR_CONTROL, type MachineState } from '#model/state.ts';
import { entryDwordMeaning } from './bit-fields.ts';
import { byteName } from './byte-name.ts';
import { BY_XEN, heldDword, isByXen } from './held-values.ts';
import type { Line } from './lines.ts';
import { cellValue } from './number-text.ts';
import type { MapCell, MapText, Metrics, PendingBit, Rect } from './shapes.ts';

/** Whose values are shown, now and before. */
export interface Values {
  readonly layout: Layout;
  readonly state: MachineState;
  /** To mark what changed; null when there is nothing to compare with. */
  readonly previous: MachineState | null;
  readonly party: Party;
}

const INSET = 4;

/** What `values.party` holds at `offset` now, and whether that is news. */
export function valueAt(
  values: Values,
  offset: number,
): { held: number | null; byXen: boolean; changed: boolean } {
  const { layout, state, previous, party } = values;
  const held = heldDword(layout, state, party, offset);
  const changed = previous !== null && heldDword(layout, previous, party, offset) !== held;
  return { held, byXen: isByXen(layout, state, party, offset), changed };
}

/** A line of text in the middle of `rect`, at its left or right edge. */
export function textIn(
  rect: Rect,
  text: string,
  side: 'start' | 'middle' | 'end',
  tone: MapText['tone'],
  mono = true,
): MapText {
  const x =
    side === 'start'
      ? rect.x + INSET
      : side === 'end'
        ? rect.x + rect.width - INSET
        : rect.x + rect.width / 2;
  return { x, y: rect.y + rect.height / 2, text, anchor: side, tone, mono };
}

/** As many characters of `text` as `width` holds, the cut marked. */
export function clipped(text: string, width: number, char: number): string {
  const room = Math.floor(width / char);
  return text.length <= room ? text : room < 2 ? '' : `${text.slice(0, room - 1)}…`;
}

function pendingBits(layout: Layout, offset: number, held: number | null, rect: Rect): PendingBit[] {
  const first = 8 * (offset - (layout.pbaStart ?? offset));
  const used = Math.max(0, Math.min(32, layout.entries - first));
  const pitch = (rect.width - 4) / 32;
  const height = Math.min(rect.height - 8, 12);
  return Array.from({ length: used }, (_, bit) => ({
    x: rect.x + 2 + bit * pitch,
    y: rect.y + (rect.height - height) / 2,
    width: Math.max(1, pitch - 1),
    height,
    pending: held !== null && Math.floor(held / 2 ** bit) % 2 === 1,
  }));
}

function dwordCell(
  values: Values,
  line: Line,
  start: number,
  end: number,
  rect: Rect,
  metrics: Metrics,
): MapCell {
  const { layout } = values;
  const whole = end - start === 4;
  const { held, byXen, changed } = whole
    ? valueAt(values, start)
    : { held: null, byXen: false, changed: false };
  const named = byteName(layout, start);
  const isControl = named.field === VECTOR_CONTROL && whole;
  const meaning =
    named.field !== undefined && held !== null ? `, ${entryDwordMeaning(named.field, held)}` : '';
  const said =
    !whole || line.kind === 'outside'
      ? ''
      : held === null
        ? `, ${byXen ? 'written by Xen' : 'no copy held'}${byXen && changed ? ', changed' : ''}`
        : `, ${hex(held)}${meaning}${changed ? ', changed' : ''}`;
  const texts: MapText[] = [];
  if (whole && line.kind !== 'outside' && line.kind !== 'pba') {
    const value = byXen
      ? BY_XEN
      : held === null
        ? '–'
        : isControl && held < 2
          ? `mask ${held}`
          : cellValue(held);
    const room = rect.width - 4;
    const needed = value.length * metrics.char;
    const text = textIn(
      rect,
      clipped(value, 1.25 * room, metrics.char),
      'end',
      held || byXen ? 'plain' : 'faint',
    );
    texts.push(needed > room ? { ...text, x: rect.x + rect.width - 2, squeezed: room } : text);
  }
  return {
    ...rect,
    key: `dword-${start}`,
    start,
    end,
    kind: line.kind,
    compressed: false,
    changed,
    name: `${named.text}${said}`,
    texts,
    bits: line.kind === 'pba' && whole ? pendingBits(layout, start, held, rect) : [],
    bit: null,
    idle: line.kind === 'outside',
  };
}

function registerCell(values: Values, line: Line, rect: Rect, metrics: Metrics): MapCell {
  const size = line.end - line.start;
  const { held, changed } = valueAt(values, line.start);
  const second = size === 8 ? heldDword(values.layout, values.state, values.party, line.start + 4) : null;
  const value =
    size > 8
      ? `${size} bytes`
      : held === null
        ? '–'
        : second
          ? hex64(held, second).slice(2)
          : cellValue(held);
  const room = rect.width - 3 * INSET - value.length * metrics.char;
  const label = clipped(line.register?.name ?? '', room, metrics.char);
  return {
    ...rect,
    key: `register-${line.start}`,
    start: line.start,
    end: line.end,
    kind: line.kind,
    compressed: false,
    changed,
    name: `${byteName(values.layout, line.start).text}: ${line.register?.purpose ?? ''}${
      held === null ? ', no copy held' : `, ${hex(held)}`
    }${changed ? ', changed' : ''}`,
    texts: [textIn(rect, label, 'start', 'plain'), textIn(rect, value, 'end', held ? 'plain' : 'faint')],
    bits: [],
    bit: null,
    idle: false,
  };
}

/** The cells of a line drawn in `box`: four named dwords, one register, 64 pending bits, or up to four plain dwords. */
export function lineCells(values: Values, line: Line, box: Rect, metrics: Metrics): MapCell[] {
  if (line.register) return [registerCell(values, line, box, metrics)];
  const size = line.kind === 'pba' ? 8 : 16;
  const origin =
    line.kind === 'table'
      ? values.layout.tableStart
      : line.kind === 'pba'
        ? (values.layout.pbaStart ?? 0)
        : 0;
  const base = origin + size * Math.floor((line.start - origin) / size);
  const cells: MapCell[] = [];
  for (let slot = base; slot < base + size; slot += 4) {
    const start = Math.max(slot, line.start);
    const end = Math.min(slot + 4, line.end);
    if (start >= end) continue;
    const x = box.x + ((start - base) / size) * box.width;
    const right = box.x + ((end - base) / size) * box.width;
    const rect = { ...box, x, width: right - x - (right < box.x + box.width ? 1 : 0) };
    cells.push(dwordCell(values, line, start, end, rect, metrics));
  }
  return cells;
}
