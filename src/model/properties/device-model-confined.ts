import { REACHED_PBA, WROTE_TABLE } from '../seen.ts';
import { needsNoTrust } from './about.ts';
import type { Property } from './property.ts';

export const deviceModelConfined: Property = {
  id: 'I10',
  name: 'The device model is confined',
  sentence: 'Whatever it binds, no access then writes table or PBA in the hardware.',
  source: 'reply of 2023-03-27: the device model cannot be trusted to filter',
  settings: ['hostile device model', 'hostile device model, shared page'],
  notFor: needsNoTrust,
  of: 'step',
  holds: (machine) => (machine.seen & (WROTE_TABLE | REACHED_PBA)) === 0,
};
