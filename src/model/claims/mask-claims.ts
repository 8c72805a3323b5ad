/** C01, C04, C07, C09 to C11 and C17: who knows of the mask bit, and who may change it. */
import type { Step } from '../access.ts';
import { JUDGED_RIGHT, JUDGED_WRONG } from '../seen.ts';
import { VECTOR_CONTROL } from '../state.ts';
import {
  AFTER,
  at,
  bind,
  listed,
  mask,
  no,
  NOBODY,
  notAsked,
  read,
  setData,
  stepNumber,
  TABLE,
  unmask,
  UP,
  UP_STEPS,
  write,
  yes,
  type ClaimCheck,
  type Told,
} from './claim.ts';

const MASK_HANDLING = 1 << 17;
const UNMASKED = 1 << 16;
const isOld = (told: Told | undefined): boolean => told?.after.xen.vector[0] !== 0x42;
const isLatchMasked = (told: Told, entry: number): boolean =>
  (told.after.deviceModel.latch[4 * entry + VECTOR_CONTROL]! & 1) === 1;
const hardwareMasked = (told: Told | undefined): boolean => told?.after.hardware.table[3] === 1;
/** Mask, change, unmask after a live vector: the step that decides is the last. */
const MOVE = [...UP, mask(0), setData(0, 0x42n), unmask(0)];
const LAST = MOVE.length - 1;

/** What the guest has masked is bound again as it is, with the wish to have it unmasked; with and without the flag. */
const LIES = [UNMASKED | MASK_HANDLING, UNMASKED].map((flags): Step => ({
  op: 'dm-bind',
  entry: 0,
  gtable: TABLE,
  vector: 0x41,
  flags,
}));

