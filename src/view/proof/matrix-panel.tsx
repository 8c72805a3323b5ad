import { useStore } from 'zustand';
import type { Design } from '#model/context.ts';
import { feasibility, type EnvironmentName } from '#model/environments.ts';
import { scenarioOf, type Cell } from '#model/explore/matrix.ts';
import type { Property } from '#model/properties/property.ts';
import { failureReason } from '#scene/proof/failure-reason.ts';
import { cellLook } from '#scene/proof/matrix.ts';
import type { SentCell } from '#state/explore-client.ts';
import { askingSettings, cellKey, proof, settingOf, type ProofState } from '#state/proof.ts';
import { StepList } from './step-list.tsx';
import { useOpener } from './use-opener.ts';

interface MatrixPanelProps {
  property: Property;
  design: Design;
  cells: ProofState['cells'];
  settingIds: readonly string[];
  environment: EnvironmentName;
}

/** One property under one design, setting by setting, failures with their shortest counterexample first. */
export function MatrixPanel({ property, design, cells, settingIds, environment }: MatrixPanelProps) {
  const feasible = feasibility(design, environment);
  const own = useStore(proof, (state) => state.own);
  const asked = askingSettings({ own }, property, settingIds);
  const found = asked.map((id) => ({ id, cell: cells.get(cellKey(design.id, property.id, id)) ?? null }));
  const failing = found
    .filter(({ cell }) => cell?.verdict === 'fails')
    .sort((a, b) => (a.cell?.steps.length ?? 0) - (b.cell?.steps.length ?? 0));
  const rest = found.filter(({ cell }) => cell?.verdict !== 'fails');
  return (
    <aside className="proof-panel" aria-labelledby="proof-cell-title" aria-live="polite">
      <h2 id="proof-cell-title" className="panel-title">
        {property.id === property.name ? '' : `${property.id}: `}
        {property.name}
      </h2>
      <p>{property.sentence}</p>
      <p className="proof-note">Argued: {property.source}</p>
      <p className="proof-note">Under {design.title}.</p>
      {!feasible.works && (
        <p>
          Under this design no guest gets the device where its device model is to run: {feasible.step} fails.{' '}
          {feasible.reason} What follows is about dom0.
        </p>
      )}
      {asked.length === 0 && <p>None of the settings shown asks about it.</p>}
      {failing.map(
        ({ id, cell }) => cell && <Failure key={id} property={property} design={design} cell={cell} />,
      )}
      {rest.length > 0 && (
        <ul className="proof-rest">
          {rest.map(({ id, cell }) => (
            <li key={id}>
              <VerdictTag cell={cell} /> in “{id}”. {settingOf({ own }, id)?.sentence}{' '}
              {cell?.reason && `(${cell.reason})`}
            </li>
          ))}
        </ul>
      )}
    </aside>
  );
}

function VerdictTag({ cell }: { cell: SentCell | null }) {
  const { kind, word, count } = cellLook(cell ? [{ ...cell, stepCount: cell.steps.length }] : [], 1);
  return (
    <span className="proof-tag" data-verdict={kind}>
      {word}
      {count && `, ${count}`}
    </span>
  );
}

interface FailureProps {
  property: Property;
  design: Design;
  cell: SentCell;
}

function Failure({ property, design, cell }: FailureProps) {
  const { open } = useOpener();
  const own = useStore(proof, (state) => state.own);
  const setting = settingOf({ own }, cell.settingId);
  if (setting === undefined) return null;
  const whole: Cell = { ...cell, property, design, setting };
  const scenario = scenarioOf(whole);
  const show = () => open(scenario, design.id, failureReason(whole));
  return (
    <section className="proof-failure" aria-label={`Fails in ${setting.id}`}>
      <h3>
        <VerdictTag cell={cell} /> in “{setting.id}”
      </h3>
      <p className="proof-note">{setting.sentence}</p>
      <StepList setting={setting} steps={cell.steps} design={design} />
      <button type="button" className="button button-main" onClick={show}>
        Open as scenario
      </button>
    </section>
  );
}
