import type { Bar, DeviceDescription, NamedRegister } from '#model/device.ts';

/** A real device whose MSI-X layout is known. */
export interface CatalogueDevice {
  readonly description: DeviceDescription;
  /** What is remarkable, in one or two sentences; null when it is an ordinary layout. */
  readonly note: string | null;
  /** Where the layout was seen. */
  readonly source: string;
}

export const KIB = 1024;
export const MIB = 1024 * KIB;

/** A `[bar, offset]` pair, as short as a table of facts needs it. */
type Place = readonly [bar: number, offset: number];

interface Facts {
  /** `vvvv:dddd`. */
  readonly id: string;
  readonly name: string;
  readonly entries: number;
  readonly table: Place;
  readonly pba: Place;
  /** All BARs that were seen; for most devices only the one with the table was of interest. */
  readonly bars: readonly Bar[];
  readonly registers?: readonly NamedRegister[];
  readonly note?: string;
  readonly source: string;
}

/** A catalogue item from the facts. Slot, addresses and MSI-X state belong to one machine, so they are not told. */
export function catalogued({
  id,
  name,
  entries,
  table,
  pba,
  bars,
  registers = [],
  note,
  source,
}: Facts): CatalogueDevice {
  return {
    description: {
      id,
      slot: null,
      name,
      bars,
      msix: {
        entries,
        table: { bar: table[0], offset: table[1] },
        pba: { bar: pba[0], offset: pba[1] },
        enabled: null,
        masked: null,
      },
      registers,
    },
    note: note ?? null,
    source,
  };
}

/** A memory BAR; what is not given was not seen. */
export function memory(
  index: number,
  size: number | null,
  {
    width = null,
    prefetchable = false,
    address = null,
  }: Partial<Pick<Bar, 'width' | 'prefetchable' | 'address'>> = {},
): Bar {
  return { index, kind: 'memory', address, size, width, prefetchable };
}

export function ioPorts(index: number, size: number): Bar {
  return { index, kind: 'io', address: null, size, width: null, prefetchable: false };
}

/** Most layouts were collected from dumps that people posted in bug reports and on mailing lists. */
export const POSTED_LSPCI = 'lspci output posted in public';
export const POSTED_PCICONF = 'FreeBSD pciconf output or issue text posted in public';
