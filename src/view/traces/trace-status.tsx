import { keptDesign } from '#state/derived.ts';
import type { TraceStatus } from '#state/traces.ts';

const MIB = 1024 * 1024;

/** What is going on with the recording, and how to stop it. */
export function TraceStatusLine({ status, onCancel }: { status: TraceStatus; onCancel: () => void }) {
  const words = wordsOf(status);
  return (
    <div className="traces-status" role="status">
      {words !== '' && <p data-failed={status.kind === 'failed'}>{words}</p>}
      {status.kind === 'failed' && status.again && (
        <button type="button" className="button button-small" onClick={status.again}>
          Read it again
        </button>
      )}
      {(status.kind === 'reading' || status.kind === 'replaying') && (
        <button type="button" className="button button-small" onClick={onCancel}>
          Cancel
        </button>
      )}
    </div>
  );
}

const count = (n: number): string => n.toLocaleString('en');
const left = (seconds: number | null): string =>
  seconds === null || !Number.isFinite(seconds) ? '' : `, about ${count(Math.ceil(seconds))} s left`;

function wordsOf(status: TraceStatus): string {
  switch (status.kind) {
    case 'idle':
      return '';
    case 'failed':
      return `${status.message} What was on screen before stays.`;
    case 'joining':
      return 'Joining…';
    case 'replaying': {
      const { designId, progress } = status;
      const title = keptDesign(designId).title;
      return progress === null
        ? `Replaying under ${title}…`
        : `Replaying under ${title}: ${count(progress.done)} of ${count(progress.all)} accesses${left(progress.secondsLeft)}.`;
    }
    case 'reading': {
      const { name, progress } = status;
      if (progress === null) return `Reading “${name}”…`;
      const { bytes, totalBytes, lines, secondsLeft } = progress;
      const part = `${(bytes / MIB).toFixed(1)} of ${(totalBytes / MIB).toFixed(1)} MiB`;
      return `Reading “${name}”: ${part}, ${count(lines)} lines${left(secondsLeft)}.`;
    }
  }
}
