/** What a person can ask of the app as a whole: the keys, the list of keys and the palette all read this list. */
import { VIEWS, type ViewName } from '#state/look.ts';
import { askGoTo } from '../page-map/go-to-request.ts';
import { askPresent } from '../present/present-request.ts';
import type { Stores } from '../workbench-context.ts';
import { VIEW_TITLES } from './view-titles.ts';

/** The dialogs that can be opened from anywhere. */
export type DialogName =
  'device' | 'scenario' | 'share' | 'talk' | 'export' | 'palette' | 'glossary' | 'help';

export interface CommandContext {
  readonly stores: Stores;
  readonly open: (dialog: DialogName) => void;
}

export interface AppCommand {
  readonly id: string;
  /** What it does, as the list of keys and the palette say it. */
  readonly does: string;
  /** Keys as people name them, or null when it has none. */
  readonly keys: string | null;
  readonly matches: (event: KeyboardEvent) => boolean;
  readonly run: (context: CommandContext) => void;
}

const isPlain = ({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean => !ctrlKey && !metaKey && !altKey;
const key = (wanted: string) => (event: KeyboardEvent) => isPlain(event) && event.key === wanted;
const shifted = (wanted: string, shift: boolean) => (event: KeyboardEvent) =>
  key(wanted)(event) && event.shiftKey === shift;

const actions = ({ stores }: CommandContext) => stores.workbench.actions;

const showView = (view: ViewName, n: number): AppCommand => ({
  id: `view-${view}`,
  does: `The ${VIEW_TITLES[view]} view`,
  keys: String(n + 1),
  matches: key(String(n + 1)),
  run: (context) => actions(context).setLook({ view }),
});

export const APP_COMMANDS: readonly AppCommand[] = [
  {
    id: 'play',
    does: 'Play or pause',
    keys: 'Space',
    matches: key(' '),
    run: ({ stores: { workbench } }) => {
      if (workbench.getState().playing) workbench.actions.pause();
      else workbench.actions.play();
    },
  },
  {
    id: 'step-forward',
    does: 'To the end of the next access',
    keys: 'Right arrow',
    matches: shifted('ArrowRight', false),
    run: (context) => actions(context).stepForward(),
  },
  {
    id: 'step-back',
    does: 'To the end of the access before',
    keys: 'Left arrow',
    matches: shifted('ArrowLeft', false),
    run: (context) => actions(context).stepBack(),
  },
  {
    id: 'hop-forward',
    does: 'One hop forward',
    keys: 'Shift + Right arrow',
    matches: shifted('ArrowRight', true),
    run: (context) => actions(context).hopForward(),
  },
  {
    id: 'hop-back',
    does: 'One hop back',
    keys: 'Shift + Left arrow',
    matches: shifted('ArrowLeft', true),
    run: (context) => actions(context).hopBack(),
  },
  {
    id: 'to-start',
    does: 'To the start',
    keys: 'Home',
    matches: key('Home'),
    run: (context) => actions(context).toStart(),
  },
  {
    id: 'to-end',
    does: 'To the end',
    keys: 'End',
    matches: key('End'),
    run: (context) => actions(context).toEnd(),
  },
  {
    id: 'slower',
    does: 'Slower',
    keys: ', (comma)',
    matches: key(','),
    run: (context) => actions(context).slower(),
  },
  {
    id: 'faster',
    does: 'Faster',
    keys: '. (full stop)',
    matches: key('.'),
    run: (context) => actions(context).faster(),
  },
  {
    id: 'next-design',
    does: 'Next design',
    keys: 'd',
    matches: key('d'),
    run: (context) => actions(context).nextDesign(),
  },
  ...VIEWS.map(showView),
  {
    id: 'go-to',
    does: 'Go to a place on the memory map: a field, an entry, a register or an offset',
    keys: '/ (slash)',
    matches: key('/'),
    run: (context) => {
      actions(context).setLook({ view: 'route' });
      askGoTo();
    },
  },
  {
    id: 'share',
    does: 'Share: a link to this step, a figure of it, or one pasted back',
    keys: 's',
    matches: key('s'),
    run: ({ open }) => open('share'),
  },
  {
    id: 'talk',
    does: 'Talk: its moments, their sentences and notes',
    keys: 't',
    matches: key('t'),
    run: ({ open }) => open('talk'),
  },
  {
    id: 'present',
    does: 'Present the talk on the whole screen; in Compare with Shift',
    keys: 'p, Shift + P',
    matches: (event) => isPlain(event) && event.key.toLowerCase() === 'p',
    run: () => askPresent({ kind: 'talk', id: null, at: 0 }),
  },
  {
    id: 'export',
    does: 'Export: this moment as a picture, accesses as a film or a PDF',
    keys: 'e',
    matches: key('e'),
    run: ({ open }) => open('export'),
  },
  {
    id: 'device',
    does: 'Choose a device: from the catalogue, a pasted lspci, or your own',
    keys: null,
    matches: () => false,
    run: ({ open }) => open('device'),
  },
  {
    id: 'scenario',
    does: 'Choose a scenario: a ready one, yours, or a file',
    keys: null,
    matches: () => false,
    run: ({ open }) => open('scenario'),
  },
  {
    id: 'palette',
    does: 'Find an action, scenario, design or device by its name',
    keys: 'Ctrl + K',
    matches: (event) => (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k',
    run: ({ open }) => open('palette'),
  },
  {
    id: 'glossary',
    does: 'The glossary, with the terms of the present access first',
    keys: 'g',
    matches: key('g'),
    run: ({ open }) => open('glossary'),
  },
  {
    id: 'help',
    does: 'This list of keys',
    keys: '?',
    matches: key('?'),
    run: ({ open }) => open('help'),
  },
];
