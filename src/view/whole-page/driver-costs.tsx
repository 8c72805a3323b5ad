import { useMemo, useState } from 'react';
import { DESIGNS } from '#model/designs/catalogue.ts';
import type { DeviceDescription } from '#model/device.ts';
import type { DriverCost } from '#model/driver-cost.ts';
import type { Layout } from '#model/layout.ts';
import type { Scenario } from '#model/scenario.ts';
import {
  driverSequences,
  scenarioOfSequence,
  USUAL_VECTORS,
  VECTOR_CHOICES,
  type DriverSequence,
} from '#content/scenarios/driver-sequences.ts';
import { costsOf } from '#state/survey-client.ts';
import { useActions } from '../workbench-context.ts';
import { useJob } from '../use-job.ts';
import { JobNote } from './job-note.tsx';

interface DriverCostsProps {
  device: DeviceDescription;
  layout: Layout;
  /** The design that is marked in the table. */
  designId: string;
}

/** What drivers' sequences cost under each design. Each of them opens as a scenario, to be walked and compared. */
export function DriverCosts({ device, layout, designId }: DriverCostsProps) {
  const { setLook, openScenario, seek } = useActions();
  const [vectors, setVectors] = useState(USUAL_VECTORS);
  const choices = VECTOR_CHOICES.filter((count) => count <= layout.entries);
  const used = Math.min(vectors, choices.at(-1) ?? 1);
  const sequences = useMemo(() => driverSequences(layout, used), [layout, used]);
  const costs = useJob(sequences, () =>
    costsOf(
      scenariosOf(sequences, device),
      DESIGNS.map(({ id }) => id),
    ),
  );
  const open = (sequence: DriverSequence) => {
    const { scenario, from } = scenarioOfSequence(sequence, device);
    openScenario(scenario);
    setLook({ view: 'route' });
    seek({ step: from, hop: 0 });
  };
  return (
    <section className="whole-section" aria-labelledby="costs-title">
      <div className="costs-head">
        <h2 id="costs-title" className="panel-title">
          What guest drivers cost
        </h2>
        <label className="costs-vectors">
          <span>Vectors</span>
          <select
            className="select"
            value={used}
            onChange={(event) => setVectors(Number(event.target.value))}
          >
            {choices.map((count) => (
              <option key={count} value={count}>
                {count}
              </option>
            ))}
          </select>
        </label>
      </div>
      <p className="whole-note">
        Linux with {counted(used, 'vector')}, each step as it was recorded. In each cell: accesses that reach
        the device model / blocking round trips / lost.
      </p>
      {costs?.kind !== 'done' ? (
        <JobNote state={costs} words="The sequences are being run under each design." />
      ) : (
        <CostTable sequences={sequences} costs={costs.value} designId={designId} onOpen={open} />
      )}
    </section>
  );
}

const counted = (count: number, what: string, plural = `${what}s`): string =>
  `${count} ${count === 1 ? what : plural}`;

/** For each sequence what leads up to it, and that with the sequence itself: the cost is the difference. */
function scenariosOf(sequences: readonly DriverSequence[], device: DeviceDescription): Scenario[] {
  return sequences.flatMap((sequence) => {
    const { scenario, from } = scenarioOfSequence(sequence, device);
    return [{ ...scenario, steps: scenario.steps.slice(0, from) }, scenario];
  });
}

interface CostTableProps {
  sequences: readonly DriverSequence[];
  costs: readonly (readonly DriverCost[])[];
  designId: string;
  onOpen: (sequence: DriverSequence) => void;
}

function CostTable({ sequences, costs, designId, onOpen }: CostTableProps) {
  return (
    <div className="wide-scroll" tabIndex={0} role="region" aria-label="Costs of drivers’ sequences">
      <table className="device-table cost-table">
        <thead>
          <tr>
            <th scope="col">Design</th>
            {sequences.map((sequence, n) => (
              <th key={sequence.id} scope="col" data-standing={sequence.standing}>
                {sequence.name}
                {sequence.standing === 'reported' && <em> reported, not recorded</em>}
                <span className="cost-note">
                  {sequence.note} {counted(spent(costs, n, 0, 'accesses'), 'access', 'accesses')}.
                </span>
                <button
                  type="button"
                  className="button button-small"
                  aria-label={`Open as scenario: ${sequence.name}`}
                  onClick={() => onOpen(sequence)}
                >
                  Open as scenario
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {DESIGNS.map(({ id, title }, design) => (
            <tr key={id} data-current={id === designId}>
              <th scope="row">{title}</th>
              {sequences.map((sequence, n) => {
                const lost = spent(costs, n, design, 'lost');
                return (
                  <td key={sequence.id} data-standing={sequence.standing} data-lost={lost > 0}>
                    {spent(costs, n, design, 'reachDeviceModel')} / {spent(costs, n, design, 'roundTrips')} /{' '}
                    {lost > 0 ? <b>{lost} lost</b> : 0}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function spent(
  costs: CostTableProps['costs'],
  sequence: number,
  design: number,
  of: 'accesses' | 'reachDeviceModel' | 'roundTrips' | 'lost',
): number {
  return (costs[2 * sequence + 1]?.[design]?.[of] ?? 0) - (costs[2 * sequence]?.[design]?.[of] ?? 0);
}
