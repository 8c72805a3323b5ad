import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { KeepingStore } from '#state/keeping.ts';
import type { SettingsStore, Settings } from '#state/settings.ts';
import type { Workbench, WorkbenchActions, WorkbenchState } from '#state/workbench.ts';

/** The stores of the app, for its components. */
export interface Stores {
  readonly workbench: Workbench;
  readonly settings: SettingsStore;
  readonly keeping: KeepingStore;
}

export const StoresContext = createContext<Stores | null>(null);

function useStores(): Stores {
  const stores = useContext(StoresContext);
  if (!stores) throw new Error('this component is drawn outside of the app');
  return stores;
}

/** Renders again only when what `selector` gives changes. */
export function useWorkbench<T>(selector: (state: WorkbenchState) => T): T {
  return useStore(useStores().workbench, selector);
}

export function useActions(): WorkbenchActions {
  return useStores().workbench.actions;
}

export function useSettings<T>(selector: (settings: Settings) => T): T {
  return useStore(useStores().settings, selector);
}

export function useChangeSettings(): (change: Partial<Settings>) => void {
  return useStores().settings.setState;
}
