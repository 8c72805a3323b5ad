import type { Action } from '../explore/action.ts';
import type { Machine } from '../machine.ts';
import { forEntries } from './about.ts';
import type { Property } from './property.ts';

function agrees(machine: Machine, dword: number, value: number): boolean {
  const { guest } = machine.state;
  if (guest.written[dword] === 0) return true;
  // Only the mask bit of vector control is the guest's; the rest is reserved.
  const mask = (dword & 3) === 3 ? 1 : 0xffffffff;
  return ((value ^ guest.table[dword]!) & mask) === 0;
}

function readsBack(machine: Machine, action: Action | null): boolean {
  if (action?.kind !== 'read' || action.region !== 'table' || action.size < 4 || !action.aligned) return true;
  const dword = (action.offset - machine.layout.tableStart) / 4;
  return agrees(machine, dword, machine.lo) && (action.size === 4 || agrees(machine, dword + 1, machine.hi));
}

export const guestReadsBack: Property = {
  id: 'I13',
  name: 'The guest reads back what it wrote',
  sentence: 'An aligned read of an entry gives what the guest wrote there last.',
  source: '64b21662b1: stale latch; review of v2 1/3',
  settings: ['driver', 'fresh table', 'waiting', 'not prepared'],
  notFor: forEntries,
  of: 'step',
  holds: readsBack,
};
