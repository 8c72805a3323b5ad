import type { Layout } from '#model/layout.ts';
import { isBlank, type Cell, type TextCells } from './cells.ts';
import type { Hunk } from './hunks.ts';
import { itemText, type Item } from './items.ts';

/** A cell that was written, and the old one in whose place it stands. */
interface Written {
  readonly text: string;
  readonly gap: string | null;
  readonly standsFor: Cell | null;
  /** A comment can follow on its line. */
  readonly takesComment: boolean;
}

/** Writes the cells of a text again, with other items in place of some. */
export class CellWriter {
  private readonly old: TextCells;
  private readonly items: readonly Item[];
  private readonly hunks: readonly Hunk[];
  private readonly layout: Layout;
  private readonly written: Written[] = [];
  /** Old cells that are behind. */
  private at = 0;
  /** Cells of items that go from their place, by what they say: one that comes again elsewhere is written as it was. */
  private readonly gone = new Map<string, Cell[]>();

  constructor(old: TextCells, items: readonly Item[], hunks: readonly Hunk[], layout: Layout) {
    this.old = old;
    this.items = items;
    this.hunks = hunks;
    this.layout = layout;
  }

  /** The lines of the text, without a line end behind the last. */
  write(): string {
    this.rememberGone();
    for (const hunk of this.hunks) this.writeHunk(hunk);
    this.keepUntil(this.old.cells.length);
    const lines: string[] = [];
    for (const { text, gap } of this.written)
      if (gap === null) lines.push(text);
      else lines.push(`${lines.pop() ?? ''}${gap}${text}`);
    return lines.join('\n');
  }

  private rememberGone(): void {
    for (const { from, to } of this.hunks)
      for (let n = from; n < to; n++) {
        const key = itemText(this.old.items[n]!, this.layout);
        this.gone.set(key, [...(this.gone.get(key) ?? []), this.cellOf(n)]);
      }
  }

  private cellOf(item: number): Cell {
    return this.old.cells[this.old.cellOf[item]!]!;
  }

  private writeHunk({ from, to, newFrom, newTo }: Hunk): void {
    if (from === to) this.keepUpToPlace(from);
    let next = newFrom;
    for (let n = from; n < to; n++) {
      this.keepUntil(this.old.cellOf[n]!);
      this.at++;
      const cell = this.cellOf(n);
      if (next < newTo) this.add(this.items[next++]!, cell);
    }
    while (next < newTo) this.add(this.items[next++]!, null);
  }

  /** Old cells as they are, up to the one with that index. */
  private keepUntil(end: number): void {
    for (; this.at < end; this.at++) {
      const cell = this.old.cells[this.at]!;
      this.written.push({
        text: cell.text,
        gap: this.gapFor(cell),
        standsFor: cell,
        takesComment: true,
      });
    }
  }

  /** Goes on to where items are added before item `n`: below the item before, but never above a line of the head. */
  private keepUpToPlace(n: number): void {
    const { cells, cellOf } = this.old;
    const end = cellOf[n] ?? cells.length;
    const start = n === 0 ? this.at : Math.max(this.at, cellOf[n - 1]! + 1);
    const between = cells.slice(start, end);
    const head = between.findLastIndex((cell) => cell.item === null && !isBlank(cell));
    if (head < 0) {
      this.keepUntil(n === 0 ? end : start);
      return;
    }
    this.keepUntil(end);
    if (n === this.old.items.length && head === between.length - 1)
      this.written.push({ text: '', gap: null, standsFor: null, takesComment: false });
  }

  /** Writes an item, in the place of an old cell if there is one. */
  private add(item: Item, place: Cell | null): void {
    const text = itemText(item, this.layout);
    const takesComment = item.step !== null || item.line.kind === 'expect';
    const moved = this.gone.get(text)?.shift();
    if (moved) {
      this.written.push({ text: moved.text, gap: this.gapFor(moved), standsFor: moved, takesComment });
      return;
    }
    const staysJoined = place !== null && place.gap !== null && item.line?.kind === 'comment';
    const [indent = ''] = (place?.gap === null && /^\s*/.exec(place.text)) || [];
    const gap = staysJoined ? this.gapFor(place) : null;
    this.written.push({ text: gap === null ? indent + text : text, gap, standsFor: place, takesComment });
  }

  /** The blanks before a cell where it still stands behind the same one; null where it has to begin a line. */
  private gapFor({ gap, before }: Cell): string | null {
    const last = this.written.at(-1);
    return before !== null && last?.standsFor === before && last.takesComment ? gap : null;
  }
}
