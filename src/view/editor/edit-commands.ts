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
  /** `row` is the access of the list that has the focus; without it the present one is meant. */
  readonly isPossible: (state: WorkbenchState, row?: number) => boolean;
  readonly run: (bench: Workbench, row?: number) => void;
}

/** Where a new step goes: after what has happened so far. */
export function insertAt(state: WorkbenchState): number {
  const { step, hop } = state.playhead;
  if (activeScenario(state).steps.length === 0) return 0;
  return hop > 0 || isAtEnd(state.playhead, activeTrack(state)) ? step + 1 : step;
}

const hasSteps = (state: WorkbenchState): boolean => activeScenario(state).steps.length > 0;
const last = (state: WorkbenchState): number => activeScenario(state).steps.length - 1;
const at = (bench: Workbench, row = bench.getState().playhead.step): number => row;
const after = (bench: Workbench, row?: number): number =>
  row === undefined ? insertAt(bench.getState()) : row + 1;
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
    run: (bench, row) => askEdit({ kind: 'add', at: after(bench, row) }),
  },
  {
    id: 'edit',
    word: 'Edit',
    does: 'Change the present access',
    keys: 'Enter in the list of accesses, or F2',
    matches: (event) => event.key === 'F2' && plain(event),
    isPossible: hasSteps,
    run: (bench, row) => askEdit({ kind: 'change', n: at(bench, row) }),
  },
  {
    id: 'duplicate',
    word: 'Duplicate',
    does: 'Do the present access twice',
    keys: 'Ctrl + D',
    matches: (event) => command(event) && !event.shiftKey && letter(event) === 'd',
    isPossible: hasSteps,
    run: (bench, row) => bench.actions.duplicateStep(at(bench, row)),
  },
  {
    id: 'delete',
    word: 'Delete',
    does: 'Delete the present access',
    keys: 'Delete',
    matches: (event) => event.key === 'Delete' && plain(event),
    isPossible: hasSteps,
    run: (bench, row) => bench.actions.deleteStep(at(bench, row)),
  },
  {
    id: 'up',
    word: 'Move up',
    does: 'Move the present access to one place earlier',
    keys: 'Alt + Up arrow',
    matches: (event) => event.key === 'ArrowUp' && alt(event),
    isPossible: (state, row = state.playhead.step) => row > 0,
    run: (bench, row) => bench.actions.moveStep(at(bench, row), at(bench, row) - 1),
  },
  {
    id: 'down',
    word: 'Move down',
    does: 'Move the present access to one place later',
    keys: 'Alt + Down arrow',
    matches: (event) => event.key === 'ArrowDown' && alt(event),
    isPossible: (state, row = state.playhead.step) => row < last(state),
    run: (bench, row) => bench.actions.moveStep(at(bench, row), at(bench, row) + 1),
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
    run: (bench, row) => bench.actions.branch(after(bench, row)),
  },
];

/** Keys that hold in the list of accesses only. */
export const LIST_KEYS = [
  {
    keys: 'Up and Down arrow in the list of accesses',
    does: 'To the end of the access above or below; the keys of the editor act on the row in focus',
  },
];
