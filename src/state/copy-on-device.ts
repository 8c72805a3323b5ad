/** One's own scenario on another device, as a copy: what of it has a place there, and why the rest has none. */
import type { DeviceDescription } from '#model/device.ts';
import { rePlaced } from '#model/re-place.ts';
import { linesAfter } from './attached-lines.ts';
import type { OwnScenario } from './document.ts';

export interface CopyOnDevice {
  readonly copy: Omit<OwnScenario, 'id'>;
  /** Steps that have no place on the device. */
  readonly left: number;
  /** A sentence for each reason, also of initial contents; empty when everything has a place. */
  readonly reasons: readonly string[];
}

/** A copy of `own` on `device`. Comments, expectations and moments stay with their steps. */
export function copyOnDevice({ id, scenario, lines }: OwnScenario, device: DeviceDescription): CopyOnDevice {
  const { scenario: placed, left, reasons } = rePlaced(scenario, device);
  const name = `${scenario.name.replace(/ \(on [^()]*\)$/, '')} (on ${device.id ?? device.name})`;
  return {
    copy: {
      scenario: { ...placed, name },
      lines: left.reduceRight(
        (now, at) => linesAfter(now, { kind: 'splice', at, removed: 1, added: 0 }),
        lines,
      ),
      from: { id, name: scenario.name, steps: null },
    },
    left: left.length,
    reasons,
  };
}
