/** A device as a form holds it: every number as it was typed, and what is wrong with it. */
import { hex } from '#model/base/hex.ts';
import { barRules } from '#model/bar-rules.ts';
import { MAX_ENTRIES, type Bar, type DeviceDescription } from '#model/device.ts';
import { layoutOf, type Contradiction } from '#model/layout.ts';
import { readNatural } from './read-number.ts';
import { readRegisters, registerDrafts, registerRules, type RegisterDraft } from './register-draft.ts';

export interface BarDraft {
  readonly index: string;
  readonly kind: Bar['kind'];
  /** Empty when not known, as for `size`. */
  readonly address: string;
  readonly size: string;
  readonly width: '32' | '64' | 'unknown';
  readonly prefetchable: boolean;
}

export interface DeviceDraft {
  readonly name: string;
  readonly id: string;
  readonly bars: readonly BarDraft[];
  readonly entries: string;
  readonly tableBar: string;
  readonly tableOffset: string;
  readonly pbaBar: string;
  readonly pbaOffset: string;
  readonly registers: readonly RegisterDraft[];
}

/** A field of the draft: its key, or `bars.2.size`. */
export type DraftField =
  | Exclude<keyof DeviceDraft, 'bars' | 'registers'>
  | `bars.${number}.${keyof BarDraft}`
  | `registers.${number}.${keyof RegisterDraft}`;

export interface DraftProblem {
  readonly field: DraftField;
  /** `unreadable`: no device can be made of it. `contradiction`: it can, and is drawn as far as it makes sense. */
  readonly kind: 'unreadable' | 'contradiction';
  readonly sentence: string;
}

export interface ReadDraft {
  /** Null as long as something is unreadable. */
  readonly device: DeviceDescription | null;
  readonly problems: readonly DraftProblem[];
}

export const NEW_BAR: BarDraft = {
  index: '0',
  kind: 'memory',
  address: '',
  size: '0x4000',
  width: '64',
  prefetchable: false,
};

/** The form that describes `device`, whose registers hold `contents` at first. */
export const draftOf = (
  device: DeviceDescription,
  contents: ReadonlyMap<number, number> = new Map(),
): DeviceDraft => {
  const { name, id, bars, msix } = device;
  return {
    name,
    id: id ?? '',
    bars: bars.map(({ index, kind, address, size, width, prefetchable }) => ({
      index: String(index),
      kind,
      address: address === null ? '' : hex(address),
      size: size === null ? '' : hex(size),
      width: width === null ? 'unknown' : width === 32 ? '32' : '64',
      prefetchable,
    })),
    entries: String(msix.entries),
    tableBar: String(msix.table.bar),
    tableOffset: hex(msix.table.offset),
    pbaBar: String(msix.pba.bar),
    pbaOffset: hex(msix.pba.offset),
    registers: registerDrafts(device, contents),
  };
};

const BIR = 'The BAR indicator of the capability has 3 bits: 0 to 7, of which 6 and 7 are reserved.';
const OFFSET = 'The capability has 32 bits for the offset: at most 0xffffffff.';
const TABLE_SIZE = `Table Size has 11 bits and holds the number less one: 1 to ${MAX_ENTRIES} entries.`;
const INDEX = 'A function has six BARs, 0 to 5.';
const ADDRESS = 'Addresses have at most 52 bits here.';
const SIZE = 'A BAR has at least 4 bytes, and at most 2^52 here.';
const LARGEST = 2 ** 52;

/**
 * The device that `draft` describes, and everything wrong with it. What `base` tells besides (its slot, and what
 * unchanged registers are for) stays.
 */
