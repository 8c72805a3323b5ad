import { layoutOf } from '#model/layout.ts';
import { DEVICES } from '#content/devices.ts';
import { activeScenario } from '#state/workbench.ts';
import { useWorkbench } from '../workbench-context.ts';
import { placesOf } from './find-device.ts';
import { CLASS_WORDS } from './class-words.ts';
import { DesignEffects } from './design-effects.tsx';

/** What is known of the device on screen, and what each design does to it. */
export function ThisDevice() {
  const device = useWorkbench((state) => activeScenario(state).device);
  const { classes, contradictions } = layoutOf(device);
  const known = DEVICES.find(({ description }) => description.id === device.id && device.id !== null);
  return (
    <div className="modal-scroll this-device" tabIndex={0} role="region" aria-label="This device">
      <p className="card-name">
        {device.name} <span className="card-side mono">{device.id}</span>
      </p>
      <p className="card-places mono">{placesOf(device)}</p>
      <p className="card-note">{classes.map((one) => CLASS_WORDS[one]).join(', ')}</p>
      {known?.note != null && <p>{known.note}</p>}
      {contradictions.map(({ code, sentence }) => (
        <p key={code + sentence} className="message" data-severity="warning">
          <span className="message-kind">Contradiction:</span> {sentence}
        </p>
      ))}
      <h3 className="build-title">What each design does to it</h3>
      <DesignEffects device={device} />
    </div>
  );
}
