/** XEN_DOMCTL_VMSI_X86_UNMASKED: the bind also unmasks. */
export const GFLAG_UNMASKED = 1 << 16;

/** XEN_DOMCTL_VMSI_X86_MASK_HANDLING, only proposed: the device model handles the mask bit. The bit is our choice. */
export const GFLAG_MASK_HANDLING = 1 << 17;

/** The bits of an x86 message that a bind carries besides the vector, in domctl layout (public/domctl.h). */
export function gflagsOf(addressLow: number, data: number): number {
  const destination = (addressLow >>> 12) & 0xff;
  const redirectionHint = (addressLow >>> 3) & 1;
  const destinationMode = (addressLow >>> 2) & 1;
  const deliveryMode = (data >>> 8) & 7;
  const trigger = (data >>> 15) & 1;
  return (
    destination | (redirectionHint << 8) | (destinationMode << 9) | (deliveryMode << 12) | (trigger << 15)
  );
}
