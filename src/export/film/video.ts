/** Films as WebM and MP4: the browser encodes the frames, mediabunny puts them into the file. */
import {
  BufferTarget,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
  WebMOutputFormat,
} from 'mediabunny';
import { paint } from '../write/paint.ts';
import { breathe, type FilmSource, type Making } from './film-source.ts';
import type { Encodable } from './encodable.ts';

/** Frames that wait for the encoder at a time: enough to keep it busy, few enough to stop soon. */
const MOST_WAITING = 6;
/** A film can be entered every so many seconds. */
const KEY_FRAME_SECONDS = 2;

const FORMATS = { webm: () => new WebMOutputFormat(), mp4: () => new Mp4OutputFormat() } as const;

/** Takes pictures, gives packets to the file in their order, and keeps the first error. */
class PacketLine {
  readonly encoder: VideoEncoder;
  private written: Promise<void> = Promise.resolve();
  private error: Error | null = null;

  constructor(config: VideoEncoderConfig, source: EncodedVideoPacketSource) {
    this.encoder = new VideoEncoder({
      output: (chunk, meta) => {
        const packet = EncodedPacket.fromEncodedChunk(chunk);
        this.written = this.written.then(() => source.add(packet, meta));
        this.written.catch((reason: unknown) => this.fail(reason));
      },
      error: (reason) => this.fail(reason),
    });
    this.encoder.configure(config);
  }

  private fail(reason: unknown): void {
    this.error ??= reason instanceof Error ? reason : new Error(String(reason));
  }

  /** Returns when the encoder can take another frame. */
  async add(frame: VideoFrame, keyFrame: boolean): Promise<void> {
    if (this.error) throw this.error;
    this.encoder.encode(frame, { keyFrame });
    while (this.encoder.state === 'configured' && this.encoder.encodeQueueSize > MOST_WAITING)
      await new Promise((resolve) => this.encoder.addEventListener('dequeue', resolve, { once: true }));
  }

  async end(): Promise<void> {
    if (!this.error) await this.encoder.flush();
    await this.written;
    if (this.error) throw this.error;
  }
}

/** The file's bytes. `way` is what `encodable` found for this size and rate. */
export async function makeVideo(source: FilmSource, way: Encodable, making: Making): Promise<ArrayBuffer> {
  const { frames, framesPerSecond, pictureAt, title } = source;
  const { container, codec, config } = way;
  const packets = new EncodedVideoPacketSource(codec);
  const target = new BufferTarget();
  const output = new Output({ format: FORMATS[container](), target });
  output.addVideoTrack(packets, { frameRate: framesPerSecond });
  output.setMetadataTags({ title });
  await output.start();
  const canvas = new OffscreenCanvas(config.width, config.height);
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('the browser gives no canvas of this size');
  const line = new PacketLine(config, packets);
  const startOf = (n: number) => Math.round((n * 1e6) / framesPerSecond);
  try {
    for (let n = 0; n < frames; n++) {
      await breathe(making);
      const picture = pictureAt(n);
      paint(context, picture, config.width / picture.width);
      const frame = new VideoFrame(canvas, { timestamp: startOf(n), duration: startOf(n + 1) - startOf(n) });
      try {
        await line.add(frame, n % (KEY_FRAME_SECONDS * framesPerSecond) === 0);
      } finally {
        frame.close();
      }
      making.onProgress(n + 1, frames);
    }
    await line.end();
    await output.finalize();
  } catch (reason) {
    await output.cancel();
    throw reason;
  } finally {
    if (line.encoder.state !== 'closed') line.encoder.close();
  }
  if (!target.buffer) throw new Error('the film was finished, but its file is empty');
  return target.buffer;
}
