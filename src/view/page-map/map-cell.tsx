import type { MapCell } from '#scene/page-map/shapes.ts';
import { MapTexts } from './map-text.tsx';

interface Props {
  readonly cell: MapCell;
  readonly prefix: string;
  readonly selected: boolean;
}

/** Zigzag at both ends of a stretch: more bytes than it is high. */
function Breaks({ cell }: { readonly cell: MapCell }) {
  const teeth = Math.max(2, Math.floor(cell.width / 12));
  const step = cell.width / teeth;
  const edge = (y: number, down: number) =>
    Array.from({ length: teeth }, () => `l${step / 2},${down}l${step / 2},${-down}`).reduce(
      (path, tooth) => path + tooth,
      `M${cell.x},${y}`,
    );
  return <path d={edge(cell.y, 3) + edge(cell.y + cell.height, -3)} className="pm-break" />;
}

/** A piece of the map: its fill and pattern, its words, and a notch when its value has just changed. */
export function Cell({ cell, prefix, selected }: Props) {
  const { x, y, width, height, kind, idle } = cell;
  const patterned = kind !== 'table';
  return (
    <g role="gridcell" id={`${prefix}-${cell.key}`} aria-label={cell.name} aria-selected={selected}>
      <rect
        x={x}
        y={y}
        width={width}
        height={height}
        className={`pm-cell pm-kind-${kind}${idle ? ' pm-idle' : ''}`}
      />
      {patterned && (
        <rect
          x={x}
          y={y}
          width={width}
          height={height}
          fill={`url(#${prefix}-${kind})`}
          className="pm-pattern"
        />
      )}
      {cell.pbaOver && <rect {...cell.pbaOver} fill={`url(#${prefix}-pba)`} className="pm-pattern" />}
      {idle && cell.bit !== null && (
        <rect
          x={x}
          y={y}
          width={width}
          height={height}
          fill={`url(#${prefix}-plain)`}
          className="pm-pattern"
        />
      )}
      {cell.compressed && <Breaks cell={cell} />}
      <g aria-hidden="true">
        {cell.bits.map((bit) => (
          <rect
            key={bit.x}
            x={bit.x}
            y={bit.pending ? bit.y - 2 : bit.y}
            width={bit.width}
            height={bit.pending ? bit.height + 4 : bit.height}
            className={bit.pending ? 'pm-bit pm-pending' : 'pm-bit'}
          />
        ))}
        {cell.changed && <path d={`M${x},${y}h9l-9,9z`} className="pm-changed" />}
        <MapTexts texts={cell.texts} />
      </g>
    </g>
  );
}
