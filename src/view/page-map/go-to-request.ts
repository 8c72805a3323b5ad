import { createStore } from 'zustand/vanilla';
import { useStore } from 'zustand';

interface GoToRequest {
  readonly isOpen: boolean;
  /** True from when the field is asked for until it has the focus: the map may have to be fetched first. */
  readonly isAsked: boolean;
}

const request = createStore<GoToRequest>(() => ({ isOpen: false, isAsked: false }));

/** Opens the map's field for a place, from anywhere. */
export const askGoTo = (): void => request.setState({ isOpen: true, isAsked: true });
export const goToReached = (): void => request.setState({ isAsked: false });
export const closeGoTo = (): void => request.setState({ isOpen: false });
export const useGoToRequest = (): GoToRequest => useStore(request);
