/**
 * How an outcome is drawn where there is no room for its word: a colour of the theme, and a pattern of its own, so that
 * it can be told without colour. The pattern is path data on a tile of 8 by 8, to be stroked.
 */
import type { Outcome } from '#model/route.ts';

export const TILE = 8;

export interface OutcomeLook {
  /** Name of a colour of the theme, without its dashes. */
  readonly colour: 'hw' | 'xen' | 'dm' | 'lost' | 'plain';
  readonly pattern: string;
}

const RISING = 'M-1 9L9 -1M-1 1L1 -1M7 9L9 7';
const FALLING = 'M-1 -1L9 9M7 -1L9 1M-1 7L1 9';

export const OUTCOME_LOOKS: Readonly<Record<Outcome, OutcomeLook>> = {
  direct: { colour: 'hw', pattern: 'M3 4H5' },
  hardware: { colour: 'hw', pattern: 'M0 2H8M0 6H8' },
  'hardware-and-forwarded': { colour: 'hw', pattern: 'M0 4H8M4 0V8' },
  xen: { colour: 'xen', pattern: RISING },
  'xen-and-forwarded': { colour: 'xen', pattern: `${RISING}${FALLING}` },
  'device-model': { colour: 'dm', pattern: 'M1.5 2H2.5M5.5 6H6.5' },
  'partly-lost': { colour: 'lost', pattern: 'M2 0V8' },
  lost: { colour: 'lost', pattern: FALLING },
  crash: { colour: 'lost', pattern: 'M1 0V8M3 0V8M5 0V8M7 0V8' },
  config: { colour: 'dm', pattern: 'M4 0V2M4 4V6' },
  'not-run': { colour: 'plain', pattern: '' },
};
