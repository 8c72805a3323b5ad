import type { DeviceModelDesign } from '../context.ts';

/** No device model: nothing is ever sent to one, so nothing here takes effect. */
export const noDeviceModel: DeviceModelDesign = {
  present: false,
  sourceTag: null,
  update: { takesMessage: 'when-masked', asksForUnmask: false },
  maskFrom: 'nowhere',
  devMem: 'never',
  storesToPage: false,
  bindFlags: 0,
  writeEntry: () => false,
  writePastTable: () => false,
  readPastTable: () => false,
  accessBar: () => false,
};
