import { describe, expect, it } from 'vitest';
import { designById } from '#model/designs/catalogue.ts';
import { searchCells } from '#model/explore/matrix.ts';
import { settingById } from '#model/explore/settings.ts';
import { propertyById } from '#model/properties/all.ts';
import { failureReason } from './failure-reason.ts';

describe('the reason at the moment of failure', () => {
  it('names the property, its sentence, and who holds what', () => {
    const design = designById('xen-4.18--qemu-devmem');
    if (!design.ok) throw new Error(design.error);
    const [cell] = searchCells(settingById('events')!, design.value, [propertyById('I2')!]);
    expect(failureReason(cell!)).toEqual([
      'Here it fails. I2: The device model knows the mask state.',
      `${propertyById('I2')!.sentence} Not so under ${design.value.title} in “events”.`,
      'Entry 0, mask bit: the guest has it set, the device model has it clear, the hardware has it set.',
    ]);
  });
});
