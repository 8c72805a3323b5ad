import { useEffect } from 'react';
import type { WorkbenchActions } from '#state/workbench.ts';

/** What a key can ask for. */
export interface KeyIntents extends Pick<
  WorkbenchActions,
  | 'stepForward'
  | 'stepBack'
  | 'hopForward'
  | 'hopBack'
  | 'toStart'
  | 'toEnd'
  | 'faster'
  | 'slower'
  | 'nextDesign'
> {
  readonly togglePlay: () => void;
  readonly openHelp: () => void;
  readonly openShare: () => void;
  readonly showRoute: () => void;
  readonly showCompare: () => void;
  readonly showReleases: () => void;
  readonly showPage: () => void;
  readonly showProof: () => void;
  readonly showTraces: () => void;
}

export interface Shortcut {
  /** Keys as people name them. */
  readonly keys: string;
  readonly does: string;
  readonly matches: (key: string, shift: boolean) => boolean;
  readonly intent: keyof KeyIntents;
}

/** Every key of the app: the handler and the help dialog both read this list. */
export const SHORTCUTS: readonly Shortcut[] = [
  { keys: 'Space', does: 'Play or pause', matches: (key) => key === ' ', intent: 'togglePlay' },
  {
    keys: 'Right arrow',
    does: 'To the end of the next access',
    matches: (key, shift) => key === 'ArrowRight' && !shift,
    intent: 'stepForward',
  },
  {
    keys: 'Left arrow',
    does: 'To the end of the access before',
    matches: (key, shift) => key === 'ArrowLeft' && !shift,
    intent: 'stepBack',
  },
  {
    keys: 'Shift + Right arrow',
    does: 'One hop forward',
    matches: (key, shift) => key === 'ArrowRight' && shift,
    intent: 'hopForward',
  },
  {
    keys: 'Shift + Left arrow',
    does: 'One hop back',
    matches: (key, shift) => key === 'ArrowLeft' && shift,
    intent: 'hopBack',
  },
  { keys: 'Home', does: 'To the start', matches: (key) => key === 'Home', intent: 'toStart' },
  { keys: 'End', does: 'To the end', matches: (key) => key === 'End', intent: 'toEnd' },
  { keys: ', (comma)', does: 'Slower', matches: (key) => key === ',', intent: 'slower' },
  { keys: '. (full stop)', does: 'Faster', matches: (key) => key === '.', intent: 'faster' },
  { keys: 'd', does: 'Next design', matches: (key) => key === 'd', intent: 'nextDesign' },
  { keys: '1', does: 'The Route view', matches: (key) => key === '1', intent: 'showRoute' },
  { keys: '2', does: 'The Compare view', matches: (key) => key === '2', intent: 'showCompare' },
  { keys: '3', does: 'The Releases view', matches: (key) => key === '3', intent: 'showReleases' },
  { keys: '4', does: 'The Whole page view', matches: (key) => key === '4', intent: 'showPage' },
  { keys: '5', does: 'The Proof view', matches: (key) => key === '5', intent: 'showProof' },
  {
    keys: 's',
    does: 'Share: a link to this step, a figure of it, or one pasted back',
    matches: (key) => key === 's',
    intent: 'openShare',
  },
  { keys: '6', does: 'The Traces view', matches: (key) => key === '6', intent: 'showTraces' },
  { keys: '?', does: 'This list of keys', matches: (key) => key === '?', intent: 'openHelp' },
];

const TYPING = 'textarea, select, [contenteditable], input:not([type=range], [type=radio], [type=checkbox])';
/** Controls that use a key themselves. */
const PRESSES = 'button, a, summary, [role=tab], [role=button]';
const MOVES = 'input[type=radio], [role=tab], [role=grid], [role=listbox], [role=tree]';

/** True when the element in focus has a use of its own for the key. */
export function isTakenBy(target: Element, key: string): boolean {
  if (target.closest(TYPING) || target.closest('[role=dialog]')) return true;
  if (key === ' ' && target.closest(PRESSES)) return true;
  return /^(Arrow|Home|End)/.test(key) && target.closest(MOVES) !== null;
}

/** Listens for the keys of `SHORTCUTS`, except where a field or control has its own use for them. */
export function useShortcuts(intents: KeyIntents): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
        return;
      if (event.target instanceof Element && isTakenBy(event.target, event.key)) return;
      const shortcut = SHORTCUTS.find(({ matches }) => matches(event.key, event.shiftKey));
      if (!shortcut) return;
      event.preventDefault();
      intents[shortcut.intent]();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [intents]);
}
