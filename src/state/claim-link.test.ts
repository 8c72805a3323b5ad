import { describe, expect, it } from 'vitest';
import { CLAIMS } from '#content/claims.ts';
import { claimFragment, claimOf, isClaimFragment } from './claim-link.ts';

describe('the address of a claim', () => {
  it('names each claim, and no link that holds a document', () => {
    for (const { id } of CLAIMS) {
      expect(isClaimFragment(claimFragment(id))).toBe(true);
      expect(claimOf(claimFragment(id))).toEqual({ ok: true, value: id });
    }
    expect(claimOf('#claim/c16')).toEqual({ ok: true, value: 'C16' });
    expect(isClaimFragment('#msix1/00A')).toBe(false);
  });

  it('of a claim that there is not is refused with what there is', () => {
    const refused = claimOf('#claim/C23');
    expect(refused.ok ? '' : refused.error).toBe('There is no claim “C23”: they are C01 to C22.');
  });
});
