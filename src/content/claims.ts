/** What was said in the discussion and in the commits that came of it, in our own words. Each can be put to a design. */

/** Where something was said. */
export interface ClaimSource {
  readonly what: string;
  /** ISO date. */
  readonly date: string;
  /** Message-Id of the mail, or null where it is a commit. */
  readonly messageId: string | null;
  /** Commit of xen.git, or null. */
  readonly commit: string | null;
}

export interface Claim {
  /** C01 to C22; the check of the same number is in the model. */
  readonly id: string;
  readonly claim: string;
  readonly sources: readonly ClaimSource[];
}

const mail = (what: string, date: string, messageId: string): ClaimSource => ({
  what,
  date,
  messageId,
  commit: null,
});
const commit = (id: string, date: string): ClaimSource => ({
  what: `commit ${id}`,
  date,
  messageId: null,
  commit: id,
});

const FROM = 'invisiblethingslab.com';
const MAREK = 'Marek Marczykowski-Górecki';
const ROGER = 'Roger Pau Monné';
/** A mail of the discussion under series v2, patch 1/3, on the day that settled it; the hour is of its own zone, +0200. */
const answer = (who: string, time: string, messageId: string): ClaimSource =>
  mail(`${who} on series v2, patch 1/3 (${time} +0200)`, '2023-03-27', messageId);

const V1_1 = mail('series v1, patch 1/2', '2022-11-14', `20221114192100.1539267-1-marmarek@${FROM}`);
const V1_2 = mail('series v1, patch 2/2', '2022-11-14', `20221114192100.1539267-2-marmarek@${FROM}`);
const V2_1 = mail('series v2, patch 1/3', '2023-03-25', `20230325024924.882883-1-marmarek@${FROM}`);
const V2_2 = mail('series v2, patch 2/3', '2023-03-25', `20230325024924.882883-2-marmarek@${FROM}`);
const AT_1212 = answer(ROGER, '12:12', 'ZCFsDbKfGvn7giN+@Air-de-Roger');
const AT_1226 = answer(MAREK, '12:26', 'ZCFvPTpOixe582JU@mail-itl');
const AT_1251 = answer(ROGER, '12:51', 'ZCF1HX6Dp7mrm65l@Air-de-Roger');
const AT_1334 = answer(MAREK, '13:34', 'ZCF/P22HaeZs4+To@mail-itl');
const AT_1529 = answer(ROGER, '15:29', 'ZCGaU1sM/z3wJzJF@Air-de-Roger');
const AT_1620 = answer(MAREK, '16:20', 'ZCGmPZcyWE2za+rw@mail-itl');
const AT_1637 = answer(ROGER, '16:37', 'ZCGqGwzxLdpGlB9D@Air-de-Roger');
const AT_1732 = answer('Jan Beulich', '17:32', '0fa4f2e8-390c-f898-973f-55f5b56a9ccc@suse.com');
const D1 = commit('64b21662b1', '2024-04-30');
const D2 = commit('b2cd07a044', '2024-05-10');
const FEATURE: ClaimSource = { ...D1, what: 'comment of XENFEAT_dm_msix_all_writes in public/features.h' };

export const CLAIMS: readonly Claim[] = [
  {
    id: 'C01',
    claim: 'The device model needs to know whether clearing the mask bit changed anything.',
    sources: [V1_1, V2_1, D1],
  },
  {
    id: 'C02',
    claim:
      'Before the change Xen passes only the clearing of the mask bit to the device model, never the setting.',
    sources: [D1],
  },
  {
    id: 'C03',
    claim:
      'Linux and Windows do not often write a control word that is as it was; Windows sometimes clears twice.',
    sources: [V2_1],
  },
  {
    id: 'C04',
    claim: 'If everything is passed on, Xen need not handle the table at all.',
    sources: [AT_1212],
  },
  {
    id: 'C05',
    claim: 'A device model in a stubdomain cannot write the page itself: it is read-only for it too.',
    sources: [AT_1226],
  },
  {
    id: 'C06',
    claim:
      'To let the device model write through a sub-page read-only mapping means to intercept the same write twice.',
    sources: [AT_1226],
  },
  {
    id: 'C07',
    claim: 'The device model must not write the table through /dev/mem; a hypercall should carry the mask.',
    sources: [AT_1251],
  },
  {
    id: 'C08',
    claim: 'The device model cannot be trusted to filter writes to the rest of the page.',
    sources: [AT_1334],
  },
  {
    id: 'C09',
    claim:
      'To know the mask state and to reach the registers next to the table are two independent problems.',
    sources: [AT_1529],
  },
  {
    id: 'C10',
    claim: 'To split the handling of entries between Xen and the device model is more likely to be buggy.',
    sources: [AT_1529],
  },
  {
    id: 'C11',
    claim:
      'A new flag in bind_pt_irq is enough to hand the mask bit to the device model; an old Xen ignores it and keeps working.',
    sources: [AT_1529],
  },
  {
    id: 'C12',
    claim: 'The flag has to be the same for every vector of a device; otherwise the call returns -EINVAL.',
    sources: [AT_1620, AT_1637],
  },
  {
    id: 'C13',
    claim:
      'Xen has to intercept the pages of the table in any case, but only to decide between inside and outside.',
    sources: [AT_1529],
  },
  {
    id: 'C14',
    claim:
      'The existing handler has to stay registered for older device models, and may simply accept nothing.',
    sources: [AT_1334, AT_1637],
  },
  {
    id: 'C15',
    claim: 'The second handler is an internal ioreq server; the reply corrects it to an hvm_io_handler.',
    sources: [V1_2, V2_2, AT_1620, AT_1637],
  },
  {
    id: 'C16',
    claim:
      'What is called all accesses is really all writes: reads of the first three entries are still answered by Xen.',
    sources: [AT_1732],
  },
  {
    id: 'C17',
    claim: 'Xen has to do the masking itself and not to rely on the device model to report back.',
    sources: [AT_1732],
  },
  {
    id: 'C18',
    claim: 'Accesses next to the table are not forwarded to ioreq servers, even when they are not handled.',
    sources: [D2],
  },
  { id: 'C19', claim: 'All accesses to the pages of the MSI-X table are handled by Xen.', sources: [D2] },
  {
    id: 'C20',
    claim: 'If the PBA shares the page, writes next to the table are discarded and a message is logged.',
    sources: [D2],
  },
  { id: 'C21', claim: 'Unaligned accesses are not passed through to the device.', sources: [V2_2] },
  {
    id: 'C22',
    claim: 'With the feature bit the device model receives every write to a vector-control word.',
    sources: [FEATURE],
  },
];
