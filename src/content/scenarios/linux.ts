/**
 * What Linux does to a table, access by access, as recorded from its own drivers under QEMU with mmiotrace: the PCI
 * core does it, so it is the same for every driver. All accesses are aligned dwords; the PBA is never touched.
 */
import type { Step } from '#model/access.ts';
import type { Layout } from '#model/layout.ts';

export const ADDRESS = 0;
export const ADDRESS_HIGH = 4;
export const DATA = 8;
export const CONTROL = 12;

export const write = (offset: number, value: number | bigint, size: 1 | 2 | 4 | 8 = 4): Step => ({
  op: 'write',
  offset,
  size,
  value: BigInt(value),
});

export const read = (offset: number, size: 1 | 2 | 4 | 8 = 4): Step => ({ op: 'read', offset, size });

/** Offset of a field of table entry `entry`. */
export const at = (layout: Layout, entry: number, field: number): number =>
  layout.tableStart + 16 * entry + field;

/** Address of an interrupt to the CPU with that local APIC id. */
export const messageAddress = (cpu: number): number => 0xfee00000 + cpu * 0x1000 + 4;

/** Vector numbers as Linux hands them out for devices. */
const vectorOf = (entry: number): number => 0x21 + (entry % 0x80);

/** A message is written dword by dword; the read of the data makes sure it arrived. */
export function message(layout: Layout, entry: number, cpu: number, data: number): Step[] {
  return [
    write(at(layout, entry, ADDRESS), messageAddress(cpu)),
    write(at(layout, entry, ADDRESS_HIGH), 0),
    write(at(layout, entry, DATA), data),
    read(at(layout, entry, DATA)),
  ];
}

/** Masking is made sure of by reading the table's first dword, whatever the entry. */
export function mask(layout: Layout, entry: number): Step[] {
  return [write(at(layout, entry, CONTROL), 1), read(layout.tableStart)];
}

/** Unmasking is not read back. */
export function unmask(layout: Layout, entry: number): Step[] {
  return [write(at(layout, entry, CONTROL), 0)];
}

/** Interrupt `entry` is requested: its message is written twice, then it is unmasked. */
export function request(layout: Layout, entry: number, cpu = 1): Step[] {
  const once = message(layout, entry, cpu, vectorOf(entry));
  return [...once, ...once, ...unmask(layout, entry)];
}

/** MSI-X is switched on for `vectors` interrupts; nothing can fire yet. */
export function enable(layout: Layout, vectors: number): Step[] {
  const used = Array.from({ length: vectors }, (_, entry) => entry);
  return [
    { op: 'enable', maskall: true },
    ...used.map((entry) => read(at(layout, entry, CONTROL))),
    ...used.flatMap((entry) => message(layout, entry, 1, 0xef)),
    ...Array.from({ length: layout.entries }, (_, entry) => write(at(layout, entry, CONTROL), 1)),
    { op: 'enable', maskall: false },
  ];
}

/** A driver loads: MSI-X on, then every interrupt requested. */
export function load(layout: Layout, vectors: number): Step[] {
  const used = Array.from({ length: Math.min(vectors, layout.entries) }, (_, entry) => entry);
  return [...enable(layout, used.length), ...used.flatMap((entry) => request(layout, entry))];
}

/** The interrupt moves to another CPU in one message, address and vector at once: 7 accesses. */
export const moveInOneMessage = (layout: Layout, entry: number, to: number, vector: number): Step[] => [
  ...mask(layout, entry),
  ...message(layout, entry, to, vector),
  ...unmask(layout, entry),
];

/** The interrupt moves to another CPU: the vector there comes with the old address, then with the new; 11 accesses. */
export function moveAffinity(
  layout: Layout,
  entry: number,
  from: number,
  to: number,
  vector: number,
): Step[] {
  return [
    ...mask(layout, entry),
    ...message(layout, entry, from, vector),
    ...message(layout, entry, to, vector),
    ...unmask(layout, entry),
  ];
}
