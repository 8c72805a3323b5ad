/** How one person likes the app: kept on their machine, never part of a link. */
import { createStore, type StoreApi } from 'zustand/vanilla';

export const THEMES = ['system', 'light', 'dark', 'projector'] as const;
export type ThemeChoice = (typeof THEMES)[number];

/** Sizes of the panels around the route, in CSS pixels; null as long as nobody moved them. */
export interface PanelSizes {
  readonly left: number | null;
  readonly right: number | null;
  readonly bottom: number | null;
}

export interface Settings {
  readonly theme: ThemeChoice;
  readonly panels: PanelSizes;
}

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  panels: { left: null, right: null, bottom: null },
};

export type SettingsStore = StoreApi<Settings>;

export const createSettings = (initial: Settings = DEFAULT_SETTINGS): SettingsStore =>
  createStore(() => initial);

/** Settings from what was stored, with anything unknown or broken replaced by the default. */
export function restoreSettings(text: string | null): Settings {
  const stored = parsed(text);
  const theme = THEMES.find((known) => known === stored['theme']) ?? DEFAULT_SETTINGS.theme;
  const panels = asRecord(stored['panels']);
  return {
    theme,
    panels: { left: size(panels['left']), right: size(panels['right']), bottom: size(panels['bottom']) },
  };
}

function parsed(text: string | null): Record<string, unknown> {
  try {
    return asRecord(JSON.parse(text ?? '{}'));
  } catch {
    return {};
  }
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const size = (value: unknown): number | null =>
  typeof value === 'number' && value >= 100 && value <= 4000 ? value : null;
