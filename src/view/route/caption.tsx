import type { RouteScene } from '#scene/route/route-scene.ts';

/** The hop in words while it travels, the verdict at the end. */
export function Caption({ scene }: { readonly scene: RouteScene }) {
  const { caption, fontSize } = scene;
  return (
    <g className="rv-caption" data-kind={caption.kind} data-bad={caption.bad} fontSize={fontSize}>
      <rect x={caption.x} y={caption.y} width={caption.width} height={caption.height} rx={8} />
      {caption.lines.map((line, i) => (
        <text
          key={i}
          x={line.x}
          y={line.y}
          className={line.face === 'bold' ? 'rv-headline' : 'rv-detail'}
          fontSize={line.face === 'bold' ? caption.headlineSize : fontSize}
        >
          {line.text}
        </text>
      ))}
      <text className="rv-counter" x={caption.counter.x} y={caption.counter.y} textAnchor="end">
        {caption.counter.text}
      </text>
    </g>
  );
}
