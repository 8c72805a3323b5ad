import { DEVICES } from '#content/devices.ts';
import { SCENARIOS } from '#content/scenarios.ts';
import { activeScenario } from '#state/workbench.ts';
import { OwnScenarios } from '../editor/own-scenarios.tsx';
import { useActions, useWorkbench } from '../workbench-context.ts';
import { Modal } from '../ui/modal.tsx';
import './dialogs.css';

export default function ScenarioDialog({ onClose }: { onClose: () => void }) {
  const { activate, openDevice } = useActions();
  const scenarios = useWorkbench((state) => state.scenarios);
  const ready = scenarios.slice(0, SCENARIOS.length);
  const activeId = useWorkbench((state) => state.activeId);
  const device = useWorkbench((state) => activeScenario(state).device);
  return (
    <Modal
      title="Scenario"
      description={`What the guest does. Device now: ${device.name}.`}
      onClose={onClose}
    >
      <div className="modal-scroll" tabIndex={0} role="region" aria-label="Scenarios">
        <OwnScenarios onClose={onClose} />
        <h3 className="panel-title">Ready</h3>
        <ul className="cards">
          {ready.map(({ id, scenario }) => {
            const usual = SCENARIOS.find((ready) => ready.id === id)?.deviceId ?? null;
            const better = DEVICES.find(({ description }) => description.id === usual)?.description ?? null;
            return (
              <li key={id} className="card" data-current={id === activeId}>
                <button
                  type="button"
                  className="card-main"
                  aria-current={id === activeId ? 'true' : undefined}
                  onClick={() => {
                    activate(id);
                    onClose();
                  }}
                >
                  <span className="card-name">
                    {scenario.name}
                    <span className="card-side">{counted(scenario.steps.length)}</span>
                  </span>
                  <span className="card-note">{scenario.note}</span>
                </button>
                {better !== null && better.id !== device.id && (
                  <button
                    type="button"
                    className="button button-small"
                    onClick={() => {
                      openDevice(better);
                      activate(id);
                      onClose();
                    }}
                  >
                    Show it on {better.name} <span className="mono">{better.id}</span>, which shows it best
                  </button>
                )}
              </li>
            );
          })}
        </ul>
      </div>
    </Modal>
  );
}

const counted = (steps: number): string => `${steps} ${steps === 1 ? 'step' : 'steps'}`;
