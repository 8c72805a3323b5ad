import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { layoutOf } from '#model/layout.ts';
import { stepTitle } from '#model/narrate.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import type { NamedXenDesign } from '#model/designs/named.ts';
import type { Scenario } from '#model/scenario.ts';
import type { Obstacle } from '#scene/obstacle.ts';
import { SHORT_WORDS } from '#scene/releases/outcome-words.ts';
import type { GridCell, GridColumn } from '#scene/releases/release-columns.ts';
import { rowsAround, rowWindow } from '#scene/releases/row-window.ts';
import { OutcomeSwatch } from '../ui/outcome-swatch.tsx';
import { usePrinting } from '../ui/use-printing.ts';
import { ALL_IN_SIGHT, ColumnsOutOfSight, outOfSight } from './columns-out-of-sight.tsx';

/** Height of a row in CSS pixels; the style sheet has the same. */
const ROW = 30;
const PAGE_ROWS = 10;
/** Rows on paper: some ten pages. */
const PAPER_ROWS = 400;

export interface CellPlace {
  readonly step: number;
  readonly column: number;
}

interface ReleaseGridProps {
  scenario: Scenario;
  columns: readonly GridColumn[];
  rows: readonly (readonly GridCell[])[];
  /** What keeps each column's run from happening, or null. */
  obstacles: readonly (Obstacle | null)[];
  selected: CellPlace;
  onSelect: (place: CellPlace) => void;
  onOpen: (place: CellPlace) => void;
}

/** Steps by releases. Only the rows in sight are drawn. Arrow keys go from cell to cell, Enter opens one. */
export function ReleaseGrid(props: ReleaseGridProps) {
  const { scenario, columns, rows, obstacles, selected, onSelect, onOpen } = props;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const layout = useMemo(() => layoutOf(scenario.device), [scenario]);
  const [view, setView] = useState({ top: 0, height: 600 });
  const [hidden, setHidden] = useState(ALL_IN_SIGHT);
  const look = (element: HTMLElement) => {
    setView({ top: element.scrollTop, height: element.clientHeight });
    setHidden(outOfSight(element));
  };
  const isPrinting = usePrinting();
  const { from, to } = isPrinting
    ? rowsAround(selected.step, PAPER_ROWS, rows.length)
    : rowWindow(view.top, view.height, ROW, rows.length);
  const cellId = ({ step, column }: CellPlace) => `${id}-${step}-${column}`;

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => look(element));
    observer.observe(element);
    return () => observer.disconnect();
  }, [columns]);
  useLayoutEffect(() => {
    if (box.current) box.current.scrollTop = selected.step * ROW - box.current.clientHeight / 2;
  }, []); // eslint-disable-line react-hooks/exhaustive-deps -- only where the view begins
  useEffect(() => {
    if (box.current) showCell(box.current, selected);
  }, [selected.step, selected.column]); // eslint-disable-line react-hooks/exhaustive-deps -- the object is made anew

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      onOpen(selected);
      return;
    }
    const next = moved(event.key, selected, rows.length, columns.length);
    if (next === null) return;
    event.preventDefault();
    onSelect(next);
  };
  const press = (place: CellPlace) => {
    if (place.step === selected.step && place.column === selected.column) onOpen(place);
    else onSelect(place);
  };
  const shown = Array.from({ length: to - from }, (_, n) => from + n);
  return (
    <div className="release-box">
      <div
        ref={box}
        className="release-grid"
        role="grid"
        tabIndex={0}
        aria-label="Outcome of each access under each release"
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + 1}
        aria-activedescendant={selected.step >= from && selected.step < to ? cellId(selected) : undefined}
        style={{ '--columns': columns.length } as React.CSSProperties}
        onKeyDown={onKeyDown}
        onScroll={({ currentTarget }) => look(currentTarget)}
      >
        <div className="release-row release-head" role="row" aria-rowindex={1}>
          <div role="columnheader" className="release-step">
            Access
          </div>
          {columns.map(({ design, xen, basedOn }, n) => (
            <div
              key={design.id}
              role="columnheader"
              className="release-name"
              data-selected={n === selected.column}
              data-standing={xen.standing}
            >
              <b>{shortTitle(xen)}</b>
              <span className="release-standing">
                {xen.standing}
                {DATED.includes(xen.standing) ? ` ${xen.date.slice(0, 7)}` : ''}
              </span>
              <span>{basedOn === null ? 'first of the line' : `on ${shortTitle(basedOn.xen)}`}</span>
              {obstacles[n] && <span className="release-barred">cannot run here</span>}
            </div>
          ))}
        </div>
        <div className="release-body" role="rowgroup" style={{ height: rows.length * ROW }}>
          {shown.map((step) => (
            <div
              key={step}
              className="release-row"
              role="row"
              aria-rowindex={step + 2}
              style={{ top: step * ROW }}
              data-selected={step === selected.step}
            >
              <div role="rowheader" className="release-step">
                <span className="release-number">{step + 1}</span>
                <span className="mono">{stepTitle(scenario.steps[step]!, layout)}</span>
              </div>
              {rows[step]!.map((cell, column) => {
                const barred = step >= (obstacles[column]?.from ?? Infinity);
                return (
                  <div
                    key={column}
                    id={cellId({ step, column })}
                    role="gridcell"
                    className="release-cell"
                    aria-selected={step === selected.step && column === selected.column}
                    aria-label={cellLabel(cell, columns[column]!, barred)}
                    data-outcome={cell.outcome}
                    data-column={column === selected.column}
                    data-barred={barred}
                    data-differs={cell.differs}
                    data-changed={cell.changed}
                    onClick={() => press({ step, column })}
                  >
                    <OutcomeSwatch outcome={cell.outcome} />
                    <span className="release-word">{SHORT_WORDS[cell.outcome]}</span>
                    {cell.changed && <span className="release-changed">Δ</span>}
                  </div>
                );
              })}
            </div>
          ))}
        </div>
      </div>
      <ColumnsOutOfSight hidden={hidden} box={box} />
      {isPrinting && to - from < rows.length && (
        <p>
          Accesses {from + 1} to {to} of {rows.length.toLocaleString('en')}: on paper are {PAPER_ROWS} around
          the chosen one.
        </p>
      )}
    </div>
  );
}