export const MASK_CLAIMS: readonly ClaimCheck[] = [
  {
    id: 'C01',
    shares: false,
    steps: MOVE,
    judge(told, design) {
      if (!design.deviceModel.present) return notAsked(LAST, NOBODY);
      const { seen } = told[LAST]!;
      if (seen & JUDGED_WRONG)
        return isOld(told[LAST])
          ? yes(LAST, 'It took the entry for unmasked, and the interrupt stays on the old vector.')
          : no(LAST, 'It took the entry for unmasked, and the new vector is in force all the same.');
      return seen & JUDGED_RIGHT
        ? yes(LAST, 'It knew that the entry had been masked, and the new vector is in force.')
        : no(LAST, 'It never asks what the entry was before, and the new vector is in force all the same.');
    },
  },
  {
    id: 'C04',
    shares: false,
    steps: [...UP, mask(0)],
    judge(told, design) {
      const last = told[UP_STEPS]!;
      if (!design.deviceModel.present) return notAsked(UP_STEPS, NOBODY);
      if (last.has('msixtbl.accept-entry')) return notAsked(UP_STEPS, 'Xen still handles the table itself.');
      return hardwareMasked(last)
        ? yes(UP_STEPS, 'Xen leaves the table alone, and the device model masks with a call of its own.')
        : no(UP_STEPS, 'Xen leaves the table alone, and nobody masks: binding again cannot.');
    },
  },
  {
    id: 'C07',
    shares: false,
    steps: [...UP, mask(0), write(AFTER, 0x42n)],
    judge(told) {
      const [masking, register] = [told[UP_STEPS]!, told[UP_STEPS + 1]!];
      if (register.has('own.store'))
        return no(UP_STEPS + 1, 'The device model stores to its own mapping of the page.');
      if (masking.has('dm.mask-call')) return yes(UP_STEPS, 'A hypercall carries the mask.');
      if (masking.has('dm.bind-for-mask'))
        return yes(UP_STEPS, 'A hypercall is to carry the mask: binding again, which cannot mask.');
      return notAsked(UP_STEPS, 'The device model neither masks nor stores to the page.');
    },
  },
  {
    id: 'C09',
    shares: false,
    steps: [...UP, mask(0), write(AFTER, 0x42n)],
    judge(told, design) {
      if (!design.deviceModel.present) return notAsked(UP_STEPS, NOBODY);
      const knows = (told[UP_STEPS]!.after.deviceModel.latch[3]! & 1) === 1;
      const reaches = told[UP_STEPS + 1]!.registerBytes === 4;
      if (knows === reaches)
        return notAsked(
          UP_STEPS + 1,
          knows ? 'Both problems are solved together.' : 'Neither problem is solved.',
        );
      return yes(
        UP_STEPS + 1,
        knows
          ? 'The device model knows the mask bit, and registers next to the table are still out of reach.'
          : 'Registers next to the table are within reach, and the device model does not know the mask bit.',
      );
    },
  },
  {
    id: 'C10',
    shares: false,
    steps: [
      ...UP,
      ...bind(3),
      mask(3),
      read(at(3, 2), 8),
      mask(0),
      write(at(0, 1), 0x42n << 32n, 8),
      unmask(0),
    ],
    judge(told, design) {
      const n = UP_STEPS + 4;
      if (!design.deviceModel.present) return notAsked(n, NOBODY);
      if (told[n]!.has('msixtbl.decline-yields'))
        return notAsked(n, 'Nothing is split: with the flag the device model handles the table alone.');
      const last = told.at(-1)!.after;
      const against = [
        ...(isLatchMasked(told[n]!, 3) ? [] : [[n, 'what the mask bit of entry 3 is'] as const]),
        ...((told[n + 1]!.route.values?.[0] ?? 0n) >> 32n === 1n
          ? []
          : [[n + 1, 'what the guest reads there'] as const]),
        ...(last.deviceModel.latch[2] === 0x42 && last.xen.vector[0] !== 0x42
          ? [
              [
                n + 4,
                'the message of entry 0, of which the device model holds a new one that never comes into force',
              ] as const,
            ]
          : []),
      ];
      const [first] = against;
      if (first === undefined) return no(n + 4, 'Xen and the device model agree on the entries throughout.');
      return yes(
        first[0],
        `The two differ on ${listed(against.map(([at, words]) => `${words} (${stepNumber(at)})`))}.`,
      );
    },
  },
  {
    id: 'C11',
    shares: false,
    steps: [...MOVE, mask(0)],
    judge(told, design) {
      if (design.deviceModel.bindFlags === 0)
        return notAsked(LAST, 'No device model declares that it handles the mask bit.');
      if (isOld(told[LAST]))
        return no(LAST, 'Xen ignores the flag, and the interrupt stays on the old vector.');
      if (!design.xen.honoursMaskFlag)
        return yes(
          LAST,
          'Xen ignores the flag and goes on masking; QEMU finds the entry masked in the hardware, and the new vector is in force.',
        );
      return hardwareMasked(told[LAST + 1])
        ? yes(LAST + 1, 'With the flag, and a call that sets just the mask, masking and moving work.')
        : no(LAST + 1, 'The flag is in force, and with binding alone the vector cannot be masked again.');
    },
  },
  {
    id: 'C17',
    shares: false,
    steps: [
      ...UP,
      { op: 'begin', access: { op: 'write', offset: at(0, 3), size: 4, value: 1n } },
      ...LIES,
      { op: 'host-mask', entry: 0, masked: true },
      ...LIES,
    ],
    judge(told, design) {
      if (!design.deviceModel.present)
        return yes(UP_STEPS, 'Xen masks the vector, and there is no device model to ask.');
      const lied = UP_STEPS + LIES.length;
      const undone = hardwareMasked(told[lied])
        ? ''
        : ` One that lies can take the guest’s mask away by binding again as unmasked (${stepNumber(lied)})`;
      const own = hardwareMasked(told.at(-1)) ? ', but not the mask that Xen sets for itself.' : '.';
      return hardwareMasked(told[UP_STEPS])
        ? yes(UP_STEPS, `Xen has masked the vector though the device model never answers.${undone}${own}`)
        : no(
            UP_STEPS,
            `The vector stays unmasked until the device model answers, if it does.${undone}${own}`,
          );
    },
  },
];
