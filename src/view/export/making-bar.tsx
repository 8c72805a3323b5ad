import { durationText } from '#state/film.ts';
import { saveFile } from '../editor/save-file.ts';
import { sizeText } from './size-text.ts';
import type { Maker, MakingState } from './use-making.ts';

/** How far the file in the making is, or what became of it. */
export function MakingBar({ maker }: { maker: Maker }) {
  const { state, cancel } = maker;
  return (
    <div className="export-making" data-kind={state.kind}>
      {state.kind === 'making' && <Progress state={state} onCancel={cancel} />}
      <p className="export-outcome" role="status">
        {said(state)}
      </p>
      {state.kind === 'made' && (
        <button
          type="button"
          className="button"
          onClick={() => saveFile(state.file.name, state.file.contents)}
        >
          Save it again
        </button>
      )}
    </div>
  );
}

/** Read out when it changes: how it begins and how it ends, not each frame. */
function said(state: MakingState): string {
  switch (state.kind) {
    case 'idle':
      return '';
    case 'making':
      return `Making ${state.work.what}. Closing this dialog cancels it.`;
    case 'made': {
      const { name, contents, about } = state.file;
      return `Saved ${name}: ${about}, ${sizeText(contents.size)}, made in ${durationText(state.elapsedMs)}.`;
    }
    case 'cancelled':
      return `Cancelled: nothing of ${state.work.what} is kept.`;
    case 'failed':
      return `The browser could not make ${state.work.what}: ${state.message}. Try again, another format, or fewer accesses.`;
  }
}

type Running = Extract<MakingState, { kind: 'making' }>;

function Progress({ state, onCancel }: { state: Running; onCancel: () => void }) {
  const { work, done, total, elapsedMs } = state;
  // The first few say little of how long the others take.
  const left = done > 5 ? `, about ${durationText((elapsedMs / done) * (total - done))} left` : '';
  const text =
    done === 0
      ? 'Getting ready'
      : done === total
        ? `${total} ${work.unit} are done, the file is being written`
        : `${done} of ${total} ${work.unit}${left}`;
  return (
    <div className="export-progress">
      <progress max={total} value={done} aria-label={`Making ${work.what}`} aria-valuetext={text} />
      <span>{text}</span>
      <button type="button" className="button" onClick={onCancel}>
        Cancel
      </button>
    </div>
  );
}
