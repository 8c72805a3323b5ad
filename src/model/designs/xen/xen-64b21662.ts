import { msixtblHandler } from '../../xen/msixtbl.ts';
import { hvmUpTo420 } from './hvm.ts';
import type { NamedXenDesign } from '../named.ts';

/** The first half of what landed (2024-04-30). */
export const xen64b21662: NamedXenDesign = {
  name: 'xen-64b21662',
  title: 'Xen at 64b21662b1',
  summary: 'As 4.18, but every aligned write to a bound entry is also sent to the device model.',
  offeredWith: ['qemu-latch', 'qemu-devmem'],
  standing: 'landed',
  date: '2024-04-30',
  buildsOn: 'xen-4.18',
  changes: [
    {
      kind: 'commit',
      reference: '64b21662b1',
      title: 'All aligned writes to bound entries go on to the device model',
      parts: 'rest',
    },
  ],
  parts: {
    ...hvmUpTo420,
    sourceTag: '64b21662b1',
    allWrites: 'advertised',
    handlers: [
      msixtblHandler({
        covers: 'table',
        misalignedWrite: 'drop',
        shortWrite: 'drop',
        handledWrite: 'forward',
        adjacentWrite: 'forward',
      }),
    ],
  },
};
