/** C05, C06, C08, C12 to C15 and C18 to C21: the page around the table, and who is trusted with it. */
import { WROTE_TABLE } from '../seen.ts';
import {
  AFTER,
  at,
  BEFORE,
  ENABLE,
  listed,
  mask,
  no,
  NOBODY,
  notAsked,
  PBA_ON_PAGE,
  read,
  TABLE,
  unmask,
  UP,
  UP_STEPS,
  write,
  yes,
  type ClaimCheck,
} from './claim.ts';

const OWN_STORES =
  'The device model does not store to the page; had it a mapping, Xen would keep it read-only.';
const MASK_HANDLING = 1 << 17;

export const PAGE_CLAIMS: readonly ClaimCheck[] = [
  {
    id: 'C05',
    shares: true,
    steps: [...UP, write(PBA_ON_PAGE, 1n)],
    judge(told) {
      const last = told[UP_STEPS]!;
      if (!last.has('own.store')) return notAsked(UP_STEPS, OWN_STORES);
      return last.has('own.second-fault')
        ? yes(
            UP_STEPS,
            'Its store faults, in a stubdomain as in dom0, and Xen drops it where the qword is protected.',
          )
        : no(UP_STEPS, 'Its store reaches the device.');
    },
  },
  {
    id: 'C06',
    shares: false,
    steps: [...UP, write(AFTER, 0x42n)],
    judge(told, design) {
      const last = told[UP_STEPS]!;
      if (last.has('own.second-fault'))
        return yes(
          UP_STEPS,
          'The same write is intercepted twice: the guest’s access, then the device model’s store.',
        );
      return design.deviceModel.storesToPage
        ? no(UP_STEPS, 'It is intercepted once.')
        : notAsked(UP_STEPS, 'No mapping with read-only parts is used: it is intercepted once.');
    },
  },
  {
    id: 'C08',
    shares: false,
    steps: [
      ENABLE,
      write(AFTER, 0x42n),
      { op: 'dm-bind', entry: 0, gtable: TABLE - 0x80, vector: 0x41, flags: MASK_HANDLING },
      write(at(0, 3), 0n),
    ],
    judge(told, design) {
      if (!design.deviceModel.present) return notAsked(3, NOBODY);
      if (told[1]!.has('own.complete'))
        return yes(
          1,
          'Xen carries out every store of the device model to a qword that is not protected: which of them it makes is left to its filter alone.',
        );
      return (told[3]!.seen & WROTE_TABLE) !== 0
        ? yes(
            3,
            'It says that the table lies elsewhere, and a write of the guest lands in the table of the device.',
          )
        : no(
            3,
            'It is not relied on: whatever it says about the place of the table, nothing but Xen writes to the page.',
          );
    },
  },
  {
    id: 'C12',
    shares: false,
    steps: [
      ENABLE,
      { op: 'dm-bind', entry: 0, gtable: TABLE, vector: 0x41, flags: MASK_HANDLING },
      { op: 'dm-bind', entry: 1, gtable: TABLE, vector: 0x41, flags: 0 },
    ],
    judge(told, design) {
      if (!design.xen.honoursMaskFlag) return notAsked(2, 'This Xen does not know the flag and ignores it.');
      return told[2]!.has('unruly.bind-refused')
        ? yes(2, 'The second vector is refused with -EINVAL.')
        : no(2, 'The second vector is bound with another choice.');
    },
  },
  {
    id: 'C13',
    shares: false,
    steps: [...UP, mask(0), write(AFTER, 0x42n)],
    judge(told, design) {
      if (!design.deviceModel.present) return notAsked(UP_STEPS, NOBODY);
      const inside = told[UP_STEPS]!;
      if (!inside.has('msixtbl.decline-yields'))
        return no(UP_STEPS, 'Xen does more than decide: it handles entries itself.');
      return told[UP_STEPS + 1]!.has('msixtbl.accept-adjacent')
        ? yes(
            UP_STEPS + 1,
            'Inside the table Xen yields to the device model, outside it takes the access: one decision.',
          )
        : no(UP_STEPS + 1, 'Outside the table nobody takes the access.');
    },
  },
  {
    id: 'C14',
    shares: false,
    steps: [...UP, mask(0)],
    judge(told, design) {
      if (!design.xen.honoursMaskFlag)
        return notAsked(UP_STEPS, 'This Xen has no other way to handle the table.');
      const accepts = told[UP_STEPS]!.has('msixtbl.accept-entry');
      const old = design.deviceModel.bindFlags === 0;
      if (accepts !== old) return no(UP_STEPS, 'The handler does not go by who is at the other end.');
      return yes(
        UP_STEPS,
        old
          ? 'For a device model without the flag the handler works as before.'
          : 'With the flag the handler stays, and accepts nothing in the table.',
      );
    },
  },
  {
    id: 'C15',
    shares: false,
    steps: [...UP, write(AFTER, 0x42n)],
    judge(told) {
      const last = told[UP_STEPS]!;
      if (!last.has('page.accept')) return notAsked(UP_STEPS, 'It has no second handler.');
      return last.has('xen.select-server')
        ? yes(UP_STEPS, 'An ioreq server is chosen for it.')
        : no(UP_STEPS, 'It is an hvm_io_handler: it takes the access before any ioreq server is looked for.');
    },
  },
  {
    id: 'C18',
    shares: false,
    steps: [
      ...UP,
      ...[AFTER, BEFORE].flatMap((at) => [read(at), write(at, 0x42n), read(at + 2), write(at + 2, 0x42n)]),
    ],
    judge(told, design) {
      if (!design.deviceModel.present) return yes(UP_STEPS + 1, NOBODY);
      const kinds = ['aligned reads', 'aligned writes', 'unaligned reads', 'unaligned writes'];
      const sent = kinds.flatMap((kind, n) => {
        const [after, before] = [UP_STEPS + n, UP_STEPS + 4 + n].map((at) => told[at]?.forwarded === true);
        if (!after && !before) return [];
        const where = after && before ? '' : after ? ' after the table' : ' before the table';
        return [{ step: UP_STEPS + n + (after ? 0 : 4), words: `${kind}${where}` }];
      });
      const [first] = sent;
      if (first === undefined) return yes(UP_STEPS + 1, 'None of them leaves Xen.');
      return no(
        first.step,
        sent.length === kinds.length && sent.every(({ words }) => kinds.includes(words))
          ? 'All of them are sent to an ioreq server.'
          : sent.length === kinds.length && sent.every(({ step }) => step >= UP_STEPS + kinds.length)
            ? 'All that is before the table is sent to an ioreq server, nothing after it.'
            : `Sent to an ioreq server: ${listed(sent.map(({ words }) => words))}.`,
      );
    },
  },
  {
    id: 'C19',
    shares: false,
    steps: [write(AFTER, 0x42n), ENABLE, ...UP.slice(1), mask(1), unmask(0)],
    judge(told, design) {
      if (!design.deviceModel.present) return yes(0, 'Everything on the page ends in Xen.');
      if (told[0]!.has('xen.none-accepted'))
        return no(0, 'Before a vector is bound Xen takes nothing on the page.');
      return told[6]!.has('xen.none-accepted')
        ? no(6, 'An entry without a vector is left to the device model.')
        : yes(6, 'Xen takes every access.');
    },
  },
  {
    id: 'C20',
    shares: true,
    steps: [...UP, write(AFTER, 0x42n)],
    judge(told, design) {
      const last = told[UP_STEPS]!;
      if (design.xen.honoursMaskFlag)
        return notAsked(UP_STEPS, 'The proposal leaves open what becomes of such a write.');
      if (last.registerBytes > 0)
        return no(UP_STEPS, 'The register is written, though the PBA shares its page.');
      if (last.has('page.warn-pba'))
        return yes(
          UP_STEPS,
          'Xen refuses the write and logs that in a debug build, every time; the device model drops it then.',
        );
      return last.has('adjacent.warn-pba')
        ? yes(
            UP_STEPS,
            'The write is discarded and a message is logged once; the register next to the PBA suffers with it.',
          )
        : no(UP_STEPS, 'The write is lost without a message of Xen’s.');
    },
  },
  {
    id: 'C21',
    shares: false,
    steps: [...UP, read(AFTER + 2), write(AFTER + 2, 0x42n)],
    judge(told) {
      const [reading, writing] = [told[UP_STEPS]!, told[UP_STEPS + 1]!];
      if (reading.has('hardware.read'))
        return no(UP_STEPS, 'An unaligned read is carried out on the device.');
      return writing.registerBytes > 0
        ? no(UP_STEPS + 1, 'An unaligned write is carried out on the device: only reads are checked.')
        : yes(UP_STEPS + 1, 'Neither an unaligned read nor an unaligned write is carried out on the device.');
    },
  },
];