/** Standings of which the day says something; a release is known by its number. */
const DATED: readonly string[] = ['posted', 'proposed', 'landed'];

const shortTitle = (xen: NamedXenDesign): string => xen.title.replace(/ \(.*/, '');

function cellLabel(cell: GridCell, { basedOn }: GridColumn, barred: boolean): string {
  return [
    OUTCOMES[cell.outcome].word,
    ...(cell.changed && basedOn ? [`changed since ${shortTitle(basedOn.xen)}`] : []),
    ...(cell.differs ? ['other than to the left'] : []),
    ...(barred ? ['cannot run here'] : []),
  ].join(', ');
}

function moved(key: string, { step, column }: CellPlace, rows: number, columns: number): CellPlace | null {
  const to = (s: number, c: number): CellPlace => ({
    step: Math.max(0, Math.min(rows - 1, s)),
    column: Math.max(0, Math.min(columns - 1, c)),
  });
  switch (key) {
    case 'ArrowDown':
      return to(step + 1, column);
    case 'ArrowUp':
      return to(step - 1, column);
    case 'ArrowRight':
      return to(step, column + 1);
    case 'ArrowLeft':
      return to(step, column - 1);
    case 'PageDown':
      return to(step + PAGE_ROWS, column);
    case 'PageUp':
      return to(step - PAGE_ROWS, column);
    case 'Home':
      return to(0, column);
    case 'End':
      return to(rows - 1, column);
    default:
      return null;
  }
}

/** Scrolls the grid, and nothing around it, so that the cell shows beside the sticky headers. */
function showCell(box: HTMLElement, { step, column }: CellPlace): void {
  const head = box.querySelector<HTMLElement>('.release-head');
  const names = box.querySelectorAll<HTMLElement>('.release-name');
  const first = box.querySelector<HTMLElement>('.release-head .release-step');
  if (!head || !first) return;
  const top = step * ROW;
  const room = box.clientHeight - head.offsetHeight;
  if (top < box.scrollTop) box.scrollTop = top;
  else if (top + ROW > box.scrollTop + room) box.scrollTop = top + ROW - room;
  const name = names[column];
  if (!name) return;
  const left = name.offsetLeft - first.offsetWidth;
  const right = name.offsetLeft + name.offsetWidth - box.clientWidth;
  if (left < box.scrollLeft) box.scrollLeft = left;
  else if (right > box.scrollLeft) box.scrollLeft = right;
}
