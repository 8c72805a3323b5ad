import { useMemo, useRef, useState, type CSSProperties } from 'react';
import { PARTIES } from '#model/route.ts';
import { stateAt } from '#state/derived.ts';
import { activeRun } from '#state/workbench.ts';
import { beliefRows, type BeliefRow } from '#scene/beliefs.ts';
import { disputedEntries } from '#model/belief-flags.ts';
import { useRowWindow } from '../ui/use-row-window.ts';
import { useWorkbench } from '../workbench-context.ts';
import { PARTY_HEADS } from './party-heads.ts';

/** Height of a row in CSS pixels; the style sheet takes it from here. */
const ROW_HEIGHT = 30;

/** A row an entry: what each party holds of it. Only the rows in sight are drawn. */
export function EntryOverview({ onEntry }: { onEntry: (entry: number) => void }) {
  const run = useWorkbench(activeRun);
  const step = useWorkbench((state) => state.playhead.step);
  const done = useWorkbench((state) => Math.floor(state.playhead.hop));
  const [onlyDisputed, setOnlyDisputed] = useState(false);
  const { layout, design } = run;
  const state = useMemo(() => stateAt(run, { step, hop: done }), [run, step, done]);
  const disputed = useMemo(
    () => disputedEntries(state, layout.entries, design),
    [state, layout.entries, design],
  );
  const count = onlyDisputed ? disputed.length : layout.entries;
  const scroll = useRef<HTMLDivElement>(null);
  const sight = useRowWindow(scroll, count, ROW_HEIGHT);
  const parties = PARTIES.filter((party) => party !== 'device-model' || design.deviceModel.present);
  const control = beliefRows(state, layout, 0, design).find(({ label }) => label === 'MSI-X');
  const shown = Array.from({ length: sight.to - sight.from }, (_, n) => {
    const row = sight.from + n;
    const entry = onlyDisputed ? disputed[row]! : row;
    const rows = beliefRows(state, layout, entry, design).filter(({ label }) => label !== 'MSI-X');
    return { row, entry, rows };
  });
  const columns = 2 + 4 * parties.length;
  return (
    <>
      <div className="overview-head">
        <p role="status">
          {disputed.length === 0
            ? `No address, data or mask bit that the guest wrote to any of the ${layout.entries} entries is held differently by anyone.`
            : `${disputed.length} of ${layout.entries} entries in dispute.`}{' '}
          {control && controlText(control)}
        </p>
        <label className="overview-only">
          <input
            type="checkbox"
            checked={onlyDisputed}
            onChange={(event) => {
              setOnlyDisputed(event.target.checked);
              scroll.current?.scrollTo({ top: 0 });
            }}
          />
          Only entries in dispute
        </label>
      </div>
      <div
        ref={scroll}
        className="modal-scroll overview-scroll"
        tabIndex={0}
        role="region"
        aria-label="Entries"
        style={{ '--row': `${ROW_HEIGHT}px` } as CSSProperties}
      >
        {count === 0 && (
          <p className="empty">No entry is in dispute at this moment. The other tab lists when one is.</p>
        )}
        {count > 0 && (
          <table className="overview" aria-rowcount={count + 2}>
            <thead>
              <tr>
                <th scope="col" rowSpan={2}>
                  Entry
                </th>
                {['Address', 'Data', 'Mask', 'Binding'].map((label) => (
                  <th key={label} scope="colgroup" colSpan={parties.length} className="overview-group">
                    {label}
                  </th>
                ))}
                <th scope="col" rowSpan={2} className="overview-group">
                  In dispute
                </th>
              </tr>
              <tr>
                {['Address', 'Data', 'Mask', 'Binding'].flatMap((label) =>
                  parties.map((party, n) => (
                    <th
                      key={`${label} ${party}`}
                      scope="col"
                      data-party={party}
                      className={n === 0 ? 'overview-group' : undefined}
                    >
                      {PARTY_HEADS[party]}
                    </th>
                  )),
                )}
              </tr>
            </thead>
            <tbody>
              <Gap rows={sight.from} columns={columns} />
              {shown.map(({ row, entry, rows }) => (
                <EntryRow key={entry} index={row + 3} entry={entry} rows={rows} onEntry={onEntry} />
              ))}
              <Gap rows={count - sight.to} columns={columns} />
            </tbody>
          </table>
        )}
      </div>
    </>
  );
}

/** Stands for rows that are not drawn. */
function Gap({ rows, columns }: { rows: number; columns: number }) {
  if (rows <= 0) return null;
  return (
    <tr aria-hidden="true" className="overview-gap">
      <td colSpan={columns} style={{ height: rows * ROW_HEIGHT }} />
    </tr>
  );
}

interface EntryRowProps {
  index: number;
  entry: number;
  rows: readonly BeliefRow[];
  onEntry: (entry: number) => void;
}

function EntryRow({ index, entry, rows, onEntry }: EntryRowProps) {
  const disputed = rows.filter(({ sentence }) => sentence !== null);
  return (
    <tr aria-rowindex={index} data-disputed={disputed.length > 0}>
      <th scope="row">
        <button
          type="button"
          className="link-button"
          aria-label={`Show entry ${entry}`}
          onClick={() => onEntry(entry)}
        >
          {entry}
        </button>
      </th>
      {rows.flatMap(({ label, beliefs }) =>
        beliefs.map(({ party, text, differs }, n) => (
          <td
            key={`${label} ${party}`}
            data-differs={differs}
            className={n === 0 ? 'overview-group' : undefined}
          >
            {text ?? <span className="overview-none">none</span>}
          </td>
        )),
      )}
      <td className="overview-group overview-words">
        {disputed.map(({ label }) => (label === 'Vector' ? 'binding' : label.toLowerCase())).join(', ')}
      </td>
    </tr>
  );
}

function controlText({ sentence, beliefs }: BeliefRow): string {
  return sentence ?? `MSI-X is ${beliefs[0]?.text ?? 'off'} to all.`;
}
