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
    ['guest', 'mask', 'xen-4.18--qemu-devmem', true],
    ['guest', 'mask', 'xen-head--qemu-latch', true],
    ['guest', 'message', 'xen-head--qemu-latch', false],
    ['guest', 'register', 'xen-4.18--qemu-devmem', false],
    ['guest', 'register', 'xen-head--qemu-latch', true],
    ['guest', 'pba', 'xen-head--qemu-latch', false],
    ['guest', 'pba', 'vpci-head--hwdom', true],
    ['guest', 'pba', 'vpci-head--domu', false],
    ['device-model-dom0', 'message', 'xen-4.18--qemu-devmem', false],
    ['stubdomain', 'message', 'xen-head--qemu-latch', true],
    ['deprivileged', 'mask', 'xen-head--qemu-latch', false],
    ['stubdomain', 'mask', 'vpci-head--hwdom', false],
  ] as const)(
    'says whether %s can change the %s under %s: %s',
    (who, what, id, can) => {
      expect(questionBox(who, what, design(id)).can).toBe(can);
    },
    60_000,
  );

  it('names the check that stops a write, and where it stands', () => {
    const answer = questionBox('guest', 'pba', design('xen-head--qemu-latch'));
    if (answer.can) throw new Error('it can');
    expect(answer.source).toMatchObject({ file: 'hw/xen/xen_pt_msi.c' });
    expect(questionBox('guest', 'pba', design('vpci-head--domu'))).toMatchObject({
      rule: 'vpci.ignore-pba-write',
    });
  });

  it('changes a mask bit by writing to it, from what it was', () => {
    const answer = questionBox('guest', 'mask', design('xen-4.18--qemu-devmem'));
    if (!answer.can) throw new Error('it cannot');
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
        if (answer.can) expect(answer.steps.length).toBeGreaterThan(0);
      }
  }, 60_000);
});
