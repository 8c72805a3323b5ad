import type { ReactNode } from 'react';
import type { Rect } from '#scene/route/rect.ts';

interface FittedProps {
  readonly area: Rect;
  /** Extent of what is in it, in its own pixels. */
  readonly width: number;
  readonly height: number;
  readonly children: ReactNode;
}

/** A picture in its place on the stage, smaller only where the words left it too little room. */
export function Fitted({ area, width, height, children }: FittedProps) {
  const scale = Math.min(1, area.width / width, area.height / height);
  const x = area.x + (area.width - width * scale) / 2;
  return (
    <g transform={scale === 1 ? `translate(${x} ${area.y})` : `translate(${x} ${area.y}) scale(${scale})`}>
      {children}
    </g>
  );
}
