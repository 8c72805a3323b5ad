import { useEffect, useRef } from 'react';
import type { Picture } from '#export/picture/marks.ts';
import { fontsReady, paint } from '#export/write/paint.ts';

/** Pixels of the preview to one of the design size: it is seen at about half of that size. */
const SCALE = 1.5;

/** The picture as it will be saved. */
export function Preview({ picture }: { picture: Picture }) {
  const canvas = useRef<HTMLCanvasElement>(null);
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
    <canvas
      ref={canvas}
      className="export-preview"
      width={picture.width * SCALE}
      height={picture.height * SCALE}
      role="img"
      aria-label={`${picture.title}. ${picture.description}`}
    />
  );
}
