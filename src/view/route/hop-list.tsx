import { memo, useEffect, useMemo, useRef } from 'react';
import type { Design } from '#model/context.ts';
import type { Layout } from '#model/layout.ts';
import type { Change, Hop, Route } from '#model/route.ts';
import { hex } from '#model/base/hex.ts';
import { hopSentence } from '#model/narrate.ts';
import { sourceOf, SOURCES_NOTE } from '#model/sources.ts';
import { playheadAt } from '#scene/route/route-scene.ts';
import { hopRows } from './hop-groups.ts';
import './hop-list.css';

export interface HopListProps {
  readonly route: Route | null;
  readonly layout: Layout;
  readonly design: Design;
  readonly hop: number;
  readonly onHop: (hop: number) => void;
}

/** From so many rows on those out of sight are not laid out; fewer are, so that scrolling to one is exact. */
const LONG = 60;

/** "Why it went this way": every hop in words, with the place in the source that decides it. */
export function HopList({ route, layout, design, hop, onHop }: HopListProps) {
  const list = useRef<HTMLOListElement>(null);
  const rows = useMemo(() => hopRows(route?.hops ?? []), [route]);
  const current = route === null || hop <= 0 ? -1 : playheadAt(hop, route.hops.length).index;
  useEffect(() => {
    keepInView(list.current, current);
    // Rows of a long list get their true height only when they come into sight, so look once more.
    const again = requestAnimationFrame(() => keepInView(list.current, current));
    return () => cancelAnimationFrame(again);
  }, [current, route]);

  if (route === null)
    return <p className="hl-empty">Choose an access to read, hop by hop, why it goes the way it goes.</p>;
  if (route.hops.length === 0)
    return <p className="hl-empty">Nothing ran: the domain had been crashed by an earlier access.</p>;
  return (
    <div className="hl-scroll" data-scroll>
      <ol className="hl-list" ref={list} data-long={rows.length > LONG} aria-label="Why it went this way">
        {rows.map((row) =>
          row.kind === 'hop' ? (
            <li key={row.index} value={row.index + 1}>
              <HopItem
                hop={route.hops[row.index]}
                index={row.index}
                current={row.index === current}
                layout={layout}
                design={design}
                onHop={onHop}
              />
            </li>
          ) : (
            <li key={row.first} value={row.first + 1}>
              <Declines
                hops={route.hops}
                first={row.first}
                last={row.last}
                current={current >= row.first && current <= row.last ? current : -1}
                design={design}
                onHop={onHop}
              />
            </li>
          ),
        )}
      </ol>
      <p className="hl-note">{SOURCES_NOTE}</p>
    </div>
  );
}

interface HopItemProps {
  readonly hop: Hop | undefined;
  readonly index: number;
  readonly current: boolean;
  readonly layout: Layout;
  readonly design: Design;
  readonly onHop: (hop: number) => void;
}

const HopItem = memo(function HopItem({ hop, index, current, layout, design, onHop }: HopItemProps) {
  if (!hop) return null;
  return (
    <div className={`hl-row hl-${hop.party}`} data-current={current} data-hop={index}>
      <span className="hl-number" aria-hidden="true">
        {index + 1}
      </span>
      <button
        type="button"
        className="hl-sentence"
        aria-current={current ? 'step' : undefined}
        onClick={() => onHop(index + 1)}
      >
        {hopSentence(hop, layout, design)}
      </button>
      <Source rule={hop.rule} design={design} />
      {hop.changes.map((change, i) => (
        <p key={i} className="hl-change">
          {changeText(change)}
        </p>
      ))}
    </div>
  );
});

interface DeclinesProps {
  readonly hops: readonly Hop[];
  readonly first: number;
  readonly last: number;
  /** Index of the current hop when it is one of these, else -1. */
  readonly current: number;
  readonly design: Design;
  readonly onHop: (hop: number) => void;
}

/** A run of declines in one row; each handler is a button of its own. */
const Declines = memo(function Declines({ hops, first, last, current, design, onHop }: DeclinesProps) {
  const asked = hops.slice(first, last + 1);
  return (
    <div className="hl-row hl-xen" data-current={current >= 0} data-hop={current >= 0 ? current : first}>
      <span className="hl-number" aria-hidden="true">
        {first + 1}–{last + 1}
      </span>
      <p className="hl-declines">
        Asked in order, and all decline:{' '}
        {asked.map((hop, i) => (
          <button
            key={i}
            type="button"
            className="hl-handler"
            data-current={first + i === current}
            aria-current={first + i === current ? 'step' : undefined}
            aria-label={`hop ${first + i + 1}: ${hop.facts.handler ?? 'handler'} declines`}
            onClick={() => onHop(first + i + 1)}
          >
            {hop.facts.handler ?? 'handler'}
          </button>
        ))}
      </p>
      <Source rule="xen.decline" design={design} />
    </div>
  );
});

function Source({ rule, design }: { readonly rule: Hop['rule']; readonly design: Design }) {
  const source = sourceOf(rule, design);
  if (source === null) return null;
  const file = source.file.slice(source.file.lastIndexOf('/') + 1);
  const place = `${source.function} · ${file}${source.line === null ? '' : `:${source.line}`} @ ${source.tag}`;
  const title = source.mail === null ? source.file : `Message-Id: ${source.mail}`;
  return (
    <a className="hl-source" href={source.url} target="_blank" rel="noreferrer" title={title}>
      {place}
    </a>
  );
}

/** `latch of entry 0: 0x0 → 0x1`; -1 stands for "none". */
function changeText(change: Change): string {
  const value = (n: number) => (n < 0 ? 'none' : hex(n));
  const entry = change.entry === null ? '' : ` of entry ${change.entry}`;
  const at = change.entry === null && change.offset !== undefined && change.party === 'hardware';
  return `${change.field}${entry}${at ? ` +${hex(change.offset ?? 0)}` : ''}: ${value(change.from)} → ${value(change.to)}`;
}

/** Scrolls the list, and nothing around it, so that the current hop shows. Focus stays where it is. */
function keepInView(list: HTMLElement | null, current: number): void {
  const scroller = list?.closest<HTMLElement>('[data-scroll]') ?? list;
  if (!list || !scroller) return;
  const item = current < 0 ? null : list.querySelector<HTMLElement>(`[data-hop='${current}']`);
  if (!item) {
    scroller.scrollTop = 0;
    return;
  }
  const frame = scroller.getBoundingClientRect();
  const box = item.getBoundingClientRect();
  const margin = 24;
  if (box.top < frame.top + margin) scroller.scrollTop += box.top - frame.top - margin;
  else if (box.bottom > frame.bottom - margin) scroller.scrollTop += box.bottom - frame.bottom + margin;
}