export function readDraft(draft: DeviceDraft, base: DeviceDescription): ReadDraft {
  const problems: DraftProblem[] = [];
  const number = (field: DraftField, text: string, least: number, most: number, rule: string): number => {
    const read = readNatural(text);
    const value = read.ok ? Number(read.value) : NaN;
    if (!read.ok) problems.push({ field, kind: 'unreadable', sentence: read.error });
    else if (value < least || value > most) problems.push({ field, kind: 'unreadable', sentence: rule });
    return value;
  };
  const optional = (field: DraftField, text: string, least: number, most: number, rule: string) =>
    text.trim() === '' ? null : number(field, text, least, most, rule);
  const id = draft.id.trim().toLowerCase();
  if (id !== '' && !/^[0-9a-f]{4}:[0-9a-f]{4}$/.test(id))
    problems.push({
      field: 'id',
      kind: 'unreadable',
      sentence: 'Vendor and device have four hex digits each: 8086:2725. Leave it empty when there is none.',
    });
  if (draft.name.trim() === '')
    problems.push({ field: 'name', kind: 'unreadable', sentence: 'Give it a name to find it again.' });
  const bars = draft.bars.map((bar, n): Bar => ({
    index: number(`bars.${n}.index`, bar.index, 0, 5, INDEX),
    kind: bar.kind,
    address: optional(`bars.${n}.address`, bar.address, 0, LARGEST - 1, ADDRESS),
    size: optional(`bars.${n}.size`, bar.size, 4, LARGEST, SIZE),
    width: bar.width === 'unknown' ? null : bar.width === '32' ? 32 : 64,
    prefetchable: bar.prefetchable,
  }));
  bars.forEach(({ index }, n) => {
    if (bars.findIndex((other) => other.index === index) < n)
      problems.push({
        field: `bars.${n}.index`,
        kind: 'unreadable',
        sentence: `BAR ${index} is listed already; each index is there once.`,
      });
  });
  const msix = {
    entries: number('entries', draft.entries, 1, MAX_ENTRIES, TABLE_SIZE),
    table: {
      bar: number('tableBar', draft.tableBar, 0, 7, BIR),
      offset: number('tableOffset', draft.tableOffset, 0, 0xffffffff, OFFSET),
    },
    pba: {
      bar: number('pbaBar', draft.pbaBar, 0, 7, BIR),
      offset: number('pbaOffset', draft.pbaOffset, 0, 0xffffffff, OFFSET),
    },
    enabled: base.msix.enabled,
    masked: base.msix.masked,
  };
  const named = readRegisters(draft.registers, base);
  problems.push(...named.problems);
  if (problems.length > 0) return { device: null, problems };
  const device: DeviceDescription = {
    id: id === '' ? null : id,
    slot: base.slot,
    name: draft.name.trim(),
    bars,
    msix,
    registers: named.registers,
  };
  const broken = barRules(bars).map(({ bar, field, sentence }): DraftProblem => ({
    field: `bars.${bar}.${field}`,
    kind: 'contradiction',
    sentence,
  }));
  return {
    device,
    problems: [...layoutOf(device).contradictions.map(ofField), ...broken, ...registerRules(device)],
  };
}

const FIELD: Readonly<Partial<Record<Contradiction['code'], DraftField>>> = {
  'table-bar-absent': 'tableBar',
  'table-bar-io': 'tableBar',
  'pba-bar-absent': 'pbaBar',
  'pba-bar-io': 'pbaBar',
  'table-outside-bar': 'tableOffset',
  'pba-outside-bar': 'pbaOffset',
  'table-pba-overlap': 'pbaOffset',
  'bad-entry-count': 'entries',
};

/** Which rule of PCI Local Bus 3.0, 6.8.2 is broken. */
const RULES: Readonly<Record<Contradiction['code'], string>> = {
  'table-bar-absent': 'The BAR indicator has to name a memory BAR of the function.',
  'table-bar-io': 'The BAR indicator has to name a memory BAR of the function.',
  'pba-bar-absent': 'The BAR indicator has to name a memory BAR of the function.',
  'pba-bar-io': 'The BAR indicator has to name a memory BAR of the function.',
  'table-outside-bar': 'The structure has to lie in its BAR whole.',
  'pba-outside-bar': 'The structure has to lie in its BAR whole.',
  'table-pba-overlap': 'Table and PBA have bytes of their own each.',
  'bad-entry-count': TABLE_SIZE,
  'unaligned-offset':
    'The low three bits of the register hold the BAR indicator, so offsets are multiples of 8.',
  'reserved-bar': BIR,
};

function ofField({ code, sentence }: Contradiction): DraftProblem {
  const isPba = sentence.startsWith('The PBA');
  const field =
    FIELD[code] ??
    (code === 'reserved-bar' ? (isPba ? 'pbaBar' : 'tableBar') : isPba ? 'pbaOffset' : 'tableOffset');
  return { field, kind: 'contradiction', sentence: `${sentence} ${RULES[code]}` };
}
