import type { ThemeChoice } from '#state/settings.ts';

export const THEME_WORDS: Readonly<Record<ThemeChoice, string>> = {
  system: 'System theme',
  light: 'Light',
  dark: 'Dark',
  projector: 'Projector',
};
