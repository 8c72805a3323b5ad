/** Keeps the scenarios in the browser: the clock and the events around the keeper in state/storage.ts. */
import type { KeepingStore } from '#state/keeping.ts';
import type { Keeper } from '#state/storage.ts';
import { designById } from '#state/derived.ts';
import type { Workbench, WorkbenchState } from '#state/workbench.ts';

/** Changes are written when none came for this long. */
const QUIET_MS = 300;
/** The app opens without what is kept when reading it takes longer; it is taken over when it comes. */
const PATIENCE_MS = 3000;
const PREFIXES = ['msixscope.scenario.', 'msixscope.aside.'];
const PLACE = 'msixscope.place';

/** A few letters that no other tab has. */
export function newTab(): string {
  const letters = crypto.getRandomValues(new Uint8Array(6));
  return [...letters].map((byte) => (byte % 36).toString(36)).join('');
}

/** Resolves when the scenarios that were kept are there, if there are any. Never rejects. */
export async function keepScenarios(workbench: Workbench, keeping: KeepingStore, tab: string): Promise<void> {
  const keeper = once(async (): Promise<Keeper> => {
    const [{ createKeeper }, { browserShelf, browserStore }] = await Promise.all([
      import('#state/storage.ts'),
      import('#state/browser-shelf.ts'),
    ]);
    return createKeeper({ workbench, keeping, shelf: browserShelf, store: browserStore, tab });
  });
  const save = () => {
    void keeper().then((ready) => ready.save());
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  workbench.subscribe((now, before) => {
    if (placeText(now) !== placeText(before)) keepPlace(placeText(now));
    if (now.document === before.document) return;
    clearTimeout(timer);
    timer = setTimeout(save, QUIET_MS);
  });
  addEventListener('pagehide', () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    save();
  });
  addEventListener('storage', ({ key, newValue }) => {
    if (key?.startsWith('msixscope.scenario.'))
      void keeper().then((ready) => ready.onOtherTab(key, newValue));
  });
  if (!isAnythingKept()) return;
  const opened = keeper()
    .then((ready) => ready.open())
    .then(() => returnTo(workbench));
  await Promise.race([opened, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

function isAnythingKept(): boolean {
  try {
    return Object.keys(localStorage).some((key) => PREFIXES.some((prefix) => key.startsWith(prefix)));
  } catch {
    return false;
  }
}

/** Which scenario is looked at, at which step, under which designs. */
const placeText = ({
  activeId,
  playhead: { step },
  designId,
  look: { otherDesignId },
}: WorkbenchState): string => JSON.stringify({ activeId, step, designId, otherDesignId });

/** Keeps the place for this tab, and for the next one after a crash. */
function keepPlace(text: string): void {
  try {
    sessionStorage.setItem(PLACE, text);
    localStorage.setItem(PLACE, text);
  } catch {
    // Then the app opens at the first scenario.
  }
}

function returnTo(workbench: Workbench): void {
  const { document, playhead } = workbench.getState();
  if (playhead.step > 0 || playhead.hop > 0) return;
  try {
    const place: unknown = JSON.parse(sessionStorage.getItem(PLACE) ?? localStorage.getItem(PLACE) ?? 'null');
    const { activeId, step, designId, otherDesignId } = (place ?? {}) as Readonly<Record<string, unknown>>;
    if (!document.scenarios.some(({ id }) => id === activeId)) return;
    workbench.actions.activate(String(activeId));
    if (typeof designId === 'string') workbench.actions.setDesign(designId);
    if (typeof otherDesignId === 'string')
      workbench.actions.setLook({ otherDesignId: designById(otherDesignId).id });
    if (typeof step === 'number' && step > 0) workbench.actions.seek({ step, hop: Number.POSITIVE_INFINITY });
  } catch {
    // Nothing sensible was kept: the app opens at the first scenario.
  }
}
