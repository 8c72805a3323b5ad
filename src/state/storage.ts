/**
 * Keeps the scenarios of a workbench in a browser, one record each. Several tabs share the records: a tab writes a
 * record only if nobody else did since it last looked, and keeps its own version as a named copy if somebody did.
 */
import { freeName, idOf, type OwnScenario, type ScenarioDocument } from './document.ts';
import { readdressedEdits, type Edit } from './history.ts';
import type { KeepingStore } from './keeping.ts';
import {
  ASIDE,
  LONG,
  PREFIX,
  readHead,
  readRecord,
  recordText,
  stubText,
  type SavedRecord,
} from './saved-record.ts';
import { LONGEST_SHORT_TEXT, type Shelf, type Store } from './shelf.ts';
import type { Workbench } from './workbench.ts';

interface Known {
  /** The revision that this tab read or wrote last; 0 when another tab deleted the record since. */
  readonly revision: number;
  /** The scenario as it was then. */
  readonly item: OwnScenario;
  readonly long: string | null;
}

export interface KeeperOptions {
  readonly workbench: Workbench;
  readonly keeping: KeepingStore;
  readonly shelf: Shelf;
  readonly store: Store;
  /** Of this tab and no other. */
  readonly tab: string;
}

export interface Keeper {
  /** Takes over what was kept. What cannot be read is put aside and offered. Never fails. */
  readonly open: () => Promise<void>;
  /** Writes what has changed since. Never fails: trouble is told. */
  readonly save: () => Promise<void>;
  /** Another tab wrote `text` under `key`, or removed it. */
  readonly onOtherTab: (key: string, text: string | null) => Promise<void>;
}

