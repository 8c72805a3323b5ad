import { createStore } from 'zustand/vanilla';
import { useStore } from 'zustand';

/** What is to be presented. */
export type PresentRequest =
  /** A talk of one's own, or the one that is meant by “the talk” where `id` is null; from moment `at` on. */
  | { readonly kind: 'talk'; readonly id: string | null; readonly at: number }
  /** A ready talk, as it is. */
  | { readonly kind: 'ready'; readonly id: string }
  /** The active scenario, one moment an access. */
  | { readonly kind: 'steps' };

interface Requests {
  readonly request: PresentRequest | null;
  /** Id of the talk that was edited or presented last. */
  readonly talk: string | null;
  /** True while the stage stands, and the app behind it rests. */
  readonly isStaged: boolean;
}

/** Presented as long as it is not null. Any part of the screen may ask. */
const requests = createStore<Requests>(() => ({ request: null, talk: null, isStaged: false }));

export const askPresent = (request: PresentRequest): void => requests.setState({ request });
export const endPresent = (): void => requests.setState({ request: null });
export const usePresentRequest = (): PresentRequest | null => useStore(requests, (state) => state.request);

export const setStaged = (isStaged: boolean): void => requests.setState({ isStaged });
export const useIsStaged = (): boolean => useStore(requests, (state) => state.isStaged);

export const rememberTalk = (talk: string): void => requests.setState({ talk });
export const lastTalk = (): string | null => requests.getState().talk;
export const useLastTalk = (): string | null => useStore(requests, (state) => state.talk);
