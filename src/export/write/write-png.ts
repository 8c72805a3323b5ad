import type { Picture } from '../picture/marks.ts';
import { paint } from './paint.ts';

/** How many pixels of the file stand for one of the design size, each way. */
export const PNG_SCALES = [1, 2, 3, 4] as const;

/** The picture as a PNG of `scale` times the design size. Wait for the fonts first. */
export async function writePng(picture: Picture, scale: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(picture.width * scale, picture.height * scale);
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('the browser gives no canvas of this size');
  paint(context, picture, scale);
  return canvas.convertToBlob({ type: 'image/png' });
}
