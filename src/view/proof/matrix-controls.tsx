import { useStore } from 'zustand';
import {
  cancelMatrix,
  chosenSettings,
  pauseMatrix,
  proof,
  startMatrix,
  type ProofState,
} from '#state/proof.ts';
import { DESIGN_GROUPS } from '#scene/design-groups.ts';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { ENVIRONMENTS } from '#model/environments.ts';
import { plural } from '#scene/proof/matrix.ts';
import { useActions, useWorkbench } from '../workbench-context.ts';

interface MatrixControlsProps {
  /** Id of the one setting that is shown, or empty for all together. */
  shown: string;
  onShown: (settingId: string) => void;
}

/** Starts, pauses and ends the search, and says how far it is. */
export function MatrixControls({ shown, onShown }: MatrixControlsProps) {
  const status = useStore(proof, (state) => state.status);
  const settingIds = useStore(proof, (state) => state.settingIds);
  const hasNothing = useStore(proof, (state) => chosenSettings(state).length === 0);
  const designIds = useStore(proof, (state) => state.designIds);
  const standing =
    DESIGN_GROUPS.find(
      ({ designs }) => designs.length === designIds.length && designs[0]?.design.id === designIds[0],
    )?.standing ?? '';
  const isBusy = status.kind === 'running' || status.kind === 'paused';
  return (
    <div className="proof-tools">
      {/* One button for all of it: the focus stays on it while the search begins and ends. */}
      <button
        type="button"
        className={isBusy ? 'button' : 'button button-main'}
        disabled={!isBusy && hasNothing}
        onClick={isBusy ? () => pauseMatrix(status.kind === 'running') : startMatrix}
        aria-pressed={isBusy ? status.kind === 'paused' : undefined}
      >
        {isBusy ? 'Pause' : status.kind === 'idle' ? 'Search' : 'Search again'}
      </button>
      {isBusy && (
        <button type="button" className="button" onClick={cancelMatrix}>
          Cancel
        </button>
      )}
      <label className="proof-field">
        Designs
        <select
          className="select"
          disabled={isBusy}
          value={standing}
          onChange={(event) => {
            const group = DESIGN_GROUPS.find((one) => one.standing === event.target.value);
            const designs = group ? group.designs.map(({ design }) => design) : DESIGNS;
            proof.setState({ designIds: designs.map(({ id }) => id), picked: null });
          }}
        >
          <option value="">all {DESIGNS.length}</option>
          {DESIGN_GROUPS.map((group) => (
            <option key={group.standing} value={group.standing}>
              {group.title}: {group.designs.length}
            </option>
          ))}
        </select>
      </label>
      <label className="proof-field">
        Show
        <select className="select" value={shown} onChange={(event) => onShown(event.target.value)}>
          <option value="">all settings together</option>
          {settingIds.map((id) => (
            <option key={id} value={id}>
              {id}
            </option>
          ))}
        </select>
      </label>
      <EnvironmentField />
      <SearchReport />
    </div>
  );
}

/** Where the device model runs: the same choice as everywhere, and what it makes impossible. */
function EnvironmentField() {
  const environment = useWorkbench((state) => state.look.environment);
  const { setLook } = useActions();
  return (
    <label className="proof-field">
      Device model in
      <select
        className="select"
        value={environment}
        onChange={({ target }) =>
          setLook({
            environment: ENVIRONMENTS.find(({ name }) => name === target.value)?.name ?? environment,
          })
        }
      >
        {ENVIRONMENTS.map(({ name, title }) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

function SearchReport() {
  const progress = useStore(proof, (state) => state.progress);
  const status = useStore(proof, (state) => state.status);
  const elapsed = useStore(proof, (state) => state.elapsed);
  const stopped = useStore(proof, stoppedSearches);
  if (status.kind === 'failed')
    return (
      <p className="proof-report" role="alert">
        The search could not go on. {status.message} What was found until then is shown.
      </p>
    );
  if (progress === null)
    return (
      <p className="proof-report">
        {status.kind === 'idle'
          ? 'Nothing has been searched yet.'
          : status.kind === 'cancelled'
            ? 'Cancelled before anything was found.'
            : 'The search begins.'}
      </p>
    );
  const { tasks, done, states, transitions, frontier, bytes } = progress;
  const rate = elapsed > 0 ? Math.round((1000 * states) / elapsed) : 0;
  const isBusy = status.kind === 'running' || status.kind === 'paused';
  return (
    <>
      {isBusy && <progress value={done} max={tasks} aria-label="Searches done" />}
      <p className="proof-report" data-status={status.kind}>
        <strong>{conclusion(status.kind, done, tasks, stopped)}</strong> {plural(states, 'state')},{' '}
        {plural(transitions, 'transition')} in {(elapsed / 1000).toFixed(1)} s: {plural(rate, 'state')} a
        second
        {isBusy && `; frontier ${plural(frontier, 'state')}, ${(bytes / 1e6).toFixed(1)} MB held`}.
      </p>
      <p className="visually-hidden" role="status">
        {isBusy
          ? status.kind === 'paused'
            ? 'Paused.'
            : 'Searching.'
          : conclusion(status.kind, done, tasks, stopped)}
      </p>
    </>
  );
}

/** Searches that a bound stopped. */
function stoppedSearches({ cells }: ProofState): number {
  const stopped = new Set<string>();
  for (const { verdict, designId, settingId } of cells.values())
    if (verdict === 'stopped') stopped.add(`${designId} ${settingId}`);
  return stopped.size;
}

function conclusion(kind: string, done: number, tasks: number, stopped: number): string {
  const bound =
    stopped === 0
      ? ''
      : ` ${plural(stopped, 'search').replace('searchs', 'searches')} stopped at a bound and prove nothing.`;
  switch (kind) {
    case 'done':
      return stopped === 0 ? `Exhausted: all ${tasks} searches saw every reachable state.` : `Ended.${bound}`;
    case 'cancelled':
      return `Cancelled after ${done} of ${tasks} searches; the rest is open.${bound}`;
    case 'paused':
      return `Paused at ${done} of ${tasks} searches.${bound}`;
    default:
      return `${done} of ${tasks} searches.${bound}`;
  }
}
