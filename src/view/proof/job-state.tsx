import type { ReactNode } from 'react';
import type { Working } from '../use-job.ts';

interface JobStateProps<T> {
  state: Working<T>;
  /** What is being done, as "Searching". */
  doing: string;
  children: (value: T) => ReactNode;
}

/** The result once it is there; until then how far it is, and why it is not. */
export function JobState<T>({ state, doing, children }: JobStateProps<T>) {
  switch (state.kind) {
    case 'working':
      return (
        <p className="proof-waiting" role="status">
          {doing}
          {state.done > 0 && ` ${Math.round(100 * state.done)} %`}
          <button type="button" className="button" onClick={state.cancel}>
            Cancel
          </button>
        </p>
      );
    case 'cancelled':
      return (
        <p className="proof-waiting">
          Cancelled: nothing is known.
          <button type="button" className="button" onClick={state.again}>
            Search
          </button>
        </p>
      );
    case 'failed':
      return (
        <p className="proof-waiting" role="alert">
          The search could not go on. {state.message}
          <button type="button" className="button" onClick={state.again}>
            Try again
          </button>
        </p>
      );
    case 'done':
      return children(state.value);
  }
}
