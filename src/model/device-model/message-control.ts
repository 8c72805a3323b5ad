import type { Context } from '../context.ts';
import { passMessageControl } from '../message-control.ts';
import { disableAll, updateAll } from './vectors.ts';

/**
 * The guest writes MSI-X Message Control. Configuration space belongs to the device model: it rebinds or tears down
 * first (xen_pt_msixctrl_reg_write), remembers the new state, and passes the value to the device; Xen's intercept
 * notes the guest's function mask on the way and keeps its own. The vCPU is blocked meanwhile, so completion runs.
 */
export function configureMsix(context: Context, enable: boolean, maskall: boolean): void {
  const { recorder } = context;
  const { deviceModel } = context.state;
  recorder?.hop('guest', enable ? 'config.enable' : 'config.disable', { masked: maskall });
  recorder?.hop('device-model', 'config.receive', { masked: maskall });
  context.blocked = true;
  if (enable && !maskall) updateAll(context);
  else if (!enable && deviceModel.enabled) disableAll(context);
  recorder?.hop('device-model', 'config.remember', { masked: maskall });
  recorder?.changed('device-model', 'enabled', null, Number(deviceModel.enabled), Number(enable));
  recorder?.changed('device-model', 'maskall', null, Number(deviceModel.maskall), Number(maskall));
  deviceModel.maskall = maskall;
  deviceModel.enabled = enable;
  passMessageControl(context, enable, maskall);
  context.blocked = false;
  context.roundTrips++;
  context.design.xen.complete(context);
}
