/** What is odd about a layout that was read without trouble: real devices do announce impossible ones. */
import { hex } from '#model/base/hex.ts';
import { ENTRY_SIZE, pbaBytes, type Bar, type BarOffset, type MsixCapability } from '#model/device.ts';
import { listOf, type Diagnostic } from '#import/diagnostics.ts';
import { place } from './merge-msix.ts';

interface Subject {
  readonly what: string;
  readonly at: BarOffset;
  readonly bytes: number;
}

/** Messages about `msix` against `bars`, for the line where the capability stands. */
export function oddities(
  msix: MsixCapability,
  bars: readonly Bar[],
  isBridge: boolean,
  line: number,
): Diagnostic[] {
  const table: Subject = { what: 'MSI-X table', at: msix.table, bytes: msix.entries * ENTRY_SIZE };
  const pba: Subject = { what: 'PBA', at: msix.pba, bytes: pbaBytes(msix.entries) };
  const both = msix.table.bar === msix.pba.bar && whyAbsent(msix.table.bar, bars, isBridge) !== null;
  const found = [
    ...subjectOddities(both ? { ...table, what: 'MSI-X table and the PBA' } : table, bars, isBridge),
    ...(both ? [] : subjectOddities(pba, bars, isBridge)),
    ...unknownSize(msix, bars),
  ];
  if (overlap(table, pba)) {
    found.push({
      code: 'table-pba-overlap',
      message: `The MSI-X table (${span(table)}) and the PBA (${span(pba)}) overlap. Both cannot be true: the capability is bogus, yet hypervisors believe it.`,
    });
  }
  return found.map(({ code, message }) => ({
    line,
    severity: code === 'size-unknown' ? 'note' : 'warning',
    code,
    message,
  }));
}

function unknownSize(
  { table, pba }: MsixCapability,
  bars: readonly Bar[],
): { code: string; message: string }[] {
  const unsized = bars.filter(
    ({ index, size }) => size === null && (index === table.bar || index === pba.bar),
  );
  if (unsized.length === 0) return [];
  const names = listOf(unsized.map(({ index }) => `BAR ${String(index)}`));
  return [
    {
      code: 'size-unknown',
      message: `The text does not tell the size of ${names}: lspci knows it only on the machine itself. Paste the device's file "resource" of /sys/bus/pci/devices as well, or run sudo lspci -vv there.`,
    },
  ];
}

function subjectOddities(
  subject: Subject,
  bars: readonly Bar[],
  isBridge: boolean,
): { code: string; message: string }[] {
  const { what, at, bytes } = subject;
  const found: { code: string; message: string }[] = [];
  if (at.offset % 8 !== 0) {
    found.push({
      code: 'offset-unaligned',
      message: `The ${what} is at ${place(at)}, which is not a multiple of 8 as the capability's format makes it; check the number.`,
    });
  }
  const absence = whyAbsent(at.bar, bars, isBridge);
  if (absence !== null) {
    found.push({
      code: 'no-such-bar',
      message: `The ${what} ${what.includes(' and ') ? 'are' : 'is'} said to be in BAR ${String(at.bar)}, but ${absence}.`,
    });
    return found;
  }
  const bar = bars.find(({ index }) => index === at.bar);
  if (bar?.kind === 'io') {
    found.push({
      code: 'bar-is-io',
      message: `The ${what} is said to be in BAR ${String(at.bar)}, but that BAR is I/O ports; it must be memory.`,
    });
  } else if (bar?.size != null && at.offset + bytes > bar.size) {
    found.push({
      code: 'beyond-bar',
      message: `The ${what} (${span(subject)}) ends beyond BAR ${String(at.bar)}, which is ${hex(bar.size)} bytes long.`,
    });
  }
  return found;
}

/** Why no BAR `index` is in the list, or null when it is. */
function whyAbsent(index: number, bars: readonly Bar[], isBridge: boolean): string | null {
  if (bars.some((bar) => bar.index === index)) return null;
  if (index > 5) return `${String(index)} is a reserved value: a device has BARs 0 to 5`;
  if (isBridge && index > 1) return 'a bridge has only BARs 0 and 1';
  if (bars.some((bar) => bar.width === 64 && bar.index === index - 1))
    return `that is the upper half of the 64-bit BAR ${String(index - 1)}`;
  if (bars.length === 0)
    return 'the text shows no BAR of this device (a virtual function, one without addresses, or a cut text)';
  return `the text shows only ${listOf(bars.map((bar) => `BAR ${String(bar.index)}`))}: it was given no address, or does not exist`;
}

function overlap(a: Subject, b: Subject): boolean {
  return a.at.bar === b.at.bar && a.at.offset < b.at.offset + b.bytes && b.at.offset < a.at.offset + a.bytes;
}

function span({ at, bytes }: Subject): string {
  return `BAR ${String(at.bar)}, ${hex(at.offset)} to ${hex(at.offset + bytes - 1)}`;
}
