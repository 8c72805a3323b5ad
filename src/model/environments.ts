import type { Design } from './context.ts';

/** Where the device model runs: decides whether it can get at the hardware, and so whether a device can be attached. */
export type EnvironmentName = 'dom0' | 'dom0-lockdown' | 'stubdomain' | 'deprivileged';

export interface Environment {
  readonly name: EnvironmentName;
  readonly title: string;
  /** What is particular about it, in a sentence. */
  readonly summary: string;
}

export const ENVIRONMENTS: readonly Environment[] = [
  { name: 'dom0', title: 'dom0', summary: 'A process in a PV dom0, with /dev/mem.' },
  {
    name: 'dom0-lockdown',
    title: 'dom0 under kernel lockdown',
    summary: 'A process in a dom0 whose kernel refuses to open /dev/mem.',
  },
  {
    name: 'stubdomain',
    title: 'Linux stubdomain',
    summary: 'A domain of its own next to the guest, in which /dev/mem does not show the device.',
  },
  {
    name: 'deprivileged',
    title: 'deprivileged process',
    summary: 'A process in dom0 that has given up its rights after start.',
  },
];

/** Whether a design works in an environment; where not, at which step it fails and why. */
export type Feasibility =
  | { readonly works: true; readonly remark: string | null }
  | { readonly works: false; readonly step: string; readonly reason: string };

const works = (remark: string | null = null): Feasibility => ({ works: true, remark });
const fails = (step: string, reason: string): Feasibility => ({ works: false, step, reason });

/**
 * Whether a guest can be given the device at all. Facts: routing.md section 16 (QEMU's /dev/mem mapping is made when
 * the device is attached, and its failure fails the whole attachment).
 */
export function feasibility(design: Design, environment: EnvironmentName): Feasibility {
  const { deviceModel } = design;
  const needsDevMem = deviceModel.devMem === 'always';
  if (!deviceModel.present)
    return environment === 'dom0'
      ? works('No device model takes part: the environment makes no difference.')
      : fails(
          'before anything',
          'This design has no device model, so there is nothing that could run elsewhere.',
        );
  switch (environment) {
    case 'dom0':
      return works();
    case 'dom0-lockdown':
      return needsDevMem
        ? fails(
            'attaching the device (xen_pt_msix_init)',
            'QEMU opens /dev/mem to map the table; the locked-down kernel refuses, the MSI-X capability cannot be set up, and the device is not attached at all.',
          )
        : works('This is what no longer needing /dev/mem makes possible.');
    case 'stubdomain':
      return needsDevMem
        ? fails(
            'attaching the device (xen_pt_msix_init)',
            'QEMU’s mapping of the table through /dev/mem does not show the device in a stubdomain; Qubes hides the MSI-X capability from the guest instead, which then uses MSI or INTx.',
          )
        : works('The case that the series was made for.');
    case 'deprivileged':
      return fails(
        'binding the first vector',
        needsDevMem
          ? 'The process can neither open /dev/mem nor make the hypercalls that map and bind interrupts.'
          : 'The process may not make the hypercalls that map and bind interrupts; not needing /dev/mem removes only one of the obstacles.',
      );
    default:
      return environment satisfies never;
  }
}
