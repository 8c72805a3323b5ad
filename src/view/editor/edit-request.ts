import { createStore } from 'zustand/vanilla';
import { useStore } from 'zustand';

/** What the form is asked for. */
export type EditRequest =
  /** A new step before step `at`. */
  | { readonly kind: 'add'; readonly at: number }
  | { readonly kind: 'change'; readonly n: number }
  /** A new access to these bytes, or to the dword of this bit, picked on the map. */
  | ({ readonly kind: 'access' } & PickedBytes);

/** Bytes, or a bit of an aligned dword, with the value that the map shows for them. */
export interface PickedBytes {
  /** From the table BAR. */
  readonly offset: number;
  readonly size: number;
  readonly bit: number | null;
  /** What the map shows there, null where it shows no value, and in a clause: `the guest holds 0x1 here`. */
  readonly shown: { readonly value: bigint | null; readonly clause: string };
}

/** A request that is open, with a number that no other has. */
export interface OpenRequest {
  readonly request: EditRequest;
  readonly number: number;
}

/** Open as long as it is not null. Any part of the screen may ask; the editor answers. */
const requests = createStore<{ readonly open: OpenRequest | null; readonly asked: number }>(() => ({
  open: null,
  asked: 0,
}));

export const askEdit = (request: EditRequest): void =>
  requests.setState(({ asked }) => ({ open: { request, number: asked + 1 }, asked: asked + 1 }));
export const closeEdit = (): void => requests.setState({ open: null });
export const useEditRequest = (): OpenRequest | null => useStore(requests, (state) => state.open);
