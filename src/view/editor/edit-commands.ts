/** What can be done to the list of accesses: the toolbar, the keys and the list of keys all read this. */
import type { Workbench } from '#state/workbench.ts';
import { activeScenario, activeTrack, type WorkbenchState } from '#state/workbench-state.ts';
import { isAtEnd } from '#state/playhead.ts';
import { askEdit } from './edit-request.ts';

export interface EditCommand {
  readonly id: string;
  readonly word: string;
  /** What it does, for the list of keys. */
  readonly does: string;
  /** Keys as people name them. */
  readonly keys: string;
  readonly matches: (event: KeyboardEvent) => boolean;
  readonly isPossible: (state: WorkbenchState) => boolean;
  readonly run: (bench: Workbench) => void;
}

/** Where a new step goes: after what has happened so far. */
export function insertAt(state: WorkbenchState): number {
  const { step, hop } = state.playhead;
  if (activeScenario(state).steps.length === 0) return 0;
  return hop > 0 || isAtEnd(state.playhead, activeTrack(state)) ? step + 1 : step;
}

const hasSteps = (state: WorkbenchState): boolean => activeScenario(state).steps.length > 0;
const last = (state: WorkbenchState): number => activeScenario(state).steps.length - 1;
const at = (bench: Workbench): number => bench.getState().playhead.step;
const plain = (event: KeyboardEvent): boolean =>
  !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
const alt = (event: KeyboardEvent): boolean =>
  event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
const command = (event: KeyboardEvent): boolean => (event.ctrlKey || event.metaKey) && !event.altKey;
const letter = (event: KeyboardEvent): string => event.key.toLowerCase();

export const EDIT_COMMANDS: readonly EditCommand[] = [
  {
    id: 'add',
    word: 'Add',
    does: 'Add an access or event after the present one',
    keys: 'Insert',
    matches: (event) => event.key === 'Insert' && plain(event),
    isPossible: () => true,
    run: (bench) => askEdit({ kind: 'add', at: insertAt(bench.getState()) }),
  },
  {
    id: 'edit',
    word: 'Edit',
    does: 'Change the present access',
    keys: 'Enter in the list of accesses, or F2',
    matches: (event) => event.key === 'F2' && plain(event),
    isPossible: hasSteps,
    run: (bench) => askEdit({ kind: 'change', n: at(bench) }),
  },
  {
    id: 'duplicate',
    word: 'Duplicate',
    does: 'Do the present access twice',
    keys: 'Ctrl + D',
    matches: (event) => command(event) && !event.shiftKey && letter(event) === 'd',
    isPossible: hasSteps,
    run: (bench) => bench.actions.duplicateStep(at(bench)),
  },
  {
    id: 'delete',
    word: 'Delete',
    does: 'Delete the present access',
    keys: 'Delete',
    matches: (event) => event.key === 'Delete' && plain(event),
    isPossible: hasSteps,
    run: (bench) => bench.actions.deleteStep(at(bench)),
  },
  {
    id: 'up',
    word: 'Move up',
    does: 'Move the present access to one place earlier',
    keys: 'Alt + Up arrow',
    matches: (event) => event.key === 'ArrowUp' && alt(event),
    isPossible: (state) => state.playhead.step > 0,
    run: (bench) => bench.actions.moveStep(at(bench), at(bench) - 1),
  },
  {
    id: 'down',
    word: 'Move down',
    does: 'Move the present access to one place later',
    keys: 'Alt + Down arrow',
    matches: (event) => event.key === 'ArrowDown' && alt(event),
    isPossible: (state) => state.playhead.step < last(state),
    run: (bench) => bench.actions.moveStep(at(bench), at(bench) + 1),
  },
  {
    id: 'undo',
    word: 'Undo',
    does: 'Undo the last change',
    keys: 'Ctrl + Z',
    matches: (event) => command(event) && !event.shiftKey && letter(event) === 'z',
    isPossible: ({ past }) => past.length > 0,
    run: (bench) => bench.actions.undo(),
  },
  {
    id: 'redo',
    word: 'Redo',
    does: 'Redo what was undone',
    keys: 'Ctrl + Y, Ctrl + Shift + Z',
    matches: (event) =>
      command(event) &&
      ((!event.shiftKey && letter(event) === 'y') || (event.shiftKey && letter(event) === 'z')),
    isPossible: ({ future }) => future.length > 0,
    run: (bench) => bench.actions.redo(),
  },
  {
    id: 'what-if',
    word: 'What if',
    does: 'A new scenario with the accesses so far; this one stays',
    keys: 'Ctrl + B',
    matches: (event) => command(event) && !event.shiftKey && letter(event) === 'b',
    isPossible: hasSteps,
    run: (bench) => bench.actions.branch(insertAt(bench.getState())),
  },
];

/** Keys that hold in the list of accesses only. */
export const LIST_KEYS = [
  { keys: 'Up and Down arrow in the list of accesses', does: 'To the end of the access above or below' },
];
