import { describe, expect, it } from 'vitest';
import { designById, DESIGNS } from './designs/catalogue.ts';
import { ENVIRONMENTS, feasibility, type EnvironmentName } from './environments.ts';

const said = (id: string, environment: EnvironmentName) => {
  const design = designById(id);
  if (!design.ok) throw new Error(design.error);
  return feasibility(design.value, environment);
};

/** In one word: works, shown (works as shown, and nobody can have it so), or the step at which it fails. */
function word(id: string, environment: EnvironmentName): string {
  const found = said(id, environment);
  if (found.works) return found.caveat ? 'shown' : 'works';
  return found.step.split(' ')[0]!;
}

/**
 * Routing.md section 16 with E.1, for dom0, dom0 under lockdown, a stubdomain and a deprivileged process. Attaching
 * fails where /dev/mem is needed; binding where only the hypercalls are missing; listing hides the capability.
 */
const EXPECTED: Readonly<Record<string, string>> = {
  'xen-4.18--qemu-devmem': 'works attaching attaching attaching',
  'xen-4.18--qemu-2013': 'works attaching attaching attaching',
  'xen-4.18--qemu-latch': 'shown attaching listing attaching',
  'xen-4.18--qemu-owns-mask': 'works attaching attaching attaching',
  'series-v1--qemu-latch': 'works works works binding',
  'series-v1--qemu-devmem': 'works attaching attaching attaching',
  'series-v2--qemu-latch': 'works works works binding',
  'series-v2--qemu-devmem': 'works attaching attaching attaching',
  'dm-owns-mask--qemu-owns-mask': 'shown shown shown binding',
  'dm-owns-mask--qemu-owns-mask-call': 'shown shown shown binding',
  'dm-owns-mask--qemu-devmem': 'works attaching attaching attaching',
  'subpage-ro--qemu-own-mapping': 'shown attaching attaching attaching',
  'xen-64b21662--qemu-latch': 'works works works binding',
  'xen-64b21662--qemu-devmem': 'works attaching attaching attaching',
  'xen-4.19--qemu-latch': 'works works works binding',
  'xen-4.19--qemu-devmem': 'works attaching attaching attaching',
  'xen-head--qemu-latch': 'works works works binding',
  'xen-head--qemu-devmem': 'works attaching attaching attaching',
  'vpci-head--hwdom': 'works works works works',
  'vpci-head--domu': 'shown shown shown shown',
};

describe('where a device model runs', () => {
  it.each(DESIGNS.map(({ id }) => id))('decides as the sources have it for %s', (id) => {
    expect(ENVIRONMENTS.map(({ name }) => word(id, name)).join(' ')).toBe(EXPECTED[id]);
  });

  it('praises not needing /dev/mem only where Xen says so', () => {
    const praise = /no longer needing \/dev\/mem makes possible|the series was made for/;
    for (const design of DESIGNS)
      for (const { name } of ENVIRONMENTS) {
        const found = feasibility(design, name);
        if (found.works && praise.test(found.remark))
          expect([design.xen.allWrites, design.deviceModelName]).toEqual(['advertised', 'qemu-latch']);
      }
    expect(said('xen-4.19--qemu-latch', 'stubdomain')).toMatchObject({
      remark: expect.stringMatching(praise) as string,
    });
  });

  it('says of a pair that nobody can have why it is shown, and of an old QEMU what it still opens', () => {
    const remark = (id: string) => {
      const found = said(id, 'dom0');
      return found.works ? found.remark : found.reason;
    };
    expect(remark('xen-4.18--qemu-latch')).toMatch(/^Counterfactual/);
    expect(remark('subpage-ro--qemu-own-mapping')).toContain('only while it boots');
    expect(remark('xen-head--qemu-devmem')).toContain('still opens /dev/mem');
    expect(remark('dm-owns-mask--qemu-owns-mask')).toContain('left open');
    expect(remark('vpci-head--domu')).toContain('does not offer vPCI to a domU');
  });

  it('says what fails and why: no feature bit, /dev/mem, or the hypercalls', () => {
    const reason = (id: string, environment: EnvironmentName) => {
      const found = said(id, environment);
      return found.works ? '' : found.reason;
    };
    expect(reason('xen-4.18--qemu-latch', 'dom0-lockdown')).toContain('does not set the feature bit');
    expect(reason('xen-4.18--qemu-latch', 'stubdomain')).toContain('hides the MSI-X capability');
    expect(reason('xen-4.19--qemu-devmem', 'stubdomain')).toContain('knows the feature bit');
    expect(reason('xen-4.18--qemu-devmem', 'deprivileged')).toMatch(/open \/dev\/mem.*hypercalls/);
    expect(reason('xen-4.19--qemu-latch', 'deprivileged')).not.toContain('open /dev/mem');
    expect(reason('subpage-ro--qemu-own-mapping', 'stubdomain')).toContain('AMD');
  });

  it('has a sentence for every environment and every cell', () => {
    for (const { summary } of ENVIRONMENTS) expect(summary).toMatch(/\.$/);
    for (const design of DESIGNS)
      for (const { name } of ENVIRONMENTS) {
        const found = feasibility(design, name);
        expect(found.works ? found.remark : found.reason).toMatch(/^[A-Z].*\.$/);
      }
  });
});
