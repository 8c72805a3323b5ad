import type { ReactNode } from 'react';
import { ErrorBoundary, type FallbackProps } from 'react-error-boundary';
import { fetchAgain, useFetchRounds } from './lazy-part.ts';
import './safe.css';

interface SafeProps {
  /** What stands here, as the subject of a sentence: "The memory map". */
  readonly name: string;
  /** When one of these changes, what stopped is tried again. */
  readonly retryOn?: readonly unknown[];
  readonly children: ReactNode;
}

/** A fault in `children` stays in this place: the rest of the app and the scenario are untouched. */
export function Safe({ name, retryOn = [], children }: SafeProps) {
  const rounds = useFetchRounds();
  return (
    <ErrorBoundary
      onReset={fetchAgain}
      fallbackRender={(props) => <Stopped name={name} {...props} />}
      resetKeys={[...retryOn, rounds]}
    >
      {children}
    </ErrorBoundary>
  );
}

function Stopped({ name, error, resetErrorBoundary }: FallbackProps & { readonly name: string }) {
  const said = error instanceof Error ? error.message : String(error);
  return (
    <section className="stopped" role="alert">
      <p>
        <strong>{name} has stopped.</strong> Everything else works, and your scenario is safe.
      </p>
      <button type="button" className="button" onClick={resetErrorBoundary}>
        Try again
      </button>
      <p className="stopped-why">The fault, for a report: {said}</p>
      <p>If trying again does not help, reload the page: what you made is kept.</p>
    </section>
  );
}
