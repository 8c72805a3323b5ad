import { Fragment, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useStore } from 'zustand';
import type { Layout } from '#model/layout.ts';
import { offsetWords } from '#scene/traces/access-words.ts';
import { HEAT_COLUMNS, HEAT_LEVELS, heatCells, pageWords } from '#scene/traces/heat-scene.ts';
import { hex } from '#model/base/hex.ts';
import { showHeat } from '#state/trace-questions.ts';
import { traces, type Replayed } from '#state/traces.ts';

interface Props {
  replayed: Replayed;
  layout: Layout;
  /** Find the accesses to these bytes, from the table BAR, both included. */
  onBytes: (from: number, to: number) => void;
}

const KEYS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -HEAT_COLUMNS,
  ArrowDown: HEAT_COLUMNS,
};

/** A page of the device with how often each 16 bytes are accessed, among what was found. */
export function TraceHeat({ replayed, layout, onBytes }: Props) {
  const pages = useStore(traces, (state) => state.heat);
  const isFiltered = useStore(traces, (state) => state.found !== null);
  const [wanted, setWanted] = useState<number | null>(null);
  const [active, setActive] = useState(0);
  const grid = useRef<HTMLDivElement>(null);
  useEffect(() => {
    void showHeat();
  }, [replayed]);
  const page =
    pages?.find(({ start }) => start === wanted) ??
    pages?.find(({ start }) => start <= layout.tableStart && start + 4096 > layout.tableStart) ??
    pages?.[0];
  const cells = useMemo(() => (page ? heatCells(layout, page) : []), [layout, page]);
  if (!pages || !page)
    return (
      <section className="traces-heat" aria-label="Page map">
        <h3>Page map</h3>
        <p>{pages ? 'No access is counted.' : 'Counting…'}</p>
      </section>
    );
  const onKeyDown = (event: KeyboardEvent) => {
    const step = KEYS[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = active + step;
    if (next < 0 || next >= cells.length) return;
    event.preventDefault();
    setActive(next);
    grid.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <section className="traces-heat" aria-label="Page map">
      <h3>Page map</h3>
      <label className="traces-field">
        <span>Page at</span>
        <select
          className="select"
          value={page.start}
          onChange={(event) => setWanted(Number(event.target.value))}
        >
          {pages.map((one) => (
            <option key={one.start} value={one.start}>
              {pageWords(layout, one)}
            </option>
          ))}
        </select>
      </label>
      <div
        ref={grid}
        className="traces-heat-grid"
        role="group"
        aria-label={`Bytes of the page at ${hex(page.start)}`}
        onKeyDown={onKeyDown}
      >
        {cells.map(({ start, level, kind, words }, n) => (
          <Fragment key={start}>
            {n % HEAT_COLUMNS === 0 && (
              <span className="mono" aria-hidden="true">
                {offsetWords(start)}
              </span>
            )}
            <button
              type="button"
              tabIndex={n === active ? 0 : -1}
              data-kind={kind}
              data-level={level}
              aria-label={words}
              onFocus={() => setActive(n)}
              onMouseEnter={() => setActive(n)}
              onClick={() => onBytes(start, start + 15)}
            />
          </Fragment>
        ))}
      </div>
      <p className="traces-heat-words">{cells[active]?.words}. Enter or a click finds them.</p>
      <ul className="traces-heat-legend" aria-label="What the squares mean">
        <li>
          <span data-kind="table" data-level={HEAT_LEVELS} /> table
        </li>
        <li>
          <span data-kind="pba" data-level={HEAT_LEVELS} /> PBA
        </li>
        <li>
          <span data-kind="adjacent" data-level={HEAT_LEVELS} /> next to the table
        </li>
        <li>
          <span data-kind="plain" data-level={HEAT_LEVELS} /> registers
        </li>
        <li>the larger the square, the more accesses{isFiltered ? ' that match' : ''}</li>
      </ul>
    </section>
  );
}
