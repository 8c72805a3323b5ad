/** What is used of gifenc, which comes without types. */
declare module 'gifenc' {
  interface FrameOptions {
    readonly palette?: readonly (readonly number[])[];
    /** Milliseconds; written in hundredths of a second. */
    readonly delay?: number;
    readonly transparent?: boolean;
    readonly transparentIndex?: number;
    /** Times the film is repeated; 0 is for ever. Looked at with the first frame. */
    readonly repeat?: number;
    readonly dispose?: number;
  }

  interface GifStream {
    writeFrame(index: Uint8Array, width: number, height: number, options?: FrameOptions): void;
    finish(): void;
    bytes(): Uint8Array<ArrayBuffer>;
  }

  export function GIFEncoder(): GifStream;
  export function quantize(rgba: Uint8ClampedArray, most: number): [number, number, number][];
}
