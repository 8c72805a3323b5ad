import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { cancelWork, openRecordings, replayUnder, traces } from '#state/traces.ts';
import { useActions, useWorkbench } from '../workbench-context.ts';
import { JoinPanel } from './join-panel.tsx';
import { TraceFacts } from './trace-facts.tsx';
import { TraceStatusLine } from './trace-status.tsx';
import { TraceWalk } from './trace-walk.tsx';
import './traces.css';

/** A recording: what was read, what becomes of its accesses, and a walk through them; or several of one run, joined. */
export default function TracesView() {
  const { summary, opened, device, replayed, status, name, bound } = useStore(traces);
  const onScreen = useWorkbench((state) => state.device);
  const designId = useWorkbench((state) => state.designId);
  const otherId = useWorkbench((state) => state.look.otherDesignId);
  const { setLook } = useActions();
  const [pasted, setPasted] = useState('');
  useEffect(() => {
    if (device === null) return;
    const { replayed: before } = traces.getState();
    const isSame = before?.designId === designId && before.otherId === otherId && before.bound === bound;
    if (isSame && before.device === device) return;
    void replayUnder(device, designId, otherId);
  }, [summary, device, designId, otherId, bound]);
  const open = (files: readonly File[]) => void openRecordings(files, onScreen);
  const onRoute = () => setLook({ view: 'route' });
  return (
    <main className="traces">
      <div className="traces-tools">
        <label className="button button-main">
          Open a recording
          <input
            type="file"
            multiple
            className="visually-hidden"
            onChange={(event) => {
              open([...(event.target.files ?? [])]);
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
            onClick={() => open([new File([pasted], 'the pasted text')])}
          >
            Read it
          </button>
        </details>
        <TraceStatusLine status={status} onCancel={cancelWork} />
      </div>
      {summary === null ? (
        <p className="empty">
          Open, drop or paste a recording: Linux mmiotrace, a QEMU log of memory regions or ioreqs, xenalyze
          -a, or CSV; gzipped or not. Drop a xenalyze text and the device model’s log of the same run together
          to join them, with the hardware’s log and the guest’s mmiotrace where there are. It stays on this
          page.
        </p>
      ) : (
        <>
          <h2 className="traces-name">{name}</h2>
          {summary.sides && <JoinPanel key={opened} sides={summary.sides} onRoute={onRoute} />}
          <TraceFacts summary={summary} device={device} replayed={replayed} />
          {replayed === null && device !== null && status.kind === 'failed' && !status.again && (
            <p>
              <button
                type="button"
                className="button"
                onClick={() => void replayUnder(device, designId, otherId)}
              >
                Replay again
              </button>
            </p>
          )}
          {replayed !== null && replayed.mine.outcomes.length > 0 && (
            <TraceWalk replayed={replayed} onRoute={onRoute} />
          )}
        </>
      )}
    </main>
  );
}
