import { createTour, restoreTour, type TourStore } from '#state/tour.ts';

const KEY = 'msixscope.tour';

let tour: TourStore | null = null;

/** How far the reader has come, kept where the browser allows it; where it does not, it lasts as long as the page. */
export function keptTour(): TourStore {
  if (tour !== null) return tour;
  const store = createTour(restoreTour(read()));
  store.subscribe((progress) => write(JSON.stringify(progress)));
  tour = store;
  return store;
}

function read(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function write(text: string): void {
  try {
    localStorage.setItem(KEY, text);
  } catch {
    // Storage is full or forbidden: the progress still holds on this page.
  }
}
