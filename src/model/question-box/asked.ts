/** What somebody is asked to change in the hardware. */
export const ASKED = ['mask', 'message', 'register', 'pba'] as const;
/** In the hardware: the mask bit of an entry, its address or data, a register next to the table, the pending bits. */
export type Asked = (typeof ASKED)[number];
