import {
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import { pageOf, pageStart, type Layout } from '#model/layout.ts';
import type { Party } from '#model/route.ts';
import type { MachineState } from '#model/state.ts';
import { barStrip, pageTop } from '#scene/page-map/bar-strip.ts';
import { dwordStart } from '#scene/page-map/byte-name.ts';
import type { MapAccess } from '#scene/page-map/map-access.ts';
import { heldClause, heldValue, PARTY_WORD } from '#scene/page-map/held-values.ts';
import { hitAt, mapScene } from '#scene/page-map/map-scene.ts';
import {
  cursorSpan,
  LEVELS,
  viewAfterKey,
  viewAt,
  viewOn,
  type Level,
  type MapView,
} from '#scene/page-map/map-view.ts';
import { barTitle, layoutNotes } from '#scene/page-map/notes.ts';
import { offsetText } from '#scene/page-map/number-text.ts';
import { nearestOffset, pageSpan } from '#scene/page-map/zones.ts';
import { zoomFrame } from '#scene/page-map/zoom-frame.ts';
import type { PickedBytes } from '../editor/edit-request.ts';
import { Inspector } from './inspector.tsx';
import { LevelBar } from './level-bar.tsx';
import { MapHeader } from './map-header.tsx';
import { MapLayer } from './map-layer.tsx';
import { MapPatterns } from './map-patterns.tsx';
import { RegionTable } from './region-table.tsx';
import { Strip } from './strip.tsx';
import { useBoxMetrics } from './use-box-metrics.ts';
import { useWheelZoom } from './use-wheel-zoom.ts';
import { useZoomTween } from './use-zoom-tween.ts';
import './page-map.css';

/** Bytes from the table BAR. */
export interface MapSelection {
  readonly offset: number;
  readonly size: number;
}

export type MapZoom = Pick<MapView, 'level' | 'bit'>;

export interface PageMapProps {
  readonly layout: Layout;
  readonly state: MachineState;
  /** State before the current access, to mark values that changed. */
  readonly previous: MachineState | null;
  readonly access: MapAccess | null;
  readonly selection: MapSelection | null;
  readonly onSelect: (selection: MapSelection | null) => void;
  /** How near the map is; another object brings it there. */
  readonly zoom: MapZoom;
  readonly onZoom: (zoom: MapZoom) => void;
  /** Asks for an access of these bytes, or of this bit of a dword. Without it the map only shows. */
  readonly onAccess?: (picked: PickedBytes) => void;
  readonly reducedMotion: boolean;
  /** Whose values are shown at first; the reader can change it. */
  readonly party?: Party;
}

/** What the view was last brought in line with, to see what is new. */
interface Followed {
  readonly layout: Layout;
  readonly access: MapAccess | null;
  readonly selection: MapSelection | null;
  readonly zoom: MapZoom;
}

const samePlace = (a: MapSelection | null, b: MapSelection | null): boolean =>
  a?.offset === b?.offset && a?.size === b?.size;

/** The view after its surroundings changed: a zoom or selection from elsewhere, a new device, or the next access. */
function followed(view: MapView, was: Followed, now: Followed): MapView {
  const { level, bit } = now.zoom;
  const place = placed(view, was, now);
  return was.zoom === now.zoom ? place : { ...place, level, bit };
}

function placed(view: MapView, was: Followed, now: Followed): MapView {
  const { layout, access, selection } = now;
  if (was.layout !== layout) return viewAt(layout, selection?.offset ?? access?.offset);
  if (selection !== null && !samePlace(was.selection, selection)) {
    const here = cursorSpan(layout, view);
    const inside = selection.offset >= here.start && selection.offset < here.end;
    return inside ? view : { ...view, offset: nearestOffset(layout, selection.offset), bit: 0 };
  }
  if (
    selection === null &&
    access !== null &&
    !(samePlace(was.access, access) && was.access?.label === access.label)
  )
    return { ...view, offset: nearestOffset(layout, access.offset), bit: 0 };
  return view;
}

export function PageMap(props: PageMapProps) {
  const { layout, state, previous, access, selection, zoom, onSelect, onZoom, onAccess, reducedMotion } =
    props;
  const prefix = useId();
  const map = useRef<SVGSVGElement>(null);
  const { box, probe, measured } = useBoxMetrics();
  const [view, setView] = useState<MapView>(() => ({
    ...viewAt(layout, selection?.offset ?? access?.offset),
    ...zoom,
  }));
  const [was, setWas] = useState<Followed>({ layout, access, selection, zoom });
  const [party, setParty] = useState<Party>(props.party ?? 'hardware');
  const [hovered, setHovered] = useState<{ offset: number; bit: number | null } | null>(null);
  const { tween, begin } = useZoomTween(reducedMotion);

  const now: Followed = { layout, access, selection, zoom };
  if (Object.keys(now).some((key) => was[key as keyof Followed] !== now[key as keyof Followed])) {
    setWas(now);
    setView(followed(view, was, now));
  }

  const font = measured?.font ?? 13;
  const char = measured?.char ?? 7.8;
  const width = Math.floor(measured?.width ?? 0);
  const room = Math.floor(measured?.height ?? 0);
  const { strip, scene } = useMemo(() => {
    const span = access && { start: access.offset, end: access.offset + access.size, label: access.label };
    const metrics = { font, char };
    const shown = pageSpan(layout, pageOf(layout, view.offset));
    const over = barStrip(layout, shown, span, Math.max(1, width), metrics);
    const size = { width, height: Math.max(180, room - over.height) };
    return {
      strip: over,
      scene: mapScene({ layout, state, previous, party, view, access: span, size, metrics }),
    };
  }, [layout, state, previous, party, view, access, width, room, font, char]);

  const cursorTop = strip.height + (scene.cursor?.rect.y ?? 0);
  const cursorBottom = cursorTop + (scene.cursor?.rect.height ?? 0);
  const pictureHeight = strip.height + scene.height;
  useLayoutEffect(() => {
    const element = box.current;
    // Where all is in sight nothing is asked of the page: an answer would need its layout at once.
    if (!element || pictureHeight <= room) return;
    if (cursorBottom > element.scrollTop + element.clientHeight)
      element.scrollTo({ top: cursorBottom - element.clientHeight + 8 });
    else if (cursorTop < element.scrollTop + 8) element.scrollTo({ top: cursorTop - strip.height - 8 });
  }, [box, cursorTop, cursorBottom, strip.height, pictureHeight, room]);

  const go = (next: MapView, select = true) => {
    if (next.level !== view.level) begin(scene, LEVELS.indexOf(next.level) > LEVELS.indexOf(view.level));
    setView(next);
    if (next.level !== view.level || next.bit !== view.bit) onZoom({ level: next.level, bit: next.bit });
    if (!select) return;
    const { start, end } = cursorSpan(layout, next);
    onSelect({ offset: start, size: end - start });
  };
  const goLevel = (level: Level) => {
    if (level !== view.level)
      go({ ...view, level, bit: 8 * (view.offset - dwordStart(layout, view.offset)) });
  };
  const goPlace = (offset: number) => {
    go(viewOn(layout, view, offset));
    map.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.metaKey) return;
    const next = viewAfterKey(layout, view, { key: event.key, jump: event.ctrlKey });
    if (next === null) {
      if (event.key === 'Escape' && selection !== null) onSelect(null);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    go(next);
  };
  const at = (x: number, y: number) => {
    const { left = 0, top = 0 } = map.current?.getBoundingClientRect() ?? {};
    return hitAt(scene, x - left, y - top);
  };
  const under = ({ clientX, clientY }: MouseEvent) => at(clientX, clientY);
  useWheelZoom(box, ({ x, y, nearer }) => {
    const level = LEVELS[LEVELS.indexOf(view.level) + (nearer ? 1 : -1)];
    if (tween || level === undefined) return;
    const hit = nearer ? at(x, y) : null;
    const offset = hit ? nearestOffset(layout, hit.offset) : view.offset;
    go({ level, offset, bit: 8 * (offset - dwordStart(layout, offset)) });
  });
  const onClick = (event: MouseEvent<SVGSVGElement>) => {
    const hit = under(event);
    if (!hit) return;
    const offset = nearestOffset(layout, hit.offset);
    if (view.level === 'bar')
      go({ level: 'page', offset: hit.cell.compressed ? offset : hit.cell.start, bit: 0 });
    else go({ ...view, offset, bit: hit.cell.bit ?? 0 });
  };
  const askAccess = () => {
    const { start, end } = cursorSpan(layout, view);
    const isBit = view.level === 'bit';
    const offset = isBit ? dwordStart(layout, start) : start;
    const size = isBit || view.level === 'bar' ? 4 : Math.min(end - start, 8);
    const value = heldValue(layout, state, party, offset, size);
    const clause = heldClause(layout, state, party, offset, size);
    onAccess?.({ offset, size, bit: isBit ? view.bit : null, shown: { value, clause } });
  };

  const title = barTitle(layout);
  const body = {
    x: scene.rulerWidth,
    y: 0,
    width: Math.max(1, width - scene.rulerWidth),
    height: scene.height,
  };
  const moving =
    tween &&
    zoomFrame(
      tween.nearer ? tween.left.focus : scene.focus,
      body,
      tween.nearer ? tween.progress : 1 - tween.progress,
    );
  const focusOffset = hovered?.offset ?? view.offset;
  const [strayed] = scene.unseen;

  return (
    <section className="pm" aria-label="Memory map">
      <MapHeader layout={layout} party={party} onParty={setParty} />
      <LevelBar layout={layout} view={view} onLevel={goLevel} onGo={goPlace} />
      {layoutNotes(layout).map(({ contradiction, text }) => (
        <p key={text} className={contradiction ? 'pm-note pm-contradiction' : 'pm-note'}>
          {contradiction && <strong>Contradiction: </strong>}
          {text}
        </p>
      ))}
      <div className="pm-box" ref={box}>
        <span className="pm-probe pm-mono" ref={probe} aria-hidden="true">
          {'0'.repeat(20)}
        </span>
        {width > 0 && (
          <>
            <Strip
              strip={strip}
              prefix={prefix}
              name={`${title.name}: the map below shows page ${offsetText(pageStart(layout, pageOf(layout, view.offset)))}`}
              onPick={(offset) =>
                go({
                  ...view,
                  level: view.level === 'bar' ? 'bar' : 'page',
                  offset: pageTop(layout, nearestOffset(layout, offset)),
                })
              }
            />
            <svg
              ref={map}
              className="pm-map"
              width={width}
              height={scene.height}
              viewBox={`0 0 ${width} ${scene.height}`}
              role="grid"
              tabIndex={0}
              aria-label={`Memory map, ${view.level} level, values of ${PARTY_WORD[party]}`}
              aria-describedby={`${prefix}-keys`}
              aria-activedescendant={scene.cursor && !tween ? `${prefix}-${scene.cursor.key}` : undefined}
              onKeyDown={onKeyDown}
              onClick={onClick}
              onDoubleClick={onAccess && !tween ? askAccess : undefined}
              onPointerMove={(event) => {
                const hit = under(event);
                setHovered(hit && { offset: hit.offset, bit: hit.cell.bit });
              }}
              onPointerLeave={() => setHovered(null)}
            >
              <MapPatterns prefix={prefix} />
              {tween && moving && (
                <g aria-hidden="true">
                  <MapLayer
                    scene={tween.left}
                    prefix={`${prefix}-left`}
                    frame={tween.nearer ? moving.farther : moving.nearer}
                    showCursor={false}
                  />
                </g>
              )}
              <MapLayer
                scene={scene}
                prefix={prefix}
                frame={moving ? (tween.nearer ? moving.nearer : moving.farther) : null}
                showCursor={selection !== null}
              />
            </svg>
          </>
        )}
      </div>
      <p id={`${prefix}-keys`} className="pm-hidden">
        Arrow keys move, with Control to the next region or register; Page Up and Page Down change the page;
        Enter or plus zooms in, Escape or minus zooms out; so does the wheel with Control. A slash asks for a
        place to go to.
      </p>
      <Inspector
        layout={layout}
        state={state}
        previous={previous}
        offset={focusOffset}
        bit={view.level === 'bit' ? (hovered ? hovered.bit : view.bit) : null}
        onAccess={onAccess ? askAccess : null}
      >
        {access && strayed && (
          <p className="pm-note">
            {access.label} {scene.marks.length > 0 ? 'goes on' : 'is'} at {offsetText(strayed.start)}.{' '}
            <button
              type="button"
              className="pm-link"
              onClick={() =>
                go({ level: 'page', offset: nearestOffset(layout, access.offset), bit: 0 }, false)
              }
            >
              Show it
            </button>
          </p>
        )}
      </Inspector>
      <RegionTable layout={layout} />
    </section>
  );
}
