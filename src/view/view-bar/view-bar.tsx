import { ENVIRONMENTS, feasibility } from '#model/environments.ts';
import { VIEWS } from '#state/look.ts';
import { activeRun } from '#state/workbench.ts';
import type { DialogName } from '../commands/app-commands.ts';
import { VIEW_TITLES } from '../commands/view-titles.ts';
import { askPresent } from '../present/present-request.ts';
import { useActions, useWorkbench } from '../workbench-context.ts';
import { ThemeSelect } from './theme-select.tsx';
import './view-bar.css';

/** Which view is shown, where the device model runs, the talk, and how the app looks. */
export function ViewBar({ onOpen }: { onOpen: (dialog: DialogName) => void }) {
  const { setLook } = useActions();
  const view = useWorkbench((state) => state.look.view);
  const environment = useWorkbench((state) => state.look.environment);
  const design = useWorkbench((state) => activeRun(state).design);
  const found = feasibility(design, environment);
  return (
    <div className="view-bar" role="region" aria-label="View">
      <fieldset className="segmented">
        <legend>View</legend>
        {VIEWS.map((name) => (
          <label key={name}>
            <input
              type="radio"
              className="visually-hidden"
              name="view"
              checked={name === view}
              onChange={() => setLook({ view: name })}
            />
            {VIEW_TITLES[name]}
          </label>
        ))}
      </fieldset>
      {view !== 'page' && view !== 'proof' && view !== 'traces' && view !== 'tour' && (
        <>
          <label className="view-bar-field">
            <span>Device model runs in</span>
            <select
              className="select"
              value={environment}
              onChange={(event) => {
                const next = ENVIRONMENTS.find(({ name }) => name === event.target.value);
                if (next) setLook({ environment: next.name });
              }}
            >
              {ENVIRONMENTS.map(({ name, title }) => (
                <option key={name} value={name}>
                  {title}
                </option>
              ))}
            </select>
          </label>
          <p className="view-bar-remark" data-works={found.works} data-caveat={found.works && found.caveat}>
            {found.works ? found.remark : `Fails at: ${found.step}.`}
          </p>
        </>
      )}
      <div className="view-bar-end">
        <button type="button" className="button" aria-haspopup="dialog" onClick={() => onOpen('talk')}>
          Talk <kbd aria-hidden="true">t</kbd>
        </button>
        <button
          type="button"
          className="button"
          onClick={() => askPresent({ kind: 'talk', id: null, at: 0 })}
        >
          Present <kbd aria-hidden="true">p</kbd>
        </button>
        <ThemeSelect />
        <button type="button" className="button" aria-haspopup="dialog" onClick={() => onOpen('help')}>
          Keys <kbd aria-hidden="true">?</kbd>
        </button>
      </div>
    </div>
  );
}
