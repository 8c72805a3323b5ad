import { strToU8 } from 'fflate';

/**
 * What links of version 1 need not spell out, for ever: names and notes of the first ready scenarios, and the bytes of
 * their steps. It is part of the format: a change to it, however small, makes every link that exists unreadable.
 */
const TEXTS: readonly string[] = [
  'A register beside the table',
  'A Wi-Fi driver sets up MSI-X, then its interrupt masks, which share the table’s page. Follow the first register write: each design sends it somewhere else.',
  'Linux loads a driver',
  'The PCI core enables MSI-X, writes dummy messages, masks every entry, then writes each real message twice. Watch where the first unmask binds the interrupt.',
  'Mask and unmask',
  'Once an entry is bound, its mask bit belongs to Xen. Compare what the device model still believes after each write.',
  'An interrupt moves to another CPU',
  'The eleven accesses of a Linux affinity change: mask, new vector, new address, unmask. The change counts only when the unmask makes the device model bind again.',
  'Unmask done twice',
  'As reported of Windows in discussions, not recorded: the same unmask is written twice in a row. See whether the second one still has work to do.',
  'Eight bytes at once',
  'Address and then data with vector control, each as one 8-byte write. The second one changes the message and the mask together, in two halves.',
  'Pending bits on the table’s page',
  'The guest looks at its pending bits. When they share the table’s page the read is caught like any other, and who answers depends on the design.',
  'Before anything is bound',
  'Xen knows the table only once a first interrupt is bound. Until then every access to the page is the device model’s.',
  'MSI-X off, neighbours in use',
  'The driver goes on using its registers after MSI-X is disabled. See whether Xen still knows the table once the last binding is gone, and what that means for the registers.',
  'A string copy over an unbound entry',
  'One instruction copies a whole entry. Over the unbound entry the device model gets all dwords in one request; over the bound one Xen takes them one by one.',
  'A message changed while unmasked',
  'The guest rewrites the data of a live entry without masking it, which the specification leaves undefined. Watch when, if ever, the binding follows.',
  'A register that shares the page with the PBA',
  'Xen 4.19 and later pass register accesses to the hardware, but discard writes where the PBA is on the page: the chip can be read, not programmed.',
];

/** Steps as step-codec.ts writes them, in hex: the commonest last. */
const STEPS: readonly string[] = [
  'd123670410e0fea181ef0120b1b4b4b4b4b4d0e9a1812120e6a1812120a12a800380810220',
  'd0600410e0fea1812120e6a1812120a1e7a1814120a1b027a3',
  'd0600410e0fea1812120e6a1812120a1c10a0484a080f70f003101c00204c80a0484a080f70f003101c00204',
  'd0600410e0fea1812120e6a1812120a18a8008aa0120d280aa0120d0e9a1812120e6a1812120a18a8008aa0120',
  '2a800880f8ac01202a06d0670410e0fea1812120e6a1812120a12a800880f8ac0120',
  '2a800130d0690410e0fea1812120e6a1812120a12a800130',
  'd09084a080f70f92213090a1808080109022',
  'd0600410e0fea1812120e6a1812120a1b027a3a0',
  'd0600410e0fea1812120e6a1812120a1b027e0a1812520660420e0fea1812520a1',
  'd0600410e0fea1812120e6a1812120a1b027a3',
  'd12324690410e0fea181ef0120e2a181ef0120b7b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4d0e9a1812120e6a1812120a1e1a1812220e6a1812220a1',
  'd123670410e0fea181ef0120b1b4b4b4b4b4b4b4b4b4b4b4b4b4b4b4d0e9a1812120e6a1812120a12a8208600000ffff202260deffffd52027b022b0b2',
];

const bytesOf = (hex: string): number[] => (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));

/** Handed to deflate and inflate. */
export const DICTIONARY: Uint8Array = Uint8Array.from([
  ...TEXTS.flatMap((text) => [...strToU8(text)]),
  ...STEPS.flatMap(bytesOf),
]);
