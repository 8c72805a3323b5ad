import { hex } from '#model/base/hex.ts';
import { ENVIRONMENTS, type EnvironmentName } from '#model/environments.ts';
import { stepTitle, verdict } from '#model/narrate.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import type { ReleaseChange } from '#model/release-table.ts';
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
          <ChangeText cell={cell} leftCell={leftCell} left={left} inLine={column.inLine} />
          <button type="button" className="button button-main" onClick={onOpen}>
            Open in the Route view
          </button>
        </>
      )}
    </section>
  );
}

interface ChangeTextProps {
  cell: GridCell;
  leftCell: GridCell | null;
  left: GridColumn | null;
  inLine: boolean;
}

function ChangeText({ cell, leftCell, left, inLine }: ChangeTextProps) {
  if (!inLine)
    return (
      <p className="cell-note">
        It stands beside the line of releases, so no change between releases made it so.
      </p>
    );
  if (left === null || leftCell === null)
    return <p className="cell-note">This is the first column: there is none to compare it with.</p>;
  if (!cell.differs) return <p className="cell-note">The same as under {left.xen.title}.</p>;
  const from = [OUTCOMES[leftCell.outcome].word, ...valuesOf(leftCell)].join(', ');
  const to = [OUTCOMES[cell.outcome].word, ...valuesOf(cell)].join(', ');
  return (
    <div className="cell-change">
      <p>
        <strong>≠ Changed</strong> from “{from}” under {left.xen.title} to “{to}”.
      </p>
      {cell.change === null ? (
        <p>No single change on the list explains it: an earlier access already went another way.</p>
      ) : (
        <Change change={cell.change} />
      )}
    </div>
  );
}

const valuesOf = ({ values }: GridCell): string[] =>
  values === null || values.length === 0 ? [] : [values.slice(0, 2).map(hex).join(' ')];

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
          Changed by a posting, {title}:{' '}
          <a className="mono cell-mail" href={`${MAILS}${reference ?? ''}`} target="_blank" rel="noreferrer">
            {reference}
          </a>
        </p>
      );
    case 'device-model':
      return <p>Changed by the device model: {title}.</p>;
    case 'not-landed':
      return <p>{title}.</p>;
  }
}
