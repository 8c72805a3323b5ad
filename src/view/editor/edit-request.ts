import { createStore } from 'zustand/vanilla';
import { useStore } from 'zustand';

/** What the form is asked for. */
export type EditRequest =
  /** A new step before step `at`. */
  | { readonly kind: 'add'; readonly at: number }
  | { readonly kind: 'change'; readonly n: number }
  /** A new access to these bytes, or to the dword of this bit, picked on the map. */
  | { readonly kind: 'access'; readonly offset: number; readonly size: number; readonly bit: number | null };

/** Open as long as it is not null. Any part of the screen may ask; the editor answers. */
const requests = createStore<{ readonly request: EditRequest | null }>(() => ({ request: null }));

export const askEdit = (request: EditRequest): void => requests.setState({ request });
export const closeEdit = (): void => requests.setState({ request: null });
export const useEditRequest = (): EditRequest | null => useStore(requests, (state) => state.request);
