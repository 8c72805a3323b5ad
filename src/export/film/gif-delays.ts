/**
 * The rates at which a GIF can be played: it counts in hundredths of a second, and browsers take a frame of less than
 * two of them for one of ten. 30 frames a second alternate between 3 and 4; 50 is the most.
 */
export const GIF_RATES = [30, 50] as const;

/** Hundredths of a second that frame `n` is shown; their sum never strays from the true time by more than a half. */
export const gifDelay = (n: number, framesPerSecond: number): number =>
  Math.round((100 * (n + 1)) / framesPerSecond) - Math.round((100 * n) / framesPerSecond);
