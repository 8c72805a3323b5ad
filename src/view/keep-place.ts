/** Keeps where one is, for this tab, and for the next one after a crash: device, design, view, scenario and step. */
import type { KeepingStore } from '#state/keeping.ts';
import { placeText } from '#state/place-text.ts';
import type { Workbench } from '#state/workbench.ts';

/** The name changes with the version, so that what a newer app kept is not written over. */
const KEY = 'msixscope.place.2';
const OLD_KEY = 'msixscope.place';
/** What could not be read, as it was. */
const UNREAD_KEY = 'msixscope.unread-place';
/** Playing and stepping change the place many times a second. */
const QUIET_MS = 300;

/** Writes the place down whenever it has changed and is at rest, and when the page goes. */
export function keepPlace(workbench: Workbench): void {
  let kept = placeText(workbench.getState());
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    clearTimeout(timer);
    timer = undefined;
    const text = placeText(workbench.getState());
    if (text === kept) return;
    kept = text;
    try {
      sessionStorage.setItem(KEY, text);
      localStorage.setItem(KEY, text);
    } catch {
      // Then the app opens where it opens the first time.
    }
  };
  workbench.subscribe(() => {
    timer ??= setTimeout(write, QUIET_MS);
  });
  addEventListener('pagehide', write);
}

/** Goes back to the place that was kept, unless the person has already gone elsewhere. Never rejects. */
export async function returnToPlace(workbench: Workbench, keeping: KeepingStore): Promise<void> {
  const text = keptText();
  if (text === null) return;
  try {
    const { restorePlace } = await import('#state/place-restore.ts');
    const { playhead, past } = workbench.getState();
    if (playhead.step > 0 || playhead.hop > 0 || past.length > 0) return;
    const place = restorePlace(text);
    if (place.ok) workbench.actions.resume(place.value);
    else putAside(text, place.error, keeping);
  } catch {
    // A part of the app could not be fetched: it opens where it opens the first time.
  }
}

function keptText(): string | null {
  try {
    return (
      sessionStorage.getItem(KEY) ??
      localStorage.getItem(KEY) ??
      sessionStorage.getItem(OLD_KEY) ??
      localStorage.getItem(OLD_KEY)
    );
  } catch {
    return null;
  }
}

function putAside(text: string, why: string, keeping: KeepingStore): void {
  try {
    localStorage.setItem(UNREAD_KEY, text);
    for (const key of [KEY, OLD_KEY]) {
      sessionStorage.removeItem(key);
      localStorage.removeItem(key);
    }
  } catch {
    // No room to move it: it stays where it is.
  }
  keeping.tell(
    'warning',
    `The device, design and step of last time could not be restored, because ${why.replace(/\.$/, '')}. The app begins anew; your scenarios are not concerned.`,
    { name: 'place.msixscope-aside.json', text },
  );
}
