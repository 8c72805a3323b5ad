import { createContext, use, useState } from 'react';
import type { DeviceDescription } from '#model/device.ts';
import { copyOnDevice } from '#state/copy-on-device.ts';
import { useActions, useWorkbench } from '../workbench-context.ts';

/** What follows once a copy is shown on that device. */
export const CopiedContext = createContext<(device: DeviceDescription) => void>(() => undefined);

interface CopyOnProps {
  /** Null while there is none to put a copy on. */
  device: DeviceDescription | null;
  size?: 'small' | 'plain';
  /** What the form says registers hold at first, put over what the copy has. */
  contents?: (contents: ReadonlyMap<number, number>) => ReadonlyMap<number, number>;
}

/**
 * Puts a copy of one’s own scenario on `device`; a ready one is shown there by its own recipe, so it has no such
 * button. When steps have no place there, says which and why before anything is done.
 */
export function CopyOn({ device, size = 'small', contents = (same) => same }: CopyOnProps) {
  const own = useWorkbench(({ document, activeId }) => document.scenarios.find(({ id }) => id === activeId));
  const [asked, setAsked] = useState<DeviceDescription | null>(null);
  const { addScenarios } = useActions();
  const copied = use(CopiedContext);
  if (own === undefined) return null;
  const isAsked = device !== null && asked === device;
  const found = isAsked ? copyOnDevice(own, device) : null;
  const add = () => {
    if (device === null) return;
    const { copy, reasons } = copyOnDevice(own, device);
    if (reasons.length > 0 && !isAsked) {
      setAsked(device);
      return;
    }
    const { scenario } = copy;
    const filled = { ...copy, scenario: { ...scenario, registers: contents(scenario.registers) } };
    addScenarios([filled], `copy ${own.scenario.name} to ${device.name}`);
    copied(device);
  };
  const all = own.scenario.steps.length;
  const kept = all - (found?.left ?? 0);
  return (
    <>
      {(found === null || kept > 0) && (
        <button
          type="button"
          className={size === 'small' ? 'button button-small' : 'button'}
          disabled={device === null}
          onClick={add}
        >
          {found === null ? 'A copy of this scenario on it' : `Copy the other ${kept} of ${all} steps`}
        </button>
      )}
      <div role="status" className="copy-on">
        {found !== null && (
          <div className="message" data-severity="warning">
            <p>
              <span className="message-kind">
                {found.left === 0
                  ? 'All steps have a place on it, but not all else:'
                  : countOf(found.left, all)}
              </span>
            </p>
            {found.reasons.map((reason) => (
              <p key={reason}>{reason}</p>
            ))}
          </div>
        )}
      </div>
    </>
  );
}

const countOf = (left: number, all: number): string =>
  `${left} of ${all} ${all === 1 ? 'step' : 'steps'} cannot be placed on it${left === all ? ', so there is no copy' : ''}.`;
