import { activeScenario, type WorkbenchState } from './workbench-state.ts';

/** The name under which the text of the active scenario is kept: a ready one has a text for each device. */
export function textKey(state: WorkbenchState): string {
  const { activeId, document } = state;
  if (document.scenarios.some(({ id }) => id === activeId)) return activeId;
  const { id, name } = activeScenario(state).device;
  return `${activeId}@${id ?? name}`;
}

export const isReadyKey = (key: string): boolean => key.includes('@');
