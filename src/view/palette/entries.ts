/** Everything the palette reaches: each action, view, design, scenario, device and setting of the app. */
import { DESIGNS } from '#model/designs/catalogue.ts';
import { ENVIRONMENTS } from '#model/environments.ts';
import { DEVICES } from '#content/devices.ts';
import { THEMES } from '#state/settings.ts';
import { APP_COMMANDS, type CommandContext } from '../commands/app-commands.ts';
import { THEME_WORDS } from '../commands/theme-words.ts';
import { EDIT_COMMANDS } from '../editor/edit-commands.ts';

export interface PaletteEntry {
  readonly id: string;
  readonly title: string;
  /** A second line's worth of what it is: a device's id, a scenario's note. Searched as well. */
  readonly detail: string;
  /** Keys that do the same, or null. */
  readonly keys: string | null;
  readonly run: () => void;
}

export interface PaletteGroup {
  readonly title: string;
  readonly items: readonly PaletteEntry[];
}

/** Actions that only a part of the screen knows how to do. */
export interface LocalAction {
  readonly id: string;
  readonly does: string;
  readonly keys: string | null;
  readonly run: () => void;
}

/** All groups, in the order in which they are shown; entries that are not possible now are left out. */
export function paletteGroups(context: CommandContext, local: readonly LocalAction[]): PaletteGroup[] {
  const { workbench, settings } = context.stores;
  const { actions } = workbench;
  const state = workbench.getState();
  const onRoute = (act: () => void) => () => {
    // What is done to the list of accesses is seen there.
    actions.setLook({ view: 'route' });
    act();
  };
  const plain = (id: string, title: string, run: () => void, detail = ''): PaletteEntry => ({
    id,
    title,
    detail,
    keys: null,
    run,
  });
  return [
    {
      title: 'Actions',
      items: [
        ...APP_COMMANDS.filter(({ id }) => id !== 'palette').map(({ id, does, keys, run }) => ({
          id,
          title: does,
          detail: '',
          keys,
          run: () => run(context),
        })),
        ...local.map(({ does, ...rest }) => ({ ...rest, title: does, detail: '' })),
        ...EDIT_COMMANDS.filter(({ isPossible }) => isPossible(state)).map(
          ({ id, word, does, keys, run }) => ({
            id: `edit-${id}`,
            title: does,
            detail: word,
            keys,
            run: id === 'undo' || id === 'redo' ? () => run(workbench) : onRoute(() => run(workbench)),
          }),
        ),
      ],
    },
    {
      title: 'Scenarios',
      items: state.scenarios.map(({ id, scenario }) =>
        plain(`scenario-${id}`, scenario.name, () => actions.activate(id), scenario.note),
      ),
    },
    {
      title: 'Designs',
      items: [
        ...DESIGNS.map(({ id, title }) => plain(`design-${id}`, title, () => actions.setDesign(id), id)),
        ...DESIGNS.map(({ id, title }) =>
          plain(`compare-${id}`, `Compare with ${title}`, () =>
            actions.setLook({ view: 'compare', otherDesignId: id }),
          ),
        ),
      ],
    },
    {
      title: 'Device model runs in',
      items: ENVIRONMENTS.map(({ name, title, summary }) =>
        plain(`environment-${name}`, title, () => actions.setLook({ environment: name }), summary),
      ),
    },
    {
      title: 'Devices',
      items: DEVICES.map(({ description }) =>
        plain(
          `device-${description.id ?? description.name}-${description.msix.entries}`,
          description.name,
          () => actions.openDevice(description),
          `${description.id ?? ''} ${description.msix.entries} entries`,
        ),
      ),
    },
    {
      title: 'Themes',
      items: THEMES.map((theme) =>
        plain(`theme-${theme}`, `Theme: ${THEME_WORDS[theme]}`, () => settings.setState({ theme })),
      ),
    },
  ];
}

/**
 * The entries in which each word of `query` occurs, best first within their group: those whose title begins with the
 * query, then those with every word in the title. Groups without any are left out; the empty query leaves all.
 */
export function searched(groups: readonly PaletteGroup[], query: string): PaletteGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return groups
    .map(({ title: group, items }) => ({
      title: group,
      items: items
        .map((entry) => ({ entry, rank: rankOf(entry, group, words) }))
        .filter(({ rank }) => rank !== null)
        .sort((a, b) => a.rank! - b.rank!)
        .map(({ entry }) => entry),
    }))
    .filter(({ items }) => items.length > 0);
}

function rankOf({ title, detail }: PaletteEntry, group: string, words: readonly string[]): number | null {
  const name = title.toLowerCase();
  const all = `${name} ${detail} ${group}`.toLowerCase();
  if (!words.every((word) => all.includes(word))) return null;
  if (name.startsWith(words.join(' '))) return 0;
  return words.every((word) => name.includes(word)) ? 1 : 2;
}
