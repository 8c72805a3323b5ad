import type { XenDesign } from '../../context.ts';
import { configureVpci } from '../../vpci/message-control.ts';
import { vpciHandler } from '../../vpci/handler.ts';
import type { NamedXenDesign } from '../named.ts';
import { hvmUpTo420 } from './hvm.ts';

const parts = (hardwareDomain: boolean): XenDesign => ({
  ...hvmUpTo420,
  sourceTag: 'c447b7308b',
  earlierHandlers: hardwareDomain ? ['vioapic', 'vlapic', 'mmcfg'] : ['vioapic', 'stdvga', 'vlapic', 'hpet'],
  handlers: [vpciHandler(hardwareDomain)],
  configure: configureVpci(hardwareDomain),
  complete: () => undefined,
  trapsPba: true,
  registerWrites: 'carried-out',
  availability: hardwareDomain ? 'running' : 'not-on-x86',
});

/** vPCI at c447b7308b for a PVH dom0: no device model, everything ends in Xen. */
export const vpciHwdom: NamedXenDesign = {
  name: 'vpci-head',
  title: 'vPCI, hardware domain',
  summary:
    'What Xen does for a PVH dom0: table, PBA and registers are all handled in Xen, for every entry, at once.',
  offeredWith: ['hwdom'],
  standing: 'elsewhere',
  date: '2026-08-20',
  buildsOn: 'xen-head',
  changes: [
    {
      kind: 'commit',
      reference: 'd6281be9d0',
      title: 'vPCI’s own handler takes the whole page, without a device model (registers since b177892d2d)',
      parts: 'rest',
      bringsDeviceModel: true,
    },
  ],
  parts: parts(true),
};

/** The same for a domU, which x86 does not offer yet: writes to the PBA are ignored. */
export const vpciDomu: NamedXenDesign = {
  ...vpciHwdom,
  title: 'vPCI, domU',
  offeredWith: ['domu'],
  parts: parts(false),
};
