import type { LayoutClass } from '#model/layout.ts';

/** Layout classes in the words of someone who looks for one. */
export const CLASS_WORDS: Readonly<Record<LayoutClass, string>> = {
  'neighbours-only': 'registers beside the table',
  'pba-on-page': 'PBA on the table’s page',
  'several-pages': 'table of several pages',
  'before-table': 'something before the table',
  'other-bar-same-page': 'two BARs on one page',
  'fills-its-pages': 'table fills its pages',
  contradictory: 'contradicts itself',
};
