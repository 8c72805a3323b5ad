/** C01 to C04, C07, C09 to C11, C16, C17 and C22: who knows of the mask bit, and who may change it. */
import { JUDGED_RIGHT, JUDGED_WRONG } from '../seen.ts';
import {
  AFTER,
  at,
  bind,
  mask,
  no,
  NOBODY,
  notAsked,
  read,
  setData,
  unmask,
  UP,
  UP_STEPS,
  write,
  yes,
  type ClaimCheck,
  type Told,
} from './claim.ts';

const MASKED = 1n << 32n;
const isOld = (told: Told | undefined): boolean => told?.after.xen.vector[0] !== 0x42;
const hardwareMasked = (told: Told | undefined): boolean => told?.after.hardware.table[3] === 1;
/** Mask, change, unmask after a live vector: the step that decides is the last. */
const MOVE = [...UP, mask(0), setData(0, 0x42n), unmask(0)];
const LAST = MOVE.length - 1;

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
    id: 'C02',
    shares: false,
    steps: [
      ...UP,
      mask(0),
      unmask(0),
      mask(0),
      setData(0, 0x42n),
      unmask(0),
      write(at(0, 2), 0x41n | MASKED, 8),
    ],
    judge(told, design) {
      if (!design.deviceModel.present) return notAsked(UP_STEPS, NOBODY);
      const passed = (n: number) => told[UP_STEPS + n]?.forwarded === true;
      if (passed(0)) return no(UP_STEPS, 'Setting the mask bit is passed on.');
      if (!passed(1))
        return no(UP_STEPS + 1, 'Clearing it is not passed on either when no message was changed.');
      return passed(5)
        ? no(UP_STEPS + 5, 'Setting it as the upper half of a quad write is passed on.')
        : yes(UP_STEPS + 4, 'Only clearing is passed on.');
    },
  },
  {
    id: 'C03',
    shares: false,
    steps: [...UP, mask(0), setData(0, 0x42n), unmask(0), unmask(0)],
    judge(told, design) {
      if (!design.deviceModel.present) return notAsked(UP_STEPS, NOBODY);
      const passed = told.slice(UP_STEPS).filter(({ forwarded }) => forwarded).length;
      return yes(
        UP_STEPS + 3,
        `Of the four writes of a change of vector, the last of which changes nothing, ${passed} reach the device model.`,
      );
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
    steps: [...UP, ...bind(3), mask(3), read(at(3, 2), 8)],
    judge(told, design) {
      const last = told.length - 1;
      if (!design.deviceModel.present) return notAsked(last, NOBODY);
      const { after, route } = told[last]!;
      const masked = (route.values?.[0] ?? 0n) >> 32n === 1n;
      if ((after.deviceModel.latch[15]! & 1) === 1 && masked)
        return no(last, 'Xen and the device model agree on the entry.');
      return yes(last, 'The guest masked entry 3, and reads from the device model that it is not masked.');
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
    id: 'C16',
    shares: false,
    steps: [...UP, ...bind(3), setData(0, 0x42n), setData(3, 0x42n), read(at(0, 2)), read(at(3, 2))],
    judge(told, design) {
      const n = told.length - 4;
      if (!design.deviceModel.present) return notAsked(n, NOBODY);
      const passed = told.slice(n).map(({ forwarded }) => forwarded);
      if (!passed[0] || !passed[1]) return notAsked(n, 'Not even every write is passed on.');
      return passed[2]
        ? no(n + 2, 'Reads of entry 0 go to the device model as well.')
        : yes(n + 2, 'Entry 0 is read from Xen’s copy, entry 3 from the device model.');
    },
  },
  {
    id: 'C17',
    shares: false,
    steps: [...UP, { op: 'begin', access: { op: 'write', offset: at(0, 3), size: 4, value: 1n } }],
    judge: (told) =>
      hardwareMasked(told[UP_STEPS])
        ? yes(UP_STEPS, 'Xen has masked the vector before the device model answers, or without asking it.')
        : no(UP_STEPS, 'The vector stays unmasked until the device model answers, if it does.'),
  },
  {
    id: 'C22',
    shares: false,
    steps: [
      ...UP,
      mask(0),
      write(at(0, 2), 0x42n | MASKED, 8),
      write(at(0, 3), 0n, 8),
      write(at(0, 3) + 1, 0n),
    ],
    judge(told, design) {
      if (!design.deviceModel.present) return notAsked(UP_STEPS, NOBODY);
      const missed = told.findIndex(({ forwarded }, n) => n >= UP_STEPS && !forwarded);
      if (missed < 0) return yes(UP_STEPS + 3, 'Every one of them reaches the device model.');
      const what = [
        'A dword write',
        'A quad write',
        'A quad write at a 4-aligned address',
        'An unaligned write',
      ];
      return no(missed, `${what[missed - UP_STEPS]!} does not reach the device model.`);
    },
  },
];
