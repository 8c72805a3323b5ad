/** Keeps the scenarios in the browser: the clock and the events around the keeper in state/storage.ts. */
import type { KeepingStore } from '#state/keeping.ts';
import type { Keeper } from '#state/storage.ts';
import type { Workbench } from '#state/workbench.ts';
import { keepPlace, returnToPlace } from './keep-place.ts';

/** Changes are written when none came for this long. */
const QUIET_MS = 300;
/** The app opens without what is kept when reading it takes longer; it is taken over when it comes. */
const PATIENCE_MS = 3000;
const PREFIXES = ['msixscope.scenario.', 'msixscope.aside.'];
/** Without an idle moment it is time all the same, in milliseconds. */
const AT_LATEST_MS = 2000;

const NOT_FETCHED =
  'A part of the app could not be fetched: your scenarios are on this page only. Save them as files in the Scenario dialog, or reload once the connection is back.';

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
    keeper().then(
      (ready) => ready.save(),
      () => keeping.setTrouble(NOT_FETCHED),
    );
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  workbench.subscribe(({ document }, before) => {
    if (document === before.document) return;
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
  const opened = isAnythingKept() ? keeper().then((ready) => ready.open()) : Promise.resolve();
  const returned = opened
    .catch(() => keeping.setTrouble(NOT_FETCHED))
    .then(() => returnToPlace(workbench, keeping));
  await Promise.race([returned, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  keepPlace(workbench);
  // Once the page goes it is too late to fetch the keeper for a first edit.
  whenIdle(() => void keeper().catch(() => undefined));
}

/** Makes it once; what failed is tried again when it is asked for the next time. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () =>
    (made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    }));
}

function whenIdle(work: () => void): void {
  // Safari has no idle callbacks.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: AT_LATEST_MS });
  else setTimeout(work, AT_LATEST_MS);
}

function isAnythingKept(): boolean {
  try {
    return Object.keys(localStorage).some((key) => PREFIXES.some((prefix) => key.startsWith(prefix)));
  } catch {
    return false;
  }
}
