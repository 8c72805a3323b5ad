import type { DeviceDescription } from '#model/device.ts';
import type { Layout } from '#model/layout.ts';
import { effectsOf } from '#state/survey-client.ts';
import { useJob } from '../use-job.ts';
import { DriverCosts } from './driver-costs.tsx';
import { JobNote, titleOf } from './job-note.tsx';

interface DeviceTablesProps {
  device: DeviceDescription;
  layout: Layout;
  /** The design that is marked in both tables. */
  designId: string;
}

/** What each design does to this device, and what drivers' sequences cost under each. */
export function DeviceTables({ device, layout, designId }: DeviceTablesProps) {
  const effects = useJob(device, () => effectsOf(device));
  return (
    <>
      <section className="whole-section" aria-labelledby="effects-title">
        <h2 id="effects-title" className="panel-title">
          What each design does to this device
        </h2>
        {effects?.kind !== 'done' ? (
          <JobNote state={effects} words="Each design is being tried on the registers beside the table." />
        ) : (
          <div className="wide-scroll" tabIndex={0} role="region" aria-label="Effects of each design">
            <table className="device-table">
              <thead>
                <tr>
                  <th scope="col">Design</th>
                  <th scope="col">Registers beside the table</th>
                  <th scope="col">In words</th>
                </tr>
              </thead>
              <tbody>
                {effects.value.map((effect) => (
                  <tr key={effect.designId} data-current={effect.designId === designId}>
                    <th scope="row">{titleOf(effect.designId)}</th>
                    <td className="effect-verdict" data-verdict={effect.verdict}>
                      <b>{effect.letter}</b> {effect.verdict}
                    </td>
                    <td>{effect.sentences.join(' ')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
      <DriverCosts device={device} layout={layout} designId={designId} />
    </>
  );
}
