/**
 * Where the presentation stands, and how it moves. Step `n` with `hop` in [0, number of its hops]: 0 is before the
 * access's first hop, a whole number h is after h hops, anything between is under way, and the number of hops is
 * the END of the access. The end of step n and the start of step n + 1 hold the same state but show different
 * routes. A scenario without steps has the one position { step: 0, hop: 0 }.
 */
export interface Playhead {
  readonly step: number;
  readonly hop: number;
}

/** What positions need to know of a run. */
export interface Track {
  readonly length: number;
  /** Hops of step `step`; 0 when it did not run. */
  readonly hopsOf: (step: number) => number;
}

export const START: Playhead = { step: 0, hop: 0 };

/** `playhead` moved to the nearest place that exists on `track`. Not-a-number counts as 0. */
export function clamped(playhead: Playhead, track: Track): Playhead {
  if (track.length === 0) return START;
  const step = within(Math.trunc(playhead.step), 0, track.length - 1);
  return { step, hop: within(playhead.hop, 0, track.hopsOf(step)) };
}

export const endOf = (track: Track, step: number): Playhead =>
  track.length === 0 ? START : { step, hop: track.hopsOf(step) };

export const isAtEnd = (playhead: Playhead, track: Track): boolean =>
  track.length === 0 || playhead.hop >= track.hopsOf(playhead.step);

export const isAtVeryEnd = (playhead: Playhead, track: Track): boolean =>
  playhead.step >= track.length - 1 && isAtEnd(playhead, track);

/** To the end of the access under way, or of the next one when this one has ended. */
export function stepForward(playhead: Playhead, track: Track): Playhead {
  if (!isAtEnd(playhead, track)) return endOf(track, playhead.step);
  return playhead.step + 1 < track.length ? endOf(track, playhead.step + 1) : playhead;
}

/** To the end of the access before this one; from the first access to the start. */
export function stepBack(playhead: Playhead, track: Track): Playhead {
  return playhead.step > 0 ? endOf(track, playhead.step - 1) : START;
}

/** One hop on; after an access's last hop comes the first hop of the next. */
export function hopForward(playhead: Playhead, track: Track): Playhead {
  if (!isAtEnd(playhead, track)) return { step: playhead.step, hop: Math.floor(playhead.hop) + 1 };
  if (playhead.step + 1 >= track.length) return playhead;
  const step = playhead.step + 1;
  return { step, hop: Math.min(1, track.hopsOf(step)) };
}

/** Undoes hopForward: before an access's first hop comes the end of the access before. */
export function hopBack(playhead: Playhead, track: Track): Playhead {
  const hop = Math.ceil(playhead.hop) - 1;
  if (hop > 0) return { step: playhead.step, hop };
  return playhead.step > 0 ? endOf(track, playhead.step - 1) : START;
}

/** How far along the whole scenario, from 0 to the number of steps; a whole number n is the end of step n - 1. */
export function progressOf(playhead: Playhead, track: Track): number {
  if (track.length === 0) return 0;
  const hops = track.hopsOf(playhead.step);
  return playhead.step + (hops === 0 ? 1 : playhead.hop / hops);
}

/** The place at `progress`, the inverse of progressOf. */
export function placeAt(progress: number, track: Track): Playhead {
  const wanted = within(progress, 0, track.length);
  if (wanted === 0 || track.length === 0) return START;
  const step = Math.ceil(wanted) - 1;
  return { step, hop: (wanted - step) * track.hopsOf(step) };
}

function within(value: number, least: number, most: number): number {
  return Number.isNaN(value) ? least : Math.min(Math.max(value, least), most);
}
