/**
 * What was posted or proposed on xen-devel and is in no tree of Xen: the mail that a decision rests on, and the rules
 * that came with it. What such a design leaves as it was is cited at the commit it was written for.
 */
import type { RuleId } from '../rules.ts';
import type { Citation, Mail, XenTag } from './citation.ts';

export const SERIES_V2_PAGES: Mail = {
  id: '20230325024924.882883-2-marmarek@invisiblethingslab.com',
  title: 'v2 2/3 as posted, 2023-03-25',
};
export const OWN_MAPPING_REPLY: Mail = { id: 'ZCFvPTpOixe582JU@mail-itl', title: 'mail of 2023-03-27' };
export const MASK_FLAG_REPLY: Mail = { id: 'ZCGqGwzxLdpGlB9D@Air-de-Roger', title: 'mail of 2023-03-27' };

/** Qubes OS carries series v1 in its tree of patches to Xen 4.17: there its lines can be seen. */
export const XEN_PATCHES_COMMIT = 'b2f2b253e8';

const V1_PAGES = 'patch-msix-0002-x86-msi-Allow-writes-to-registers-on-the-same-page-a.patch';

const v1 = (fn: string, symbol: string): Citation => ({
  repository: 'xen-patches',
  file: V1_PAGES,
  function: fn,
  symbol,
});
const v2 = (fn: string): Citation => ({
  repository: 'mail',
  mail: SERIES_V2_PAGES,
  file: 'xen/arch/x86/hvm/vmsi.c',
  function: fn,
});

/** Nobody has written it: there is a description, and no function to name. */
export const inWords = (mail: Mail): Citation => ({
  repository: 'mail',
  mail,
  file: 'xen-devel',
  function: 'proposed in words',
});

const MASK_FLAG = inWords(MASK_FLAG_REPLY);

/** The proposal says nothing of it: there it is as in what landed, which is cited. */
const LEFT_OPEN: XenTag = 'RELEASE-4.19.0';

export type ProposalName = 'series-v1' | 'series-v2' | 'mask-flag';

/** By proposal, the rules that are not as in the Xen it was made for: where they are said, or the Xen they are taken from. */
export const PROPOSALS: Readonly<Record<ProposalName, Readonly<Partial<Record<RuleId, Citation | XenTag>>>>> =
  {
    'series-v1': {
      'page.accept': v1('msixtbl_page_accept', 'msixtbl_page_handler_get_hwaddr'),
      'page.decline': v1('msixtbl_page_handler_get_hwaddr', '!pdev'),
      'page.refuse-pba': v1('msixtbl_page_handler_get_hwaddr', 'pba.first'),
      'page.assertion': v1('msixtbl_page_handler_get_hwaddr', 'PFN_DOWN(table_end_addr)'),
      'adjacent.read': v1('msixtbl_page_read', 'switch ( len )'),
      'adjacent.write': v1('msixtbl_page_write', 'switch ( len )'),
    },
    'series-v2': {
      'page.accept': v2('msixtbl_page_accept'),
      'page.decline': v2('msixtbl_page_handler_get_hwaddr'),
      'page.refuse-pba': v2('msixtbl_page_handler_get_hwaddr'),
      'page.warn-pba': v2('msixtbl_page_handler_get_hwaddr'),
      'page.read-misaligned': v2('msixtbl_page_read'),
      'adjacent.read': v2('msixtbl_page_read'),
      'adjacent.write': v2('msixtbl_page_write'),
    },
    'mask-flag': {
      'unruly.bind-refused': MASK_FLAG,
      'msixtbl.accept-adjacent': MASK_FLAG,
      'adjacent.read': MASK_FLAG,
      'adjacent.write': MASK_FLAG,
      'adjacent.read-unmapped': LEFT_OPEN,
      'adjacent.write-unmapped': LEFT_OPEN,
      'adjacent.write-discarded': LEFT_OPEN,
      'adjacent.warn-pba': LEFT_OPEN,
      'adjacent.warn-uninitialised': LEFT_OPEN,
    },
  };
