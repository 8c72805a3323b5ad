import { describe, expect, it } from 'vitest';
import { designById } from './designs/catalogue.ts';
import { Run } from './run.ts';
import { ASKED, ASKERS, questionBox } from './question-box.ts';

function design(id: string) {
  const found = designById(id);
  if (!found.ok) throw new Error(found.error);
  return found.value;
}

describe('the question box', () => {
  it.each([
    ['guest', 'mask', 'xen-4.18--qemu-devmem', 'yes'],
    ['guest', 'mask', 'xen-head--qemu-latch', 'yes'],
    ['guest', 'message', 'xen-head--qemu-latch', 'no'],
    ['guest', 'register', 'xen-4.18--qemu-devmem', 'no'],
    ['guest', 'register', 'xen-head--qemu-latch', 'yes'],
    ['guest', 'pba', 'xen-head--qemu-latch', 'no'],
    ['guest', 'pba', 'vpci-head--hwdom', 'yes'],
    ['guest', 'pba', 'vpci-head--domu', 'no'],
    ['device-model-dom0', 'message', 'xen-4.18--qemu-devmem', 'no'],
    ['stubdomain', 'message', 'xen-head--qemu-latch', 'yes'],
    ['deprivileged', 'mask', 'xen-head--qemu-latch', 'no'],
    ['stubdomain', 'mask', 'vpci-head--hwdom', 'no'],
    // It cannot be given the device there, for its QEMU needs /dev/mem.
    ['device-model-dom0', 'mask', 'xen-4.18--qemu-devmem', 'yes'],
    ['stubdomain', 'mask', 'xen-4.18--qemu-devmem', 'no'],
    ['device-model-dom0', 'register', 'xen-head--qemu-latch', 'no'],
    ['device-model-dom0', 'register', 'subpage-ro--qemu-own-mapping', 'yes'],
    ['device-model-dom0', 'pba', 'xen-head--qemu-latch', 'no'],
    ['device-model-dom0', 'pba', 'subpage-ro--qemu-own-mapping', 'no'],
  ] as const)(
    'says whether %s can change the %s under %s: %s',
    (who, what, id, can) => {
      expect(questionBox(who, what, design(id)).can).toBe(can);
    },
    60_000,
  );

  it('names the check that stops a write, and where it stands', () => {
    const answer = questionBox('guest', 'pba', design('xen-head--qemu-latch'));
    if (answer.can !== 'no') throw new Error('it can');
    // Xen discards the write, and then sends it on to a QEMU that drops it.
    expect(answer).toMatchObject({
      rule: 'adjacent.write-discarded',
      source: { function: 'get_adjacent_idx', file: 'xen/arch/x86/hvm/vmsi.c' },
    });
    expect(questionBox('guest', 'pba', design('vpci-head--domu'))).toMatchObject({
      rule: 'vpci.ignore-pba-write',
    });
  });

  it.each([
    ['guest', 'message', 'xen-head--qemu-latch', 'msixtbl.write-message'],
    ['guest', 'message', 'dm-owns-mask--qemu-owns-mask', 'dm.latch-message'],
    ['guest', 'pba', 'series-v2--qemu-latch', 'page.refuse-pba'],
    ['guest', 'pba', 'subpage-ro--qemu-own-mapping', 'own.protected'],
    ['guest', 'register', 'xen-4.18--qemu-devmem', 'dm.reject-range'],
    // What keeps a device model from it is Xen, not the device model.
    ['device-model-dom0', 'pba', 'xen-head--qemu-latch', 'adjacent.write-discarded'],
    ['device-model-dom0', 'pba', 'xen-4.18--qemu-devmem', 'xen.prepare'],
    ['device-model-dom0', 'message', 'xen-4.18--qemu-devmem', 'xen.prepare'],
    ['device-model-dom0', 'pba', 'subpage-ro--qemu-own-mapping', 'own.protected'],
  ] as const)('says what keeps %s from the %s under %s: %s', (who, what, id, rule) => {
    expect(questionBox(who, what, design(id))).toMatchObject({ can: 'no', rule });
  });

  it('names the step at which a device cannot be given to an environment', () => {
    expect(questionBox('stubdomain', 'mask', design('xen-4.18--qemu-devmem')).sentence).toContain(
      'xen_pt_msix_init',
    );
    expect(questionBox('deprivileged', 'mask', design('xen-head--qemu-latch')).sentence).toContain(
      'binding the first vector',
    );
  });

  it('claims nothing where a bound stopped the search', () => {
    const answer = questionBox('guest', 'pba', design('xen-head--qemu-latch'), { states: 5, depth: 1000 });
    expect(answer.can).toBe('open');
    expect(answer.sentence).toContain('stopped at the bound on states');
  });

  it('changes a mask bit by writing to it, from what it was', () => {
    const answer = questionBox('guest', 'mask', design('xen-4.18--qemu-devmem'));
    if (answer.can !== 'yes') throw new Error('it cannot');
    const run = new Run(
      {
        name: '',
        note: '',
        device: answer.setting.device,
        registers: new Map(),
        steps: [...answer.setting.lead, ...answer.steps],
      },
      design('xen-4.18--qemu-devmem'),
    );
    const control = run.layout.tableStart + 12;
    expect(answer.steps.at(-1)).toMatchObject({ op: 'write', offset: control });
    const maskAt = (n: number) => run.stateAt(n).hardware.table[3]! & 1;
    expect(maskAt(run.length)).not.toBe(maskAt(run.length - 1));
  });

  it('answers every question about a design in words', () => {
    for (const who of ASKERS)
      for (const what of ASKED) {
        const answer = questionBox(who, what, design('dm-owns-mask--qemu-owns-mask'));
        expect(answer.sentence, `${who} ${what}`).toMatch(/^\S.*\.$/);
        if (answer.can === 'yes') expect(answer.steps.length).toBeGreaterThan(0);
      }
  }, 60_000);
});
