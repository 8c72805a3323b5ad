import { DESIGNS } from '#model/designs/catalogue.ts';
import type { Working } from '../use-job.ts';

export const titleOf = (id: string): string => DESIGNS.find((design) => design.id === id)?.title ?? id;

/** In the place of what a job will give: `words` while it works, and why it does not any more. */
export function JobNote({ state, words }: { state: Working<unknown> | null; words: string }) {
  if (state?.kind !== 'failed') return <p className="empty">{words}</p>;
  return (
    <div className="whole-waiting" role="alert">
      <p>{state.message}</p>
      <button type="button" className="button" onClick={state.again}>
        Try again
      </button>
    </div>
  );
}
