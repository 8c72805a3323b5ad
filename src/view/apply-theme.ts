import type { SettingsStore, ThemeChoice } from '#state/settings.ts';

const DARK = '(prefers-color-scheme: dark)';

/** The value of `data-theme` for a choice. */
export function resolvedTheme(choice: ThemeChoice, systemIsDark: boolean): 'light' | 'dark' | 'projector' {
  return choice === 'system' ? (systemIsDark ? 'dark' : 'light') : choice;
}

/** Keeps `data-theme` on <html> in step with the settings and the system; paper is light, whatever the screen is. */
export function applyTheme(settings: SettingsStore): void {
  const system = window.matchMedia(DARK);
  const apply = () => {
    document.documentElement.dataset['theme'] = resolvedTheme(settings.getState().theme, system.matches);
  };
  system.addEventListener('change', apply);
  // Canvases take their colours from the theme: those of the style sheet alone come too late for them.
  window.addEventListener('beforeprint', () => (document.documentElement.dataset['theme'] = 'light'));
  window.addEventListener('afterprint', apply);
  settings.subscribe(apply);
  apply();
}
