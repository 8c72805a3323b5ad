import { useEffect, useMemo, useRef } from 'react';
import { PICTURE, pictureOf } from '#export/picture/compose.ts';
import type { Moment } from '#export/picture/moment.ts';
import type { ThemeName } from '#export/picture/palette.ts';
import { fontsReady, paint } from '#export/write/paint.ts';

interface PreviewProps {
  moment: Moment;
  theme: ThemeName;
  /** What it shows of the whole, as "First frame"; none where it is the whole. */
  caption?: string;
}

/** Pixels to one of the design size: it is seen at about half of that size, on screens of up to three to a point. */
const SCALE = 1.5;

/** A picture as it will be saved. */
export function Preview({ moment, theme, caption }: PreviewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const picture = useMemo(() => pictureOf(moment, theme), [moment, theme]);
  useEffect(() => {
    let isCurrent = true;
    void fontsReady(document.fonts).then(() => {
      const context = canvas.current?.getContext('2d', { alpha: false });
      if (isCurrent && context) paint(context, picture, SCALE);
    });
    return () => {
      isCurrent = false;
    };
  }, [picture]);
  return (
    <figure className="export-preview">
      <canvas
        ref={canvas}
        width={PICTURE.width * SCALE}
        height={PICTURE.height * SCALE}
        role="img"
        aria-label={`${picture.title}. ${picture.description}`}
      />
      {caption !== undefined && <figcaption>{caption}</figcaption>}
    </figure>
  );
}
