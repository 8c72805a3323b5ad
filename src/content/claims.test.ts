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
  'dm-owns-mask--qemu-devmem',
  'xen-4.18--qemu-owns-mask',
  'xen-64b21662--qemu-latch',
  'xen-4.19--qemu-latch',
  'xen-head--qemu-latch',
  'subpage-ro--qemu-own-mapping',
  'vpci-head--hwdom',
];

/** y yes, n no, - not asked, for each of COLUMNS. */
const EXPECTED: Readonly<Record<string, string>> = {
  C01: 'yyyyyyyyyyy-',
  C02: 'n----nn---n-',
  C03: '-yyyy--yyy--',
  C04: '---ny-------',
  C05: '----------y-',
  C06: '----------y-',
  C07: '---yy-----n-',
  C08: 'nyyyyynnyyy-',
  C09: '-----y-y--y-',
  C10: 'ynn--yynnny-',
  C11: '---ny-y-----',
  C12: '---yyy------',
  C13: 'nnnyynnnnnn-',
  C14: '---yyy------',
  C15: '-nn---------',
  C16: '-yynn--yyy--',
  C17: 'yyynnyyyyyyy',
  C18: 'nnnnnnnnnnny',
  C19: 'nnnnnnnnnnny',
  C20: 'nny---nnyynn',
  C21: 'ynnyyyyyyyyn',
  C22: '-------nnn--',
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

  it('name the mail or the commit where they were made', () => {
    for (const { id, sources } of CLAIMS)
      for (const { messageId, commit } of sources) {
        expect((messageId === null) !== (commit === null), id).toBe(true);
        if (messageId !== null) expect(messageId, id).toMatch(/^[^\s<>@]+@[^\s<>@]+$/);
      }
  });

  it.each([
    // All that speaks against a claim is said, with its step.
    [
      'C02',
      'xen-4.18--qemu-devmem',
      /clear without a changed message .* \(step 7\) and a quad write .* \(step 11\)/,
    ],
    ['C03', 'xen-head--qemu-latch', /^Of 7 .* of Linux 7 .* 0 of them .*; of 3 .* of Windows 3 .* 1 of them/],
    ['C03', 'xen-4.18--qemu-devmem', /^Of 7 .* of Linux 6 .*; of 3 .* of Windows 1 .* 0 of them/],
    ['C08', 'subpage-ro--qemu-own-mapping', /not protected: .* left to its filter alone/],
    [
      'C10',
      'xen-4.18--qemu-devmem',
      /mask bit of entry 3 .* \(step 10\), what the guest reads .* \(step 11\) and the message .* \(step 14\)/,
    ],
    ['C10', 'series-v2--qemu-devmem', /^The two differ on the message of entry 0/],
    ['C16', 'xen-4.18--qemu-devmem', /^Not even every write is passed on: setting the mask bit ends in Xen/],
    [
      'C17',
      'xen-head--qemu-latch',
      /never answers\. One that lies can .* \(step 8\), but not the mask that Xen sets for itself/,
    ],
    [
      'C17',
      'dm-owns-mask--qemu-owns-mask',
      /stays unmasked until the device model answers.* One that lies can/,
    ],
    ['C18', 'series-v1--qemu-latch', /before the table is sent/],
    ['C18', 'xen-head--qemu-latch', /: aligned writes and unaligned reads\.$/],
    ['C20', 'series-v2--qemu-latch', /logs that in a debug build/],
    ['C20', 'dm-owns-mask--qemu-owns-mask', /leaves open/],
    ['C22', 'series-v2--qemu-latch', /^This Xen has no such bit; every one of these writes/],
  ])('%s under %s says why', (id, designId, sentence) => {
    const design = designById(designId);
    if (!design.ok) throw new Error(design.error);
    expect(judgeClaim(id, design.value)?.finding.sentence).toMatch(sentence);
  });
});
