/** What is told about keeping the scenarios: whether they are kept, and what happened to some of them. */
import { createStore, type StoreApi } from 'zustand/vanilla';

export interface Notice {
  readonly id: number;
  readonly severity: 'note' | 'warning';
  readonly sentence: string;
  /** Something to be saved by hand, or null. */
  readonly download: Download | null;
}

export interface Download {
  readonly name: string;
  readonly text: string;
}

export interface Keeping {
  readonly notices: readonly Notice[];
  /** Why the scenarios are on this page only; null as long as they are kept. */
  readonly trouble: string | null;
}

export interface KeepingStore extends StoreApi<Keeping> {
  readonly tell: (severity: Notice['severity'], sentence: string, download?: Download) => void;
  readonly dismiss: (id: number) => void;
  /** Tells of trouble when it begins; null when it is over. */
  readonly setTrouble: (trouble: string | null) => void;
}

export function createKeeping(): KeepingStore {
  const store = createStore<Keeping>(() => ({ notices: [], trouble: null }));
  let next = 1;
  const tell: KeepingStore['tell'] = (severity, sentence, download) =>
    store.setState(({ notices }) => ({
      notices: [...notices, { id: next++, severity, sentence, download: download ?? null }],
    }));
  return Object.assign(store, {
    tell,
    dismiss: (id: number) =>
      store.setState(({ notices }) => ({ notices: notices.filter((one) => one.id !== id) })),
    setTrouble: (trouble: string | null) => {
      const before = store.getState().trouble;
      if (before === trouble) return;
      store.setState({ trouble });
      if (trouble !== null) tell('warning', trouble);
      else tell('note', 'Your scenarios are kept in this browser again.');
    },
  });
}
