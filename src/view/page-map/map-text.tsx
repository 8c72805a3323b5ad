import type { MapText } from '#scene/page-map/shapes.ts';

/** Words of a picture where the scene placed them. */
export function MapTexts({ texts }: { readonly texts: readonly MapText[] }) {
  return texts.map(({ x, y, text, anchor, tone, mono, squeezed }) => (
    <text
      key={`${x}-${y}-${text}`}
      x={x}
      y={y}
      textAnchor={anchor}
      {...(squeezed === undefined ? {} : { textLength: squeezed, lengthAdjust: 'spacingAndGlyphs' })}
      dominantBaseline="central"
      className={`pm-text pm-tone-${tone}${mono ? ' pm-mono' : ''}`}
    >
      {text}
    </text>
  ));
}
