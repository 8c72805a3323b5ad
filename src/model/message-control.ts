import type { Context } from './context.ts';
import { sendAllPending } from './interrupts.ts';

/**
 * The way of a write to Message Control from its owner on: Xen's intercept notes the guest's function mask and keeps
 * its own, the device takes the value, and what is pending and may now be sent is sent.
 */
export function passMessageControl(context: Context, enable: boolean, maskall: boolean): void {
  const { recorder } = context;
  const { xen, hardware } = context.state;
  recorder?.hop('xen', 'config.intercept', { masked: maskall });
  recorder?.changed('xen', 'guest_maskall', null, Number(xen.guestMaskall), Number(maskall));
  xen.guestMaskall = maskall;
  recorder?.hop('hardware', 'config.device', { masked: maskall });
  const masked = maskall || xen.hostMaskall;
  recorder?.changed('hardware', 'enabled', null, Number(hardware.enabled), Number(enable));
  recorder?.changed('hardware', 'maskall', null, Number(hardware.maskall), Number(masked));
  hardware.enabled = enable;
  hardware.maskall = masked;
  sendAllPending(context);
}
