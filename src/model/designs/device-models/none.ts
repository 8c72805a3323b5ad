import { noDeviceModel } from '../../device-model/none.ts';
import type { NamedDeviceModel } from '../named.ts';

/** vPCI runs without a device model; what the name says instead is the kind of domain. */
export const hardwareDomain: NamedDeviceModel = {
  name: 'hwdom',
  title: 'no device model, hardware domain',
  summary: 'Nothing outside Xen takes part.',
  parts: noDeviceModel,
};

export const domU: NamedDeviceModel = { ...hardwareDomain, name: 'domu', title: 'no device model, domU' };
