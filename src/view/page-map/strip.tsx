import { stripOffset, type BarStrip } from '#scene/page-map/bar-strip.ts';
import { MapTexts } from './map-text.tsx';

interface Props {
  readonly strip: BarStrip;
  readonly prefix: string;
  readonly name: string;
  /** A press on the strip, with the byte under it. For the mouse: the keys reach every page from the map. */
  readonly onPick: (offset: number) => void;
}

/** The BARs side by side over the map, with a window around what the map shows. */
export function Strip({ strip, prefix, name, onPick }: Props) {
  return (
    <svg
      className="pm-strip"
      width={strip.width}
      height={strip.height}
      viewBox={`0 0 ${strip.width} ${strip.height}`}
      role="img"
      aria-label={name}
      onClick={(event) => {
        const offset = stripOffset(strip, event.clientX - event.currentTarget.getBoundingClientRect().left);
        if (offset !== null) onPick(offset);
      }}
    >
      {strip.parts.map(({ key, x, y, width, height, kind, broken }) => (
        <g key={key}>
          <rect x={x} y={y} width={width} height={height} className={`pm-part pm-solid-${kind}`} />
          {kind !== 'table' && (
            <rect
              x={x}
              y={y}
              width={width}
              height={height}
              fill={`url(#${prefix}-${kind})`}
              className="pm-pattern"
            />
          )}
          {broken && (
            <path
              d={`M${x + width / 2 - 5},${y + height + 3}l4,${-height - 6}M${x + width / 2 + 1},${y + height + 3}l4,${-height - 6}`}
              className="pm-strip-break"
            />
          )}
        </g>
      ))}
      {strip.shared && <rect {...strip.shared} fill={`url(#${prefix}-pba)`} className="pm-pattern" />}
      {strip.bars.map(({ key, rect, label }) => (
        <g key={key}>
          <rect x={rect.x} y={rect.y} width={rect.width} height={rect.height} className="pm-bar-outline" />
          {label !== '' && (
            <text x={rect.x} y={12} className="pm-text pm-tone-strong">
              {label}
            </text>
          )}
        </g>
      ))}
      {strip.pageLines.map((x) => (
        <path
          key={x}
          d={`M${x},${strip.bars[0]?.rect.y ?? 0}v${strip.bars[0]?.rect.height ?? 0}`}
          className="pm-page-line"
        />
      ))}
      <MapTexts texts={strip.ticks} />
      <path d={strip.fan} className="pm-fan" />
      {strip.window && (
        <rect
          x={strip.window.x}
          y={strip.window.y - 2}
          width={strip.window.width}
          height={strip.window.height + 4}
          rx={2}
          className="pm-window"
        />
      )}
      {strip.mark && (
        <g>
          <rect
            x={strip.mark.x}
            y={strip.mark.y + 3}
            width={strip.mark.width}
            height={strip.mark.height - 6}
            className="pm-mark-halo"
          />
          <rect
            x={strip.mark.x}
            y={strip.mark.y + 3}
            width={strip.mark.width}
            height={strip.mark.height - 6}
            className="pm-mark"
          />
        </g>
      )}
    </svg>
  );
}
