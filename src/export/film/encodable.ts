/** Which films this browser can encode. */

export const CONTAINERS = ['webm', 'mp4'] as const;
export type Container = (typeof CONTAINERS)[number];

/** A way to encode a film that the browser says it can go. */
export interface Encodable {
  readonly container: Container;
  readonly codec: 'vp9' | 'vp8' | 'avc';
  readonly config: VideoEncoderConfig;
}

/** Codecs of each container, the best first; levels that hold 1920 by 1080 at 60 frames a second. */
const CODECS: Readonly<Record<Container, readonly (readonly [Encodable['codec'], string])[]>> = {
  webm: [
    ['vp9', 'vp09.00.41.08'],
    ['vp8', 'vp8'],
  ],
  mp4: [
    ['avc', 'avc1.64002a'],
    ['avc', 'avc1.42002a'],
  ],
};

/** Bits a second for 1280 by 720 pixels: thin lines and small type stay sharp. */
const BITS = 6_000_000;
const PIXELS = 1280 * 720;

/**
 * The best way to encode a film of `width` by `height` pixels into `container`, or null when the browser has none.
 * Software first: for VP9 and VP8 it gives the same bytes each time, which graphics cards do not promise. Encoders of
 * H.264 share a frame between threads by how fast each is, so that its small losses differ from run to run.
 */
export async function encodable(
  container: Container,
  width: number,
  height: number,
  framesPerSecond: number,
): Promise<Encodable | null> {
  if (typeof VideoEncoder === 'undefined') return null;
  for (const hardwareAcceleration of ['prefer-software', 'no-preference'] as const)
    for (const [codec, name] of CODECS[container]) {
      const config: VideoEncoderConfig = {
        codec: name,
        width,
        height,
        hardwareAcceleration,
        bitrate: Math.round((BITS * width * height) / PIXELS),
        bitrateMode: 'variable',
        framerate: framesPerSecond,
        // The other mode drops frames to keep up.
        latencyMode: 'quality',
        contentHint: 'text',
        ...(codec === 'avc' && { avc: { format: 'avc' } }),
      };
      const answer = await VideoEncoder.isConfigSupported(config).catch(() => null);
      if (answer?.supported === true) return { container, codec, config };
    }
  return null;
}
