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
  | {
      readonly works: true;
      readonly remark: string;
      /** The remark says why nobody can have it as it is shown. */
      readonly caveat: boolean;
    }
  | { readonly works: false; readonly step: string; readonly reason: string };

const works = (remark: string): Feasibility => ({ works: true, remark, caveat: false });
const shownOnly = (remark: string): Feasibility => ({ works: true, remark, caveat: true });
const fails = (step: string, reason: string): Feasibility => ({ works: false, step, reason });

const ATTACH = 'attaching the device (xen_pt_msix_init)';

/**
 * How a device model on a Xen gets to know the mask bit. `by-devmem`: it maps the page through /dev/mem. `told`: Xen
 * says that it need not. `presumed`: Xen does not say so, but it is so. `untrue`: it is not so either; QEMU would find
 * no feature bit and map the page, and runs here as though it did not.
 */
type MaskKnowledge = 'by-devmem' | 'told' | 'presumed' | 'untrue';

const UNLESS_ADVERTISED = { advertised: 'told', unsaid: 'presumed', no: 'untrue' } as const;

function maskKnowledge({ xen, deviceModel }: Design): MaskKnowledge {
  switch (deviceModel.devMem) {
    case 'always':
      return 'by-devmem';
    case 'without-feature':
      return UNLESS_ADVERTISED[xen.allWrites];
    case 'without-flag':
      return xen.honoursMaskFlag ? 'told' : 'by-devmem';
    case 'never':
      return 'told';
  }
}

/**
 * Whether a guest can be given the device at all. Facts: routing.md section 16 (QEMU's /dev/mem mapping is made when
 * the device is attached, and its failure fails the whole attachment) and E.1.
 */
export function feasibility(design: Design, environment: EnvironmentName): Feasibility {
  if (!design.deviceModel.present)
    return design.xen.availability === 'not-on-x86'
      ? shownOnly('No device model takes part; x86 does not offer vPCI to a domU yet.')
      : works('No device model takes part: where one would run makes no difference.');
  switch (environment) {
    case 'dom0':
      return inDom0(design);
    case 'dom0-lockdown':
      return underLockdown(design);
    case 'stubdomain':
      return inStubdomain(design);
    case 'deprivileged':
      return deprivileged(design);
    default:
      return environment satisfies never;
  }
}

function inDom0(design: Design): Feasibility {
  const { xen, deviceModel } = design;
  if (xen.availability === 'boot-only')
    return shownOnly(
      'Xen can protect parts of a page only while it boots (later: -EILSEQ), not for a device of a running guest.',
    );
  switch (maskKnowledge(design)) {
    case 'by-devmem':
      if (deviceModel.devMem === 'without-flag')
        return works(
          'This Xen ignores the flag and goes on masking, so QEMU reads the hardware through /dev/mem.',
        );
      if (xen.honoursMaskFlag)
        return works(
          'This QEMU declares nothing, so Xen handles the table as before; it still opens /dev/mem.',
        );
      return xen.allWrites === 'no'
        ? works('QEMU reads the mask bit through its read-only mapping of /dev/mem.')
        : works('Works as before: the extra control writes refresh its latch, and it still opens /dev/mem.');
    case 'told':
      return xen.honoursMaskFlag
        ? shownOnly('Never written: how QEMU learns that Xen takes the flag is left open; here it knows.')
        : works('Xen sets the feature bit: QEMU needs no /dev/mem.');
    case 'presumed':
      return works(NOT_SAID);
    case 'untrue':
      return shownOnly(
        'Counterfactual: QEMU finds no feature bit here and would read /dev/mem. It shows why QEMU has to be told.',
      );
  }
}

const NOT_SAID =
  'The series left open how QEMU learns that every write reaches it; this one takes it for granted.';

function underLockdown(design: Design): Feasibility {
  const refused =
    'the locked-down kernel refuses, the MSI-X capability cannot be set up, and the device is not attached at all.';
  switch (maskKnowledge(design)) {
    case 'by-devmem':
      return fails(ATTACH, `QEMU opens /dev/mem to map the table; ${refused}`);
    case 'told':
      return design.xen.honoursMaskFlag
        ? shownOnly('It would work, for QEMU goes by what the guest wrote; the design was never written.')
        : works('This is what no longer needing /dev/mem makes possible.');
    case 'presumed':
      return works(NOT_SAID);
    case 'untrue':
      return fails(
        ATTACH,
        `Xen does not set the feature bit, so this QEMU opens /dev/mem as those before it did; ${refused}`,
      );
  }
}

function inStubdomain(design: Design): Feasibility {
  const { xen } = design;
  const unseen = 'QEMU maps the table through /dev/mem, which does not show the device in a stubdomain';
  switch (maskKnowledge(design)) {
    case 'by-devmem':
      if (xen.availability === 'boot-only')
        return fails(
          ATTACH,
          `${unseen}; and up to 4.20 Xen failed every such store of an HVM domain on AMD.`,
        );
      return xen.allWrites === 'advertised'
        ? fails(ATTACH, `${unseen}; it takes a QEMU that knows the feature bit which this Xen sets.`)
        : fails(ATTACH, `${unseen}: the MSI-X capability cannot be set up.`);
    case 'told':
      return xen.honoursMaskFlag
        ? shownOnly('It would work, for QEMU needs no /dev/mem; the design was never written.')
        : works('The case that the series was made for.');
    case 'presumed':
      return works(NOT_SAID);
    case 'untrue':
      return fails(
        'listing the capabilities (xen_pt_hide_dev_cap)',
        'Xen does not set the feature bit, so Qubes’ QEMU hides the MSI-X capability from the guest, which then uses MSI or INTx.',
      );
  }
}

function deprivileged(design: Design): Feasibility {
  const knowledge = maskKnowledge(design);
  return knowledge === 'by-devmem' || knowledge === 'untrue'
    ? fails(
        ATTACH,
        'The process may no longer open /dev/mem, so the MSI-X capability cannot be set up; nor may it make the hypercalls that map and bind interrupts.',
      )
    : fails(
        BINDING,
        'The process may not make the hypercalls that map and bind interrupts; not needing /dev/mem removes only one of the obstacles.',
      );
}

/** The step up to which a process without rights gets, where it does not need /dev/mem. */
export const BINDING = 'binding the first vector';
