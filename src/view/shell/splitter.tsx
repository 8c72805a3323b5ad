import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import type { PanelSizes } from '#state/settings.ts';
import { useChangeSettings, useSettings } from '../workbench-context.ts';

interface SplitterProps {
  panel: keyof PanelSizes;
  label: string;
  /** Bounds of the panel's size in CSS pixels. */
  least: number;
  most: number;
}

const STEP = 16;

/** The movable edge of a panel: drag it, or use the arrow keys; Enter puts it back. */
export function Splitter({ panel, label, least, most }: SplitterProps) {
  const panels = useSettings((settings) => settings.panels);
  const change = useChangeSettings();
  const box = useRef<HTMLDivElement>(null);
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
      aria-valuenow={panels[panel] ?? least}
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
