import { restoreSettings, createSettings, type SettingsStore } from '#state/settings.ts';

const KEY = 'msixscope.settings';

/** Settings that outlive the page where the browser allows it; where it does not, they last as long as the page. */
export function keptSettings(): SettingsStore {
  const settings = createSettings(restoreSettings(read()));
  settings.subscribe((now) => write(JSON.stringify(now)));
  return settings;
}

/** Settings of an embedded page: the theme is named in its address (`?embed&theme=dark`), and nothing is kept. */
export function settingsInAddress(search: string): SettingsStore {
  return createSettings(restoreSettings(JSON.stringify({ theme: new URLSearchParams(search).get('theme') })));
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
    // Storage is full or forbidden: the choice still holds on this page.
  }
}
