import { describe, expect, it } from 'vitest';
import { designById } from './designs/catalogue.ts';
import { ENVIRONMENTS, feasibility } from './environments.ts';

const design = (id: string) => {
  const found = designById(id);
  if (!found.ok) throw new Error(found.error);
  return found.value;
};

describe('where a device model runs', () => {
  it('decides nothing in dom0: every design works there', () => {
    for (const id of ['xen-4.18--qemu-devmem', 'xen-4.19--qemu-latch', 'vpci-head--hwdom'])
      expect(feasibility(design(id), 'dom0').works).toBe(true);
  });

  it('keeps a QEMU that needs /dev/mem from attaching the device under lockdown, and says at which step', () => {
    const verdict = feasibility(design('xen-4.18--qemu-devmem'), 'dom0-lockdown');
    expect(verdict).toMatchObject({ works: false, step: 'attaching the device (xen_pt_msix_init)' });
    expect(feasibility(design('xen-4.19--qemu-latch'), 'dom0-lockdown').works).toBe(true);
    expect(feasibility(design('xen-4.19--qemu-latch'), 'stubdomain').works).toBe(true);
  });

  it('rules out a deprivileged process for all, with a reason that says what is left', () => {
    for (const id of ['xen-4.18--qemu-devmem', 'xen-4.19--qemu-latch']) {
      const verdict = feasibility(design(id), 'deprivileged');
      expect(verdict.works).toBe(false);
    }
  });

  it('has a sentence for every environment', () => {
    for (const { summary } of ENVIRONMENTS) expect(summary).toMatch(/\.$/);
  });
});
