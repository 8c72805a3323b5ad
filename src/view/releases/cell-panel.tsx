import { hex } from '#model/base/hex.ts';
import { ENVIRONMENTS, type EnvironmentName } from '#model/environments.ts';
import { stepTitle, verdict } from '#model/narrate.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import type { ReleaseChange, ReleaseColumn, StepResult } from '#model/release-table.ts';
import type { Scenario } from '#model/scenario.ts';
import type { Obstacle } from '#scene/obstacle.ts';
import { described } from '#scene/design-groups.ts';
import type { GridCell, GridColumn } from '#scene/releases/release-columns.ts';
import { routeOf, runOf } from '#state/derived.ts';
import { OutcomeSwatch } from '../ui/outcome-swatch.tsx';

interface CellPanelProps {
  scenario: Scenario;
  column: GridColumn;
  left: GridColumn | null;
  cell: GridCell | null;
  leftCell: GridCell | null;
  step: number;
  obstacle: Obstacle | null;
  environment: EnvironmentName;
  onOpen: () => void;
}

const XEN_COMMITS = 'https://xenbits.xen.org/gitweb/?p=xen.git;a=commit;h=';
const MAILS = 'https://lore.kernel.org/xen-devel/';

/** The chosen cell in words: what becomes of the access, and what made it so. */
export function CellPanel(props: CellPanelProps) {
  const { scenario, column, left, cell, leftCell, step, obstacle, environment, onOpen } = props;
  const run = runOf(scenario, column.design.id);
  const route = routeOf(run, step);
  const said = route && verdict(route, run.layout, run.design);
  return (
    <section className="cell-panel" aria-labelledby="cell-title" aria-live="polite">
      <h2 id="cell-title" className="panel-title">
        {column.xen.title}
        <span className="cell-standing">{column.xen.standing}</span>
      </h2>
      <p className="cell-note">{described(column.design).xenSummary}</p>
      <p className="cell-note">Run as {column.design.title}.</p>
      {obstacle && (
        <p className="cell-barred">
          <strong>Does not work in {ENVIRONMENTS.find(({ name }) => name === environment)?.title}.</strong>{' '}
          Fails at: {obstacle.step}. {obstacle.reason}
        </p>
      )}
      {cell && route && said && (
        <>
          <h3>
            Access {step + 1} <span className="mono">{stepTitle(route.step, run.layout)}</span>
          </h3>
          <p className="cell-outcome" data-outcome={cell.outcome}>
            <OutcomeSwatch outcome={cell.outcome} /> {OUTCOMES[cell.outcome].word}
          </p>
          <p>
            <strong>{said.headline}</strong> {said.detail}
          </p>
          <SinceBase cell={cell} basedOn={column.basedOn} />
          <BesideLeft cell={cell} column={column} left={left} leftCell={leftCell} />
          <button type="button" className="button button-main" onClick={onOpen}>
            Open in the Route view
          </button>
        </>
      )}
    </section>
  );
}

const wordsOf = (cell: StepResult): string => [OUTCOMES[cell.outcome].word, ...valuesOf(cell)].join(', ');

const valuesOf = ({ values }: StepResult): string[] =>
  values === null || values.length === 0 ? [] : [values.slice(0, 2).map(hex).join(' ')];

/** What the Xen made of the access that it was built on, and the change that lies between. */
function SinceBase({ cell, basedOn }: { cell: GridCell; basedOn: ReleaseColumn | null }) {
  if (basedOn === null || cell.before === null)
    return <p className="cell-note">The others were built on it: there is none before it to compare with.</p>;
  const { title } = basedOn.xen;
  if (!cell.changed) return <p className="cell-note">The same as under {title}, on which it was built.</p>;
  return (
    <div className="cell-change">
      <p>
        <strong>Δ Changed</strong> since {title}, on which it was built: from “{wordsOf(cell.before)}” to “
        {wordsOf(cell)}”.
      </p>
      {cell.change === null ? (
        <p>No change alone explains it: it takes several, or an earlier access already went another way.</p>
      ) : (
        <Change change={cell.change} />
      )}
    </div>
  );
}

interface BesideLeftProps {
  cell: GridCell;
  column: GridColumn;
  left: GridColumn | null;
  leftCell: GridCell | null;
}

/** The column to the left, where that is not the Xen that this one was built on. */
function BesideLeft({ cell, column, left, leftCell }: BesideLeftProps) {
  if (left === null || leftCell === null || left.design === column.basedOn?.design) return null;
  const { title, standing } = left.xen;
  if (!cell.differs) return <p className="cell-note">The same as under {title}, to its left.</p>;
  return (
    <p className="cell-note">
      <strong>Otherwise</strong> under {title}, to its left: “{wordsOf(leftCell)}”. {column.xen.title} was not
      built on it{standing === 'posted' || standing === 'proposed' ? `, which was only ${standing}` : ''}.
    </p>
  );
}

function Change({ change }: { change: ReleaseChange }) {
  const { kind, title, reference } = change;
  switch (kind) {
    case 'commit':
      return (
        <p>
          Changed by commit{' '}
          <a className="mono" href={`${XEN_COMMITS}${reference ?? ''}`} target="_blank" rel="noreferrer">
            {reference}
          </a>
          : {title}.
        </p>
      );
    case 'message':
      return (
        <p>
          {title}. The mail is on xen-devel:{' '}
          <a className="mono cell-mail" href={`${MAILS}${reference ?? ''}`} target="_blank" rel="noreferrer">
            {reference}
          </a>
        </p>
      );
    case 'device-model':
      return <p>Changed by the device model: {title}.</p>;
  }
}
