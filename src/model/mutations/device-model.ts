/** Mistakes in the device model's half of a design. */
import { DATA, VECTOR_CONTROL } from '../state.ts';
import { GFLAG_UNMASKED } from '../xen/gflags.ts';
import { inDeviceModel, type Mutation } from './mutation.ts';

const HEAD = 'xen-head--qemu-latch';

export const DEVICE_MODEL_MUTATIONS: readonly Mutation[] = [
  {
    id: 'latches-first',
    sentence: 'QEMU latches the new control word before it decides what an unmask means, not after.',
    base: HEAD,
    caughtBy: { property: 'I3', setting: 'driver' },
    of: inDeviceModel((parts) => ({
      writeEntry(context, entry, field, offset, value) {
        if (field === VECTOR_CONTROL) context.state.deviceModel.latch[4 * entry + field] = value;
        return parts.writeEntry(context, entry, field, offset, value);
      },
    })),
  },
  {
    id: 'binds-unmasked',
    sentence: 'QEMU asks for every vector to be unmasked when it binds it.',
    base: HEAD,
    caughtBy: { property: 'I6', setting: 'driver' },
    of: inDeviceModel(() => ({ bindFlags: GFLAG_UNMASKED })),
  },
  {
    id: 'forgets-updated',
    sentence: 'QEMU latches a message without marking the entry as updated.',
    base: HEAD,
    caughtBy: { property: 'I4', setting: 'driver' },
    of: inDeviceModel((parts) => ({
      writeEntry(context, entry, field, offset, value) {
        const { updated, pirq } = context.state.deviceModel;
        const before = updated[entry]!;
        const kept = parts.writeEntry(context, entry, field, offset, value);
        if (field !== VECTOR_CONTROL && pirq[entry] !== -1) updated[entry] = before;
        return kept;
      },
    })),
  },
  {
    id: 'wrong-entry',
    sentence: 'QEMU latches every control word in entry 0.',
    base: HEAD,
    caughtBy: { property: 'I2', setting: 'two vectors' },
    of: inDeviceModel((parts) => ({
      writeEntry(context, entry, field, offset, value) {
        const { latch } = context.state.deviceModel;
        const before = latch[4 * entry + VECTOR_CONTROL]!;
        const kept = parts.writeEntry(context, entry, field, offset, value);
        if (field !== VECTOR_CONTROL) return kept;
        latch[4 * entry + field] = before;
        latch[field] = value;
        return kept;
      },
    })),
  },
  {
    id: 'data-not-latched',
    sentence: 'QEMU drops writes of the data dword.',
    base: HEAD,
    caughtBy: { property: 'I4', setting: 'driver' },
    of: inDeviceModel((parts) => ({
      writeEntry: (context, entry, field, offset, value) =>
        field === DATA || parts.writeEntry(context, entry, field, offset, value),
    })),
  },
  {
    id: 'reads-zero',
    sentence: 'QEMU answers reads past the table with a filler instead of reading the hardware.',
    base: 'xen-4.18--qemu-devmem',
    caughtBy: { property: 'I12', setting: 'shared page' },
    of: inDeviceModel(() => ({
      readPastTable(context) {
        context.lo = 0xffffffff;
        return false;
      },
    })),
  },
];