export function createKeeper({ workbench, keeping, shelf, store, tab }: KeeperOptions): Keeper {
  const known = new Map<string, Known>();
  let copies = 0;
  let queue: Promise<void> = Promise.resolve();

  const scenarios = (): readonly OwnScenario[] => workbench.getState().document.scenarios;
  const itemOf = (id: string): OwnScenario | undefined => scenarios().find((item) => item.id === id);
  const nameOf = (item: OwnScenario): string => `“${item.scenario.name}”`;

  const adopt = (document: ScenarioDocument, rename?: { from: string; to: string }) => {
    const { past, future } = workbench.getState();
    const renamed = (edits: readonly Edit[]) =>
      rename ? readdressedEdits(edits, rename.from, rename.to) : edits;
    workbench.actions.adopt({ document, past: renamed(past), future: renamed(future) }, rename);
  };

  /** One after the other: a save that waits for a long text must not be overtaken. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    queue = queue.then(work).catch((error: unknown) => keeping.setTrouble(troubleOf(error)));
    return queue;
  };

  async function recordOf(text: string): Promise<ReturnType<typeof readRecord>> {
    const head = readHead(text);
    if (!head.ok || head.value.long === null) return readRecord(text);
    const long = await store.read(head.value.long);
    if (long === null) return { ok: false, error: 'the long text that belongs to it is missing' };
    const record = readRecord(long);
    return record.ok ? { ok: true, value: { ...record.value, ...head.value } } : record;
  }

  async function openAll(): Promise<void> {
    const found: SavedRecord[] = [];
    for (const key of shelf.keys()) {
      const isAside = key.startsWith(ASIDE);
      if (!isAside && !key.startsWith(PREFIX)) continue;
      const text = shelf.read(key);
      if (text === null) continue;
      const record = await recordOf(text);
      if (!record.ok) putAside(key, text, record.error, isAside);
      else if (!isAside) found.push(record.value);
      else if (shelf.read(PREFIX + record.value.id) === null) {
        // A newer app had written it, and now this one can read it.
        shelf.write(PREFIX + record.value.id, text);
        shelf.remove(key);
        found.push(record.value);
      }
    }
    found.sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
    const fresh = found.filter(({ id }) => itemOf(id) === undefined);
    for (const { item, revision, long } of fresh) known.set(item.id, { item, revision, long });
    if (fresh.length > 0) adopt({ scenarios: [...fresh.map(({ item }) => item), ...scenarios()] });
  }

  function putAside(key: string, text: string, why: string, isAside: boolean): void {
    const name = key.slice((isAside ? ASIDE : PREFIX).length);
    if (!isAside) {
      try {
        let free = ASIDE + name;
        for (let n = 2; (shelf.read(free) ?? text) !== text; n++) free = `${ASIDE}${name}.${n}`;
        shelf.write(free, text);
        shelf.remove(key);
      } catch {
        // No room to move it: where it is it does no harm either, for this tab never writes under that key.
      }
    }
    keeping.tell(
      'warning',
      `A kept scenario could not be read: ${why.replace(/\.$/, '')}. It is still stored and untouched; the app goes on without it.`,
      { name: `${name}.msixscope-aside.json`, text },
    );
  }

  async function saveAll(): Promise<void> {
    for (const item of scenarios()) if (known.get(item.id)?.item !== item) await saveOne(item);
    for (const [id, { revision, long }] of [...known])
      if (itemOf(id) === undefined) await removeOne(id, revision, long);
    if (keeping.getState().trouble !== null) keeping.setTrouble(null);
  }

  async function saveOne(item: OwnScenario): Promise<void> {
    const key = PREFIX + item.id;
    const stored = shelf.read(key);
    const before = known.get(item.id);
    if (stored !== null) {
      const head = readHead(stored);
      if (!head.ok || head.value.revision !== (before?.revision ?? 0)) return keepBoth(item, stored);
    }
    await write(item, (before?.revision ?? 0) + 1);
    if (before?.long) await store.remove(before.long);
  }

  async function write(item: OwnScenario, revision: number): Promise<void> {
    const order = scenarios().findIndex(({ id }) => id === item.id);
    const head = { id: item.id, revision, tab, order };
    const text = recordText(head, item);
    let long: string | null = null;
    if (text.length > LONGEST_SHORT_TEXT) {
      long = `${LONG}${item.id}.${revision}.${tab}`;
      await store.write(long, text);
    }
    shelf.write(PREFIX + item.id, long === null ? text : stubText(head, item, long));
    known.set(item.id, { item, revision, long });
  }

  /** Another tab changed the scenario too: its version stays under the name, this tab's becomes a copy. */
  async function keepBoth(item: OwnScenario, stored: string): Promise<void> {
    const theirs = await recordOf(stored);
    const names = scenarios().map(({ scenario }) => scenario.name);
    const mine: OwnScenario = {
      id: `own-${tab}-c${++copies}`,
      scenario: { ...item.scenario, name: freeName(item.scenario.name, names, 'from another tab') },
      lines: item.lines,
      from: { id: item.id, name: item.scenario.name, steps: null },
    };
    const both = theirs.ok ? [theirs.value.item, mine] : [mine];
    adopt(
      { scenarios: scenarios().flatMap((one) => (one.id === item.id ? both : [one])) },
      { from: item.id, to: mine.id },
    );
    known.delete(item.id);
    if (theirs.ok) {
      const { revision, long } = theirs.value;
      known.set(item.id, { item: theirs.value.item, revision, long });
    }
    await write(mine, 1);
    keeping.tell(
      'warning',
      `${nameOf(item)} was changed in another tab too. Both are kept: the other tab’s under its name, yours as ${nameOf(mine)}.`,
    );
  }

  async function removeOne(id: string, revision: number, long: string | null): Promise<void> {
    const stored = shelf.read(PREFIX + id);
    const head = stored === null ? null : readHead(stored);
    known.delete(id);
    if (head?.ok !== true) return;
    if (head.value.revision !== revision) {
      keeping.tell('warning', 'The scenario you deleted was changed in another tab, so it is kept there.');
      return;
    }
    shelf.remove(PREFIX + id);
    if (long !== null) await store.remove(long);
  }

  const isInHistory = (id: string): boolean => {
    const { past, future } = workbench.getState();
    return [...past, ...future].some(({ patches }) => patches.some((patch) => idOf(patch) === id));
  };

  async function takeOver(id: string, text: string | null): Promise<void> {
    const item = itemOf(id);
    const before = known.get(id);
    const isClean = item !== undefined && before?.item === item;
    if (text === null) {
      if (!isClean) return;
      if (isInHistory(id) || workbench.getState().activeId === id) {
        known.set(id, { item, revision: 0, long: null });
        keeping.tell(
          'note',
          `${nameOf(item)} was deleted in another tab. Here it stays; a change keeps it again.`,
        );
        return;
      }
      known.delete(id);
      adopt({ scenarios: scenarios().filter((one) => one.id !== id) });
      return;
    }
    const record = await recordOf(text);
    if (!record.ok || record.value.tab === tab) return;
    const { revision, long } = record.value;
    if (item === undefined) {
      if (before !== undefined) return;
      known.set(id, { item: record.value.item, revision, long });
      adopt({ scenarios: [...scenarios(), record.value.item] });
      return;
    }
    // Both wrote at the same moment, and the other one came last.
    if (before?.revision === revision) return keepBoth(item, text);
    if (!isClean) return;
    if (isInHistory(id)) {
      keeping.tell(
        'note',
        `${nameOf(item)} was changed in another tab. Here it stays as it is; if you change it, yours is kept as a copy.`,
      );
      return;
    }
    known.set(id, { item: record.value.item, revision, long });
    adopt({ scenarios: scenarios().map((one) => (one.id === id ? record.value.item : one)) });
    if (workbench.getState().activeId === id)
      keeping.tell('note', `${nameOf(item)} was changed in another tab; you see the new version.`);
  }

  return {
    open: async () => {
      try {
        await openAll();
      } catch {
        // Nothing can be read. That is told when there is something to keep.
      }
    },
    save: () => inTurn(saveAll),
    onOtherTab: (key, text) =>
      key.startsWith(PREFIX) ? inTurn(() => takeOver(key.slice(PREFIX.length), text)) : Promise.resolve(),
  };
}

function troubleOf(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  const why = /quota/i.test(name)
    ? 'The storage of this browser is full'
    : 'This browser lets the page store nothing (private window, or storage is switched off)';
  return `${why}: your scenarios are on this page only and are gone when it closes. Save them as files in the Scenario dialog.`;
}
