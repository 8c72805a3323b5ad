import { useEffect, useMemo, useState } from 'react';
import type { DeviceDescription } from '#model/device.ts';
import type { DriverCost } from '#model/driver-cost.ts';
import { DESIGNS } from '#model/designs/catalogue.ts';
import type { Layout } from '#model/layout.ts';
import type { Scenario } from '#model/scenario.ts';
import { DRIVER_VECTORS, driverSequences, type DriverSequence } from '#content/scenarios/driver-sequences.ts';
import { costsOf, effectsOf, type Job } from '#state/survey-client.ts';

interface DeviceTablesProps {
  device: DeviceDescription;
  layout: Layout;
  /** The design that is marked in both tables. */
  designId: string;
}

/** What each design does to this device, and what drivers' sequences cost under each. */
export function DeviceTables({ device, layout, designId }: DeviceTablesProps) {
  const effects = useJob(useMemo(() => () => effectsOf(device), [device]));
  const sequences = useMemo(() => driverSequences(layout), [layout]);
  const costs = useJob(
    useMemo(
      () => () =>
        costsOf(
          scenariosOf(sequences, device),
          DESIGNS.map(({ id }) => id),
        ),
      [sequences, device],
    ),
  );
  return (
    <>
      <section className="whole-section" aria-labelledby="effects-title">
        <h2 id="effects-title" className="panel-title">
          What each design does to this device
        </h2>
        {effects === null ? (
          <p className="empty">Each design is being tried on the registers beside the table.</p>
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
                {effects.map((effect) => (
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
      <section className="whole-section" aria-labelledby="costs-title">
        <h2 id="costs-title" className="panel-title">
          What guest drivers cost
        </h2>
        <p className="whole-note">
          Linux with {Math.min(DRIVER_VECTORS, layout.entries)} vectors, as recorded. In each cell: accesses
          that reach the device model / blocking round trips / lost.
        </p>
        {costs === null ? (
          <p className="empty">The sequences are being run under each design.</p>
        ) : (
          <CostTable sequences={sequences} costs={costs} designId={designId} />
        )}
      </section>
    </>
  );
}

const titleOf = (id: string): string => DESIGNS.find((design) => design.id === id)?.title ?? id;

/** For each sequence what leads up to it, and that with the sequence itself: the cost is the difference. */
function scenariosOf(sequences: readonly DriverSequence[], device: DeviceDescription): Scenario[] {
  const of = (steps: Scenario['steps']): Scenario => ({
    name: '',
    note: '',
    device,
    registers: new Map(),
    steps,
  });
  return sequences.flatMap(({ before, steps }) => [of(before), of([...before, ...steps])]);
}

interface CostTableProps {
  sequences: readonly DriverSequence[];
  costs: readonly (readonly DriverCost[])[];
  designId: string;
}

function CostTable({ sequences, costs, designId }: CostTableProps) {
  return (
    <div className="wide-scroll" tabIndex={0} role="region" aria-label="Costs of drivers’ sequences">
      <table className="device-table cost-table">
        <thead>
          <tr>
            <th scope="col">Design</th>
            {sequences.map(({ id, name, note, standing }, n) => (
              <th key={id} scope="col" data-standing={standing}>
                {name}
                {standing === 'reported' && <em> reported, not recorded</em>}
                <span className="cost-note">
                  {note} {spent(costs, n, 0, 'accesses')} accesses.
                </span>
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

/** The result of a job that starts with the component; null until it is there. */
function useJob<T>(start: () => Job<T>): T | null {
  const [done, setDone] = useState<{ start: () => Job<T>; value: T } | null>(null);
  useEffect(() => {
    const job = start();
    job.result.then(
      (value) => setDone({ start, value }),
      () => undefined,
    );
    return job.cancel;
  }, [start]);
  return done?.start === start ? done.value : null;
}
