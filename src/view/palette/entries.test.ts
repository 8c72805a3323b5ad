import { describe, expect, it } from 'vitest';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { DEVICES } from '#content/devices.ts';
import { FEATURED } from '#content/devices/featured.ts';
import { SCENARIOS } from '#content/scenarios.ts';
import { createKeeping } from '#state/keeping.ts';
import { createSettings } from '#state/settings.ts';
import { createWorkbench } from '#state/workbench.ts';
import { APP_COMMANDS, type CommandContext } from '../commands/app-commands.ts';
import { paletteGroups, searched } from './entries.ts';

function opened(): CommandContext {
  return {
    stores: {
      workbench: createWorkbench(FEATURED[0]!.description),
      settings: createSettings(),
      keeping: createKeeping(),
    },
    open: () => undefined,
  };
}
const titles = (context: CommandContext, query: string): string[] =>
  searched(paletteGroups(context, []), query).flatMap(({ items }) => items.map(({ title }) => title));

describe('the palette', () => {
  it('has every command, scenario, design and device once', () => {
    const ids = paletteGroups(opened(), []).flatMap(({ items }) => items.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id } of APP_COMMANDS.filter((one) => one.id !== 'palette')) expect(ids).toContain(id);
    for (const { id } of SCENARIOS) expect(ids).toContain(`scenario-${id}`);
    for (const { id } of DESIGNS) expect(ids).toContain(`design-${id}`);
    expect(ids.filter((id) => id.startsWith('device-'))).toHaveLength(DEVICES.length);
  });

  it('finds by any words, in any order, in name, id or group', () => {
    const context = opened();
    expect(titles(context, '8086:2725')).toContain(FEATURED[0]!.description.name);
    expect(titles(context, '4.19 compare')).not.toEqual([]);
    expect(titles(context, '4.19 compare').every((title) => title.startsWith('Compare with'))).toBe(true);
    expect(titles(context, 'zzz')).toEqual([]);
  });

  it('puts what begins with the words first', () => {
    const [first] = searched(paletteGroups(opened(), []), 'play');
    expect(first!.items[0]!.title).toBe('Play or pause');
  });

  it('does what it says', () => {
    const context = opened();
    const { workbench } = context.stores;
    const all = paletteGroups(context, []).flatMap(({ items }) => items);
    const last = DESIGNS.at(-1)!;
    all.find(({ id }) => id === `design-${last.id}`)!.run();
    expect(workbench.getState().designId).toBe(last.id);
    all.find(({ id }) => id === 'view-proof')!.run();
    expect(workbench.getState().look.view).toBe('proof');
    all.find(({ id }) => id === 'theme-projector')!.run();
    expect(context.stores.settings.getState().theme).toBe('projector');
  });
});
