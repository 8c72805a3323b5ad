import type { MapScene } from '#scene/page-map/shapes.ts';
import type { ZoomFrame } from '#scene/page-map/zoom-frame.ts';
import { Cell } from './map-cell.tsx';
import { MapTexts } from './map-text.tsx';

interface Props {
  readonly scene: MapScene;
  readonly prefix: string;
  /** Where the picture is on its way to or from another level; null at rest. */
  readonly frame: ZoomFrame | null;
  readonly showCursor: boolean;
}

/** One level of the map. During a zoom the shapes are stretched and the words fade. */
export function MapLayer({ scene, prefix, frame, showCursor }: Props) {
  const { rows, texts, frames, marks, callout, cursor } = scene;
  const style = frame
    ? {
        transform: `translate(${frame.x}px, ${frame.y}px) scale(${frame.scaleX}, ${frame.scaleY})`,
        opacity: frame.opacity,
        '--pm-words': frame.textOpacity,
      }
    : undefined;
  return (
    <g style={style} className={frame ? 'pm-layer pm-moving' : 'pm-layer'}>
      <g aria-hidden="true">
        {frames.map(({ x, y, width, height, kind }) => (
          <rect
            key={y}
            x={x}
            y={y}
            width={width}
            height={height}
            rx={4}
            className={`pm-frame pm-frame-${kind}`}
          />
        ))}
      </g>
      {rows.map((row) => (
        <g role="row" key={row.key}>
          {row.cells.map((cell) => (
            <Cell key={cell.key} cell={cell} prefix={prefix} selected={cursor?.key === cell.key} />
          ))}
        </g>
      ))}
      <g aria-hidden="true">
        <MapTexts texts={texts} />
        {cursor && (
          <rect
            x={cursor.rect.x}
            y={cursor.rect.y}
            width={cursor.rect.width}
            height={cursor.rect.height}
            className={showCursor ? 'pm-cursor pm-cursor-on' : 'pm-cursor'}
          />
        )}
        {marks.map(({ x, y, width, height, start }) => (
          <g key={start}>
            <rect x={x} y={y} width={width} height={height} className="pm-mark-halo" />
            <rect x={x} y={y} width={width} height={height} className="pm-mark" />
          </g>
        ))}
        {callout && (
          <g>
            <path d={`M${callout.stemX},${callout.stemBottom}V${callout.stemTop}`} className="pm-stem" />
            <MapTexts texts={[callout.text]} />
          </g>
        )}
      </g>
    </g>
  );
}
