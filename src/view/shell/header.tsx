import { DESIGNS } from '#model/designs/catalogue.ts';
import { activeScenario } from '#state/workbench.ts';
import type { DialogName } from '../commands/app-commands.ts';
import { DesignSelect } from '../ui/design-select.tsx';
import { useActions, useWorkbench } from '../workbench-context.ts';

interface HeaderProps {
  onOpen: (dialog: DialogName) => void;
}

export function Header({ onOpen }: HeaderProps) {
  const scenario = useWorkbench(activeScenario);
  const { name, id } = scenario.device;
  return (
    <header className="app-header">
      <h1 className="app-name">
        <span>msix</span>scope
      </h1>
      <button
        type="button"
        className="button choice-button"
        aria-haspopup="dialog"
        onClick={() => onOpen('device')}
      >
        <span className="choice-kind">Device</span>
        <span className="choice-name">{name}</span>
        {id !== null && <span className="mono">{id}</span>}
      </button>
      <button
        type="button"
        className="button choice-button"
        aria-haspopup="dialog"
        onClick={() => onOpen('scenario')}
      >
        <span className="choice-kind">Scenario</span>
        <span className="choice-name">{scenario.name}</span>
      </button>
      <DesignSwitch />
      <div className="app-header-end">
        <button type="button" className="button" aria-haspopup="dialog" onClick={() => onOpen('share')}>
          Share <kbd aria-hidden="true">s</kbd>
        </button>
        <button type="button" className="button" aria-haspopup="dialog" onClick={() => onOpen('export')}>
          Export <kbd aria-hidden="true">e</kbd>
        </button>
        <button type="button" className="button" aria-haspopup="dialog" onClick={() => onOpen('palette')}>
          Find <kbd aria-hidden="true">Ctrl K</kbd>
        </button>
      </div>
    </header>
  );
}

/** How many designs of the catalogue stand side by side: those that were released. The others are in a list. */
const SIDE_BY_SIDE = 3;

function DesignSwitch() {
  const designId = useWorkbench((state) => state.designId);
  const { setDesign } = useActions();
  const others = DESIGNS.slice(SIDE_BY_SIDE);
  const isOther = others.some(({ id }) => id === designId);
  return (
    <div className="designs" role="group" aria-label="Design">
      <DesignSelect className="designs-all" />
      <fieldset className="segmented designs-few">
        <legend>Design</legend>
        {DESIGNS.slice(0, SIDE_BY_SIDE).map(({ id, title, xenTitle }) => (
          <label key={id}>
            <input
              type="radio"
              name="design"
              aria-label={title}
              checked={id === designId}
              onChange={() => setDesign(id)}
              onClick={(event) => {
                // Picked by mouse: the arrow keys go on stepping through the accesses.
                if (event.detail > 0) event.currentTarget.blur();
              }}
            />
            {xenTitle}
          </label>
        ))}
      </fieldset>
      {others.length > 0 && (
        <select
          className="select designs-others"
          aria-label="Other designs"
          data-current={isOther}
          value={isOther ? designId : ''}
          onChange={(event) => {
            if (event.target.value !== '') setDesign(event.target.value);
          }}
        >
          <option value="">{others.length} others</option>
          {others.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}
