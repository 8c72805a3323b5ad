import { useMemo, useState } from 'react';
import { releaseTable } from '#model/release-table.ts';
import { gridColumns, gridRows } from '#scene/releases/release-columns.ts';
import { obstacleOf } from '#scene/obstacle.ts';
import { runOf } from '#state/derived.ts';
import { activeScenario } from '#state/workbench.ts';
import { useActions, useWorkbench } from '../workbench-context.ts';
import { CellPanel } from './cell-panel.tsx';
import { ReleaseGrid } from './release-grid.tsx';
import './releases-view.css';

/** One scenario under every Xen in time order. */
export default function ReleasesView() {
  const scenario = useWorkbench(activeScenario);
  const designId = useWorkbench((state) => state.designId);
  const step = useWorkbench((state) => state.playhead.step);
  const environment = useWorkbench((state) => state.look.environment);
  const { setLook, setDesign, seek } = useActions();
  const [landedOnly, setLandedOnly] = useState(false);
  const columns = useMemo(() => gridColumns(landedOnly), [landedOnly]);
  const [column, setColumn] = useState(() =>
    Math.max(
      0,
      columns.findIndex(({ design }) => design.id === designId),
    ),
  );
  const rows = useMemo(() => gridRows(releaseTable(scenario), columns), [scenario, columns]);
  const obstacles = useMemo(
    () => columns.map(({ design }) => obstacleOf(runOf(scenario, design.id), environment)),
    [columns, scenario, environment],
  );
  const at = {
    step: Math.min(step, Math.max(rows.length - 1, 0)),
    column: Math.min(column, columns.length - 1),
  };
  const chosen = columns[at.column]!;
  const select = (next: { step: number; column: number }) => {
    setColumn(next.column);
    if (next.step !== step) seek({ step: next.step, hop: 0 });
  };
  const showLandedOnly = (only: boolean) => {
    const kept = gridColumns(only).findIndex(({ design }) => design === chosen.design);
    setLandedOnly(only);
    setColumn(Math.max(kept, 0));
  };
  const open = (target: { step: number; column: number }) => {
    const chosen = columns[target.column];
    if (!chosen) return;
    setDesign(chosen.design.id);
    setLook({ view: 'route' });
    seek({ step: target.step, hop: Number.MAX_SAFE_INTEGER });
  };
  return (
    <main className="releases">
      <div className="releases-tools">
        <h2 className="panel-title">{scenario.name}, release by release</h2>
        <label className="releases-slider">
          <span>Release</span>
          <input
            type="range"
            min={0}
            max={columns.length - 1}
            step={1}
            value={at.column}
            aria-valuetext={`${chosen.xen.title}, ${chosen.xen.standing}`}
            onChange={(event) => setColumn(Number(event.target.value))}
          />
          <output>{chosen.xen.title}</output>
        </label>
        <label className="releases-landed">
          <input
            type="checkbox"
            checked={landedOnly}
            onChange={(event) => showLandedOnly(event.target.checked)}
          />
          Only what landed
        </label>
        <p className="releases-legend">
          <span className="release-sign">Δ</span> other than in the Xen it was built on
          <span className="release-edge-sign" aria-hidden="true" /> other than in the column to the left
        </p>
      </div>
      {rows.length === 0 ? (
        <p className="empty">This scenario has no accesses, so there is nothing to tabulate.</p>
      ) : (
        <ReleaseGrid
          scenario={scenario}
          columns={columns}
          rows={rows}
          obstacles={obstacles}
          selected={at}
          onSelect={select}
          onOpen={open}
        />
      )}
      <CellPanel
        scenario={scenario}
        column={chosen}
        left={columns[at.column - 1] ?? null}
        cell={rows[at.step]?.[at.column] ?? null}
        leftCell={rows[at.step]?.[at.column - 1] ?? null}
        step={at.step}
        obstacle={obstacles[at.column] ?? null}
        environment={environment}
        onOpen={() => open(at)}
      />
    </main>
  );
}
