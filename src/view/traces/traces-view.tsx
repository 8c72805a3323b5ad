import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { cancelReading, openRecording, replayUnder, traces, type TraceStatus } from '#state/traces.ts';
import { useActions, useWorkbench } from '../workbench-context.ts';
import { TraceFacts } from './trace-facts.tsx';
import { TraceWalk } from './trace-walk.tsx';
import './traces.css';

/** A recording: what was read, what becomes of its accesses, and a walk through them. */
export default function TracesView() {
  const { summary, device, replayed, status, name } = useStore(traces);
  const onScreen = useWorkbench((state) => state.device);
  const designId = useWorkbench((state) => state.designId);
  const otherId = useWorkbench((state) => state.look.otherDesignId);
  const { setLook } = useActions();
  const [pasted, setPasted] = useState('');
  useEffect(() => {
    if (device === null) return;
    const { replayed: before } = traces.getState();
    if (before?.device === device && before.designId === designId && before.otherId === otherId) return;
    void replayUnder(device, designId, otherId);
  }, [summary, device, designId, otherId]);
  const open = (file: File) => void openRecording(file, onScreen);
  return (
    <main className="traces">
      <div className="traces-tools">
        <label className="button button-main">
          Open a recording
          <input
            type="file"
            className="visually-hidden"
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              if (file) open(file);
              event.target.value = '';
            }}
          />
        </label>
        <details>
          <summary>Paste one</summary>
          <textarea
            className="traces-paste"
            aria-label="Text of a recording"
            value={pasted}
            spellCheck={false}
            onChange={(event) => setPasted(event.target.value)}
          />
          <button
            type="button"
            className="button"
            onClick={() => open(new File([pasted], 'the pasted text'))}
          >
            Read it
          </button>
        </details>
        <Status status={status} />
      </div>
      {summary === null ? (
        <p className="empty">
          Open, drop or paste a recording: Linux mmiotrace, a QEMU log of memory regions or ioreqs, xenalyze
          -a, or CSV; gzipped or not. It stays on this page.
        </p>
      ) : (
        <>
          <h2 className="traces-name">{name}</h2>
          <TraceFacts summary={summary} device={device} replayed={replayed} />
          {replayed !== null && replayed.mine.rows.length > 0 && (
            <TraceWalk replayed={replayed} onRoute={() => setLook({ view: 'route' })} />
          )}
        </>
      )}
    </main>
  );
}

const MIB = 1024 * 1024;

function Status({ status }: { status: TraceStatus }) {
  const [announced, loud] = wordsOf(status);
  return (
    <div className="traces-status" role="status">
      {announced !== '' && <p data-failed={loud}>{announced}</p>}
      {status.kind === 'reading' && (
        <button type="button" className="button button-small" onClick={cancelReading}>
          Cancel
        </button>
      )}
    </div>
  );
}

function wordsOf(status: TraceStatus): [words: string, failed: boolean] {
  switch (status.kind) {
    case 'idle':
      return ['', false];
    case 'failed':
      return [`${status.message} What was on screen before stays.`, true];
    case 'replaying':
      return [`Replaying: ${status.done.toLocaleString('en')} of ${status.all.toLocaleString('en')}.`, false];
    case 'reading': {
      const { name, progress } = status;
      if (progress === null) return [`Reading “${name}”…`, false];
      const { bytes, totalBytes, lines, secondsLeft } = progress;
      const left = secondsLeft === null ? '' : `, about ${Math.ceil(secondsLeft)} s left`;
      const part = `${(bytes / MIB).toFixed(1)} of ${(totalBytes / MIB).toFixed(1)} MiB`;
      return [`Reading “${name}”: ${part}, ${lines.toLocaleString('en')} lines${left}.`, false];
    }
  }
}
