/**
 * Guest RAM that a REP access reads from or writes to, element by element. Element k lies k operand sizes above the
 * buffer's start, or below it with the direction flag set.
 */
export interface RepBuffer {
  readonly lo: Uint32Array;
  readonly hi: Uint32Array;
}

export const newRepBuffer = (count: number): RepBuffer => ({
  lo: new Uint32Array(count),
  hi: new Uint32Array(count),
});
