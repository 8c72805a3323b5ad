/** Back and Forward: an entry of the browser's history leads to the place that was left there. */
import { placeText } from '#state/place-text.ts';
import type { Workbench } from '#state/workbench.ts';

/** Notes of the entry in the address bar which one it is, so that it is known when one comes back to it. */
function marked(): string {
  const mark = `${performance.timeOrigin}/${performance.now()}`;
  history.replaceState({ mark }, '');
  return mark;
}

function markOf(state: unknown): string | null {
  const { mark } = (state ?? {}) as { readonly mark?: unknown };
  return typeof mark === 'string' ? mark : null;
}

/** Goes where Back and Forward lead; an entry where nobody was yet is a link, for `followLink` to open. */
export function keepPlaceHistory(workbench: Workbench, followLink: () => Promise<void>): void {
  const places = new Map<string, string>();
  let here = markOf(history.state) ?? marked();
  const arrive = async (place: string | undefined): Promise<void> => {
    if (place === undefined) return followLink();
    try {
      const { restorePlace } = await import('#state/place-restore.ts');
      const found = restorePlace(place);
      if (found.ok) workbench.actions.resume(found.value);
    } catch {
      // A part of the app could not be fetched: one stays where one is.
    }
  };
  addEventListener('popstate', ({ state }) => {
    places.set(here, placeText(workbench.getState()));
    here = markOf(state) ?? marked();
    void arrive(places.get(here));
  });
}
