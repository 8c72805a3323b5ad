/** Where a presentation stands, and what each press does to it. No clock: how the token flies is up to the stage. */

export interface Presentation {
  /** The moment, from 0. */
  readonly at: number;
  /** Hops that are done, where the speaker stepped through them; null: as the moment has it. */
  readonly hop: number | null;
  /** Hops that were done when this place was entered: the token comes from there. Null: it stands there at once. */
  readonly from: number | null;
  /** Counts the places that were entered, so that entering one again is noticed. */
  readonly entry: number;
  readonly blank: boolean;
  readonly spotlight: boolean;
  /** The number of a moment that is being typed. */
  readonly digits: string;
  /** Counts the presses, so that the same words said again are noticed. */
  readonly presses: number;
  /** What the last press could not do, or did out of sight, as a sentence; empty for nothing. */
  readonly said: string;
}

export type Intent =
  | 'next'
  | 'previous'
  | 'first'
  | 'last'
  | 'hop-on'
  | 'hop-back'
  /** To the moment whose number was typed, else to the next one. */
  | 'enter'
  | 'blank'
  | 'spotlight'
  | { readonly digit: string }
  | { readonly to: number };

/** What the presses have to know of the moments. */
export interface Course {
  readonly length: number;
  /** Hops that moment `at` shows as done, and all that its step has. */
  readonly hopsOf: (at: number) => { readonly done: number; readonly all: number };
  /** True when both moments show the same step of the same run or pair, so that the token need not start again. */
  readonly goesOn: (from: number, to: number) => boolean;
}

export const begun = (at: number): Presentation => ({
  at,
  hop: null,
  from: 0,
  entry: 0,
  blank: false,
  spotlight: false,
  digits: '',
  presses: 0,
  said: '',
});

/** The presentation after one press. */
export function pressed(now: Presentation, intent: Intent, course: Course): Presentation {
  const state = { ...now, digits: '', said: '', presses: now.presses + 1 };
  if (typeof intent === 'object')
    return 'to' in intent
      ? goneTo(state, intent.to, course)
      : typed({ ...state, digits: now.digits }, intent.digit, course);
  switch (intent) {
    case 'next':
      return goneTo(state, now.at + 1, course);
    case 'previous':
      return goneTo(state, now.at - 1, course);
    case 'first':
      return goneTo(state, 0, course);
    case 'last':
      return goneTo(state, course.length - 1, course);
    case 'enter':
      return goneTo(state, now.digits === '' ? now.at + 1 : Number(now.digits) - 1, course);
    case 'hop-on':
      return hopped(state, 1, course);
    case 'hop-back':
      return hopped(state, -1, course);
    case 'blank':
      return { ...state, blank: !now.blank, said: now.blank ? '' : 'The screen is blank.' };
    case 'spotlight':
      return { ...state, spotlight: !now.spotlight, said: now.spotlight ? 'Spotlight off' : 'Spotlight on' };
  }
}

function goneTo(now: Presentation, to: number, course: Course): Presentation {
  if (to >= 0 && to < course.length) {
    const isBack = to === now.at - 1;
    const done = now.hop ?? course.hopsOf(now.at).done;
    const goesOn = to !== now.at && course.goesOn(now.at, to) && done <= course.hopsOf(to).done;
    const from = isBack ? null : goesOn ? done : 0;
    return { ...now, at: to, hop: null, from, entry: now.entry + 1, blank: false };
  }
  if (to === course.length && now.at === course.length - 1)
    return { ...now, blank: false, said: 'This is the last moment. Escape leaves.' };
  if (to === -1 && now.at === 0) return { ...now, blank: false, said: 'This is the first moment.' };
  return { ...now, said: `There is no moment ${to + 1}: the talk has ${course.length}.` };
}

function hopped(now: Presentation, by: 1 | -1, course: Course): Presentation {
  const { done, all } = course.hopsOf(now.at);
  const before = now.hop ?? done;
  const hop = Math.max(0, Math.min(all, before + by));
  if (hop === before)
    return { ...now, blank: false, said: by > 0 ? 'The access has ended.' : 'The access has not begun.' };
  return { ...now, hop, from: by > 0 ? before : null, entry: now.entry + 1, blank: false };
}

/** A number that no longer one begins with goes there at once; any other waits for more digits, or for Enter. */
function typed(now: Presentation, digit: string, course: Course): Presentation {
  const digits = `${now.digits}${digit}`.replace(/^0+/, '').slice(-String(course.length).length);
  const number = Number(digits);
  const state = { ...now, digits: '', said: '' };
  if (digits === '') return state;
  return number * 10 > course.length
    ? goneTo(state, number - 1, course)
    : { ...now, digits, said: `To moment ${digits}: press Enter, or another digit.` };
}
