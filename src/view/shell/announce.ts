import { createStore } from 'zustand/vanilla';
import { useStore } from 'zustand';

/** What screen readers are told besides the playhead, with a number that no other has, so that it can be said twice. */
interface Announced {
  readonly text: string;
  readonly number: number;
}

const announced = createStore<Announced>(() => ({ text: '', number: 0 }));

/** Tells screen readers what came of an action that changes nothing they would come across. */
export const announce = (text: string): void =>
  announced.setState(({ number }) => ({ text, number: number + 1 }));

export const useAnnounced = (): Announced => useStore(announced);
