/** What was said in the discussion and in the commits that came of it, in our own words. Each can be put to a design. */

/** Where something was said. */
export interface ClaimSource {
  readonly what: string;
  /** ISO date. */
  readonly date: string;
  /** Message-Id of the mail, or null where it is a commit or was not to be had. */
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

const mail = (what: string, date: string, messageId: string | null): ClaimSource => ({
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

const V1 = mail('series v1', '2022-11-14', null);
const V2_1 = mail(
  'series v2, patch 1/3',
  '2023-03-25',
  '20230325024924.882883-1-marmarek@invisiblethingslab.com',
);
const V2_2 = mail(
  'series v2, patch 2/3',
  '2023-03-25',
  '20230325024924.882883-2-marmarek@invisiblethingslab.com',
);
const REPLY = mail('reply to series v2, patch 1/3 (16:37 +0200)', '2023-03-27', null);
const D1 = commit('64b21662b1', '2024-04-30');
const D2 = commit('b2cd07a044', '2024-05-10');
const FEATURE: ClaimSource = { ...D1, what: 'comment of XENFEAT_dm_msix_all_writes in public/features.h' };

export const CLAIMS: readonly Claim[] = [
  {
    id: 'C01',
    claim: 'The device model needs to know whether clearing the mask bit changed anything.',
    sources: [V2_1, D1],
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
  { id: 'C04', claim: 'If everything is passed on, Xen need not handle the table at all.', sources: [REPLY] },
  {
    id: 'C05',
    claim: 'A device model in a stubdomain cannot write the page itself: it is read-only for it too.',
    sources: [V1, V2_1],
  },
  {
    id: 'C06',
    claim:
      'To let the device model write through a sub-page read-only mapping means to intercept the same write twice.',
    sources: [REPLY],
  },
  {
    id: 'C07',
    claim: 'The device model must not write the table through /dev/mem; a hypercall should carry the mask.',
    sources: [REPLY],
  },
  {
    id: 'C08',
    claim: 'The device model cannot be trusted to filter writes to the rest of the page.',
    sources: [REPLY],
  },
  {
    id: 'C09',
    claim:
      'To know the mask state and to reach the registers next to the table are two independent problems.',
    sources: [REPLY],
  },
  {
    id: 'C10',
    claim: 'To split the handling of entries between Xen and the device model is more likely to be buggy.',
    sources: [REPLY],
  },
  {
    id: 'C11',
    claim:
      'A new flag in bind_pt_irq is enough to hand the mask bit to the device model; an old Xen ignores it and keeps working.',
    sources: [REPLY],
  },
  {
    id: 'C12',
    claim: 'The flag has to be the same for every vector of a device; otherwise the call returns -EINVAL.',
    sources: [REPLY],
  },
  {
    id: 'C13',
    claim:
      'Xen has to intercept the pages of the table in any case, but only to decide between inside and outside.',
    sources: [REPLY],
  },
  {
    id: 'C14',
    claim:
      'The existing handler has to stay registered for older device models, and may simply accept nothing.',
    sources: [REPLY],
  },
  {
    id: 'C15',
    claim: 'The second handler is an internal ioreq server; the reply corrects it to an hvm_io_handler.',
    sources: [V1, V2_2, REPLY],
  },
  {
    id: 'C16',
    claim:
      'What is called all accesses is really all writes: reads of the first three entries are still answered by Xen.',
    sources: [REPLY],
  },
  {
    id: 'C17',
    claim: 'Xen has to do the masking itself and not to rely on the device model to report back.',
    sources: [REPLY],
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
