import { everywhere } from './about.ts';
import type { Property } from './property.ts';

export const noCrash: Property = {
  id: 'I17',
  name: 'No access crashes the domain',
  sentence: 'No access to MSI-X structures makes Xen crash the domain.',
  source: '8f36bde2b2',
  settings: [
    'neighbours',
    'shared page',
    'any guest',
    'neighbours, bound',
    'shared page, bound',
    'hostile device model',
    'hostile device model, shared page',
    'events',
    'waiting',
    'not prepared',
  ],
  notFor: everywhere,
  of: 'step',
  holds: (machine) => !machine.state.crashed,
};
