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

/** A picture as it will be saved. */
export function Preview({ moment, theme, caption }: PreviewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const picture = useMemo(() => pictureOf(moment, theme), [moment, theme]);
  useEffect(() => {
    let isCurrent = true;
    void fontsReady(document.fonts).then(() => {
      const element = canvas.current;
      if (!isCurrent || !element) return;
      // As many pixels as it is seen with: small type stays legible.
      element.width = Math.round(element.clientWidth * devicePixelRatio);
      element.height = Math.round((element.width * PICTURE.height) / PICTURE.width);
      const context = element.getContext('2d', { alpha: false });
      if (context) paint(context, picture, element.width / PICTURE.width);
    });
    return () => {
      isCurrent = false;
    };
  }, [picture]);
  return (
    <figure className="export-preview">
      <canvas
        ref={canvas}
        width={PICTURE.width}
        height={PICTURE.height}
        role="img"
        aria-label={`${picture.title}. ${picture.description}`}
      />
      {caption !== undefined && <figcaption>{caption}</figcaption>}
    </figure>
  );
}
