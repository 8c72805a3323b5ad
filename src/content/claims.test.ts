import { describe, expect, it } from 'vitest';
import { judgeClaim, CLAIM_CHECKS } from '#model/claims.ts';
import { designById } from '#model/designs/catalogue.ts';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { CLAIMS } from './claims.ts';

const COLUMNS = [
  'xen-4.18--qemu-devmem',
  'series-v1--qemu-latch',
  'series-v2--qemu-latch',
  'dm-owns-mask--qemu-owns-mask',
  'dm-owns-mask--qemu-owns-mask-call',
  'xen-4.18--qemu-owns-mask',
  'xen-64b21662--qemu-latch',
  'xen-4.19--qemu-latch',
  'xen-head--qemu-latch',
  'subpage-ro--qemu-own-mapping',
  'vpci-head--hwdom',
];

/** y yes, n no, - not asked, for each of COLUMNS. */
const EXPECTED: Readonly<Record<string, string>> = {
  C01: 'yyyyyyyyyy-',
  C02: 'nnnnnnnnnn-',
  C03: 'yyyyyyyyyy-',
  C04: '---ny------',
  C05: '---------y-',
  C06: '---------y-',
  C07: '---yy----n-',
  C08: 'nyyyynnyyn-',
  C09: '------y--y-',
  C10: 'ynnnnynnny-',
  C11: '---nyy-----',
  C12: '---yy------',
  C13: 'nnnyynnnnn-',
  C14: '---yy------',
  C15: '-nn--------',
  C16: 'yyynnyyyyy-',
  C17: 'yyynnyyyyyy',
  C18: 'nynnnnnnnny',
  C19: 'nnnnnnnnnny',
  C20: 'nnnyynnyynn',
  C21: 'ynnyyyyyyyn',
  C22: 'nyyyynnnnn-',
};

const LETTERS = { yes: 'y', no: 'n', 'not-applicable': '-' } as const;

function verdictsOf(id: string): string {
  return COLUMNS.map((designId) => {
    const design = designById(designId);
    const judged = design.ok ? judgeClaim(id, design.value) : null;
    return judged ? LETTERS[judged.finding.verdict] : '?';
  }).join('');
}

describe('the claims', () => {
  it('are 22, each with a source and a check', () => {
    expect(CLAIMS.map(({ id }) => id)).toEqual(CLAIM_CHECKS.map(({ id }) => id));
    expect(CLAIMS).toHaveLength(22);
    for (const { sources } of CLAIMS) expect(sources.length).toBeGreaterThan(0);
  });

  it.each(CLAIMS.map(({ id, claim }) => [id, claim]))('%s come to what the designs do: %s', (id) => {
    expect(verdictsOf(id)).toBe(EXPECTED[id]);
  });

  it('are decided at a step of their scenario, in one sentence, under every design', () => {
    for (const { id } of CLAIMS)
      for (const design of DESIGNS) {
        const { scenario, finding } = judgeClaim(id, design)!;
        expect(scenario.steps[finding.step], `${id} under ${design.id}`).toBeDefined();
        expect(finding.sentence).toMatch(/^[A-Z].*\.$/);
      }
  });
});
