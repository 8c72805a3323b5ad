import {
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
} from 'react';
import type { PanelSizes } from '#state/settings.ts';
import { useChangeSettings, useSettings } from '../workbench-context.ts';

interface SplitterProps {
  panel: keyof PanelSizes;
  label: string;
  /** The panel's smallest size in CSS pixels. The largest leaves its neighbour enough, and follows the window. */
  least: number;
}

const STEP = 16;
/** What the style sheet leaves the route in any case, in CSS pixels. */
const ROUTE_LEAST = 480;
/** The largest part of the window for the right panel's width and the player's height, as in the style sheet. */
const LARGEST_PART = { left: 1, right: 0.4, bottom: 0.45 } as const;

/** The movable edge of a panel: drag it, or use the arrow keys; Enter puts it back. */
export function Splitter({ panel, label, least }: SplitterProps) {
  const panels = useSettings((settings) => settings.panels);
  const change = useChangeSettings();
  const box = useRef<HTMLDivElement>(null);
  const { size: shown, most } = useExtent(box, panel, least);
  const drag = useRef<{ at: number; size: number } | null>(null);
  const isColumn = panel !== 'bottom';
  const direction = panel === 'left' ? 1 : -1;
  const sizeNow = () => {
    const { parentElement } = box.current ?? {};
    return (isColumn ? parentElement?.offsetWidth : parentElement?.offsetHeight) ?? least;
  };
  const resize = (size: number | null) => {
    const wanted = size === null ? null : Math.round(Math.min(Math.max(size, least), most));
    change({ panels: { ...panels, [panel]: wanted } });
  };
  const along = (event: PointerEvent) => (isColumn ? event.clientX : event.clientY);
  const onKeyDown = (event: KeyboardEvent) => {
    const towards = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter') resize(null);
    else if (towards === undefined || isColumn !== /Left|Right/.test(event.key)) return;
    else resize(sizeNow() + towards * direction * STEP);
    event.preventDefault();
  };
  return (
    <div
      ref={box}
      className="splitter"
      style={panel === 'left' ? { right: -5 } : panel === 'right' ? { left: -5 } : {}}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={isColumn ? 'vertical' : 'horizontal'}
      aria-valuenow={shown}
      aria-valuemin={least}
      aria-valuemax={most}
      onKeyDown={onKeyDown}
      onDoubleClick={() => resize(null)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { at: along(event), size: sizeNow() };
      }}
      onPointerMove={(event) => {
        if (drag.current && event.buttons === 1)
          resize(drag.current.size + direction * (along(event) - drag.current.at));
      }}
      onPointerUp={() => {
        drag.current = null;
      }}
    />
  );
}

interface Extent {
  readonly size: number;
  readonly most: number;
}

/** How large the panel around the splitter is, and how large it can be in this window, in CSS pixels. */
function useExtent(box: RefObject<HTMLElement | null>, panel: keyof PanelSizes, least: number): Extent {
  const [extent, setExtent] = useState<Extent>({ size: least, most: least });
  useLayoutEffect(() => {
    const own = box.current?.parentElement;
    if (!own) return;
    const route = panel === 'left' ? own.nextElementSibling : own.previousElementSibling;
    const measure = () => {
      const isColumn = panel !== 'bottom';
      const size = isColumn ? own.offsetWidth : own.offsetHeight;
      const part = Math.floor(LARGEST_PART[panel] * (isColumn ? innerWidth : innerHeight));
      const room = isColumn ? size + (route?.clientWidth ?? 0) - ROUTE_LEAST : part;
      const most = Math.max(least, size, Math.min(part, room));
      setExtent((old) => (old.size === size && old.most === most ? old : { size, most }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    for (const element of [own, route, document.documentElement]) if (element) observer.observe(element);
    return () => observer.disconnect();
  }, [box, panel, least]);
  return extent;
}
