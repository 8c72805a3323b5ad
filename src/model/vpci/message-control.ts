import type { Context } from '../context.ts';
import { passMessageControl } from '../message-control.ts';
import { disableEntry, updateEntry } from './entries.ts';

/**
 * control_write of vPCI: switching MSI-X on (or the function mask off) binds the unmasked entries that were written
 * since; switching it off unbinds all. A domU also loses INTx when MSI-X goes on.
 */
export function configureVpci(
  hardwareDomain: boolean,
): (context: Context, enable: boolean, maskall: boolean) => void {
  return (context, enable, maskall) => {
    const { recorder, layout } = context;
    const { vpci } = context.state;
    recorder?.hop('guest', enable ? 'config.enable' : 'config.disable', { masked: maskall });
    if (vpci.enabled === enable && vpci.maskall === maskall) {
      recorder?.hop('xen', 'vpci.config-unchanged', { masked: maskall });
      return;
    }
    recorder?.hop('xen', 'vpci.config', { masked: maskall });
    if (enable && !maskall && (!vpci.enabled || vpci.maskall)) {
      for (let entry = 0; entry < layout.entries; entry++)
        if (vpci.masked[entry] === 0 && vpci.updated[entry] === 1) updateEntry(context, entry);
    } else if (!enable && vpci.enabled) {
      for (let entry = 0; entry < layout.entries; entry++)
        if (disableEntry(context, entry)) {
          recorder?.changed('xen', 'updated', entry, vpci.updated[entry]!, 1);
          vpci.updated[entry] = 1;
        }
    }
    if (enable && !vpci.enabled && !hardwareDomain)
      recorder?.hop('hardware', 'hardware.intx', {}, { at: 'hw.intx', enabled: false });
    vpci.maskall = maskall;
    vpci.enabled = enable;
    passMessageControl(context, enable, maskall);
  };
}
