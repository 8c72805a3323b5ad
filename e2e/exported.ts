/** Exported files, opened again by other programs than those that wrote them. */
import { readFileSync } from 'node:fs';
import type { Download, Page } from '@playwright/test';
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny';

export async function bytesOf(download: Download): Promise<Buffer> {
  return readFileSync(await download.path());
}

/** Width and height that a PNG says it has. */
export const pngSize = (png: Buffer): { width: number; height: number } => ({
  width: png.readUInt32BE(16),
  height: png.readUInt32BE(20),
});

/** How many pixels of an image have exactly that colour, given as `#rrggbb`. */
export function pixelsOf(page: Page, image: Buffer, colour: string): Promise<number> {
  return page.evaluate(
    async ([data, wanted]) => {
      const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
      if (!context) throw new Error('no canvas');
      context.drawImage(bitmap, 0, 0);
      const { data: rgba } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      const hex = (at: number) => [0, 1, 2].map((i) => rgba[at + i]!.toString(16).padStart(2, '0')).join('');
      let count = 0;
      for (let at = 0; at < rgba.length; at += 4) if (`#${hex(at)}` === wanted) count++;
      return count;
    },
    [image.toString('base64'), colour] as const,
  );
}

export interface Film {
  readonly mime: string;
  readonly codec: string | null;
  readonly width: number;
  readonly height: number;
  /** Seconds. */
  readonly duration: number;
  readonly timestamps: readonly number[];
  readonly packets: readonly Buffer[];
  readonly config: VideoDecoderConfig;
}

/** What is in a WebM or MP4. */
export async function filmIn(bytes: Buffer): Promise<Film> {
  const input = new Input({ formats: ALL_FORMATS, source: new BufferSource(bytes) });
  const track = await input.getPrimaryVideoTrack();
  const config = await track?.getDecoderConfig();
  if (!track || !config) throw new Error('there is no film in the file');
  const packets: Buffer[] = [];
  const timestamps: number[] = [];
  for await (const packet of new EncodedPacketSink(track).packets()) {
    packets.push(Buffer.from(packet.data));
    timestamps.push(packet.timestamp);
  }
  return {
    mime: await input.getMimeType(),
    codec: await track.getCodec(),
    width: await track.getDisplayWidth(),
    height: await track.getDisplayHeight(),
    duration: await track.computeDuration(),
    timestamps,
    packets,
    config,
  };
}

/**
 * Both films decoded by the browser: how many frames, and how far apart the channels of the two are on average, in every
 * tenth frame and the last.
 */
export function decodedApart(page: Page, a: Film, b: Film): Promise<{ frames: number; mean: number }> {
  const sent = ({ packets, timestamps, config }: Film) => ({
    packets: packets.map((packet) => packet.toString('base64')),
    timestamps: [...timestamps],
    config: {
      codec: config.codec,
      description: config.description
        ? Buffer.from(config.description as Uint8Array).toString('base64')
        : null,
    },
  });
  return page.evaluate(
    async (films) => {
      const bytes = (data: string) => Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
      const pixelsOf = (frame: VideoFrame): Uint8ClampedArray => {
        const context = new OffscreenCanvas(frame.displayWidth, frame.displayHeight).getContext('2d');
        if (!context) throw new Error('no canvas');
        context.drawImage(frame, 0, 0);
        return context.getImageData(0, 0, context.canvas.width, context.canvas.height).data;
      };
      const decode = async ({ packets, timestamps, config }: (typeof films)[number]) => {
        const frames: (Uint8ClampedArray | null)[] = [];
        const failures: DOMException[] = [];
        const decoder = new VideoDecoder({
          output: (frame) => {
            const isLooked = frames.length % 10 === 0 || frames.length === packets.length - 1;
            frames.push(isLooked ? pixelsOf(frame) : null);
            frame.close();
          },
          error: (reason) => failures.push(reason),
        });
        decoder.configure({
          codec: config.codec,
          ...(config.description !== null && { description: bytes(config.description) }),
        });
        packets.forEach((data, n) =>
          decoder.decode(
            new EncodedVideoChunk({
              type: n === 0 ? 'key' : 'delta',
              timestamp: Math.round(1e6 * timestamps[n]!),
              data: bytes(data),
            }),
          ),
        );
        await decoder.flush();
        for (const failure of failures) throw failure;
        return frames;
      };
      const [one, other] = [await decode(films[0]!), await decode(films[1]!)];
      let [sum, count] = [0, 0];
      one.forEach((frame, n) => {
        const same = other[n];
        for (let i = 0; frame && same && i < frame.length; i++, count++)
          sum += Math.abs(frame[i]! - same[i]!);
      });
      return { frames: Math.min(one.length, other.length), mean: sum / count };
    },
    [sent(a), sent(b)],
  );
}

/** What the browser's own decoder finds in a GIF: its size, and how long each frame is shown, in milliseconds. */
export function gifIn(
  page: Page,
  gif: Buffer,
): Promise<{ width: number; height: number; repetitions: number; delays: number[] }> {
  return page.evaluate(async (data) => {
    const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
    const decoder = new ImageDecoder({ data: bytes, type: 'image/gif' });
    await decoder.tracks.ready;
    await decoder.completed;
    const track = decoder.tracks.selectedTrack;
    if (!track) throw new Error('no picture in the GIF');
    const delays: number[] = [];
    let [width, height] = [0, 0];
    for (let frameIndex = 0; frameIndex < track.frameCount; frameIndex++) {
      const { image } = await decoder.decode({ frameIndex });
      delays.push((image.duration ?? 0) / 1000);
      [width, height] = [image.displayWidth, image.displayHeight];
      image.close();
    }
    return { width, height, repetitions: track.repetitionCount, delays };
  }, gif.toString('base64'));
}

/** How far apart the channels of a GIF's last frame and of a PNG are on average, in levels of 256. */
export function lastFrameApart(page: Page, gif: Buffer, png: Buffer): Promise<number> {
  return page.evaluate(
    async ([gifData, pngData]) => {
      const bytes = (data: string) => Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
      const pixelsOf = (image: ImageBitmap | VideoFrame, width: number, height: number) => {
        const context = new OffscreenCanvas(width, height).getContext('2d');
        if (!context) throw new Error('no canvas');
        context.drawImage(image, 0, 0);
        return context.getImageData(0, 0, width, height).data;
      };
      const decoder = new ImageDecoder({ data: bytes(gifData), type: 'image/gif' });
      await decoder.tracks.ready;
      await decoder.completed;
      const frameIndex = (decoder.tracks.selectedTrack?.frameCount ?? 0) - 1;
      const { image } = await decoder.decode({ frameIndex });
      const picture = await createImageBitmap(new Blob([bytes(pngData)]));
      const [one, other] = [image, picture].map((each) => pixelsOf(each, picture.width, picture.height));
      image.close();
      let sum = 0;
      one!.forEach((value, i) => (sum += Math.abs(value - other![i]!)));
      return sum / one!.length;
    },
    [gif.toString('base64'), png.toString('base64')] as const,
  );
}
