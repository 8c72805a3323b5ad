/**
 * Dumps that people posted are not ours to copy, so they are read where they lie: beside the project, when they do.
 * The facts below are what a person read in each file.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { hex } from '#model/base/hex.ts';
import { parseLspci } from './parse-lspci.ts';
import type { ImportedDevice } from './read-device.ts';

const FOLDER = fileURLToPath(new URL('../../../../shared/samples/lspci', import.meta.url));

/** slot, id, count and state, table, PBA, BARs: as short as a person writes it down. */
type Line = readonly [
  slot: string,
  id: string | null,
  state: string,
  table: string,
  pba: string,
  bars: string,
];

interface Expected {
  readonly devices: readonly Line[];
  /** Codes of the messages about the whole text. */
  readonly messages: readonly string[];
}

const KNOWN: Readonly<Record<string, Expected>> = {
  'apollolake-up2-rtl8168-acrn-flat.txt': { devices: [], messages: ['no-device', 'no-msix'] },
  'ax200-whole-19dev-nn.txt': {
    devices: [['04:00.0', '8086:2723', '16 on', '0:0x2000', '0:0x3000', '0=0xefb00000/16384']],
    messages: ['name-only'],
  },
  'ax210-2725-zynq-enable-minus.txt': {
    devices: [['01:00.0', null, '16 off', '0:0x2000', '0:0x3000', '0=0x80000000/16384']],
    messages: ['no-msix'],
  },
  'coral-tpu-1ac1-089a-unassigned.txt': {
    devices: [['01:00.0', '1ac1:089a', '128 off', '2:0x46800', '2:0x46068', '0=?/16384 2=?/1048576']],
    messages: ['no-msix'],
  },
  'e810c-1593-512entries.txt': {
    devices: [
      ['e2:00.0', null, '512 off', '3:0x0', '3:0x8000', '0=0x4fea8000000/33554432 3=0x4feaa030000/65536'],
    ],
    messages: [],
  },
  'hex-82576-oldformat.txt': {
    devices: [
      [
        '01:00.0',
        '8086:10c9',
        '10 on',
        '3:0x0',
        '3:0x2000',
        '0=0xe0800000/131072 1=0xe0000000/4194304 2=0x1020/32 3=0xe0840000/16384',
      ],
    ],
    messages: [],
  },
  'hex-ax211-51f1-raptorlake.txt': {
    devices: [['00:14.3', '8086:51f1', '16 on', '0:0x2000', '0:0x3000', '0=0x6001144000/16384']],
    messages: [],
  },
  'hex-samsung-pm174x.txt': {
    devices: [['2e:00.0', '144d:a826', '129 off', '0:0x4000', '0:0x3000', '0=0x88400000/32768']],
    messages: [],
  },
  'hex-virtio-net-fs.txt': {
    devices: [
      [
        '00:09.0',
        '1af4:1000',
        '3 on',
        '1:0x0',
        '1:0x800',
        '0=0xc060/32 1=0xfebd6000/4096 2=0xfea00000/524288',
      ],
      ['00:04.0', '1af4:105a', '3 on', '0:0x0', '0:0x2000', '0=0xa0008000/16384 2=0x200000000/1073741824'],
    ],
    messages: [],
  },
  'lan7430-table-bar2-pba-bar4.txt': {
    devices: [
      ['05:00.0', null, '8 on', '2:0x0', '4:0x0', '0=0x18200000/8192 2=0x18202000/256 4=0x18202100/256'],
    ],
    messages: ['no-msix', 'unused-lines'],
  },
  'marvell-nvme-1321-masked-plus.txt': {
    devices: [
      ['04:00.0', null, '67 off', '0:0x2000', '0:0x3000', ''],
      ['04:00.0', null, '67 off masked', '0:0x2000', '0:0x3000', ''],
    ],
    messages: ['same-slot', 'unused-lines'],
  },
  'noroot-access-denied-whole.txt': { devices: [], messages: ['no-device', 'denied', 'no-msix'] },
  'ti-k3-ep-2048entries-table80.txt': {
    devices: [
      ['00:00.0', null, '1 off', '0:0x0', '0:0x8', '0=?/?'],
      [
        '01:00.0',
        null,
        '2048 off',
        '0:0x80',
        '0:0x8080',
        '0=0x68220000/65536 1=0x68234400/512 2=0x68234000/1024 3=0x68230000/16384 4=0x68200000/131072 5=0x68100000/1048576',
      ],
    ],
    messages: [],
  },
  'yt6801-table1200-sm2269-whole.txt': {
    devices: [
      ['05:00.0', null, '6 on', '0:0x1200', '0:0x1300', '0=0xe0030000000/16384 4=0x4000/256'],
      ['08:00.0', null, '17 on', '0:0x2000', '0:0x3000', '0=0xe0030100000/16384'],
    ],
    messages: ['no-msix', 'unused-lines'],
  },
};

function short({ slot, id, msix, bars }: ImportedDevice): Line {
  const place = (at: { bar: number; offset: number } | null): string =>
    at === null ? '?' : `${String(at.bar)}:${hex(at.offset)}`;
  const state = `${String(msix.entries)} ${msix.enabled === true ? 'on' : 'off'}${msix.masked === true ? ' masked' : ''}`;
  const shown = bars.map(
    ({ index, address, size }) =>
      `${String(index)}=${address === null ? '?' : hex(address)}/${size === null ? '?' : String(size)}`,
  );
  return [slot ?? '?', id, state, place(msix.table), place(msix.pba), shown.join(' ')];
}

const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((file) => file.endsWith('.txt')) : [];
if (files.length === 0)
  console.log('real dumps: not checked, ../shared/samples/lspci does not exist beside the project');

describe.skipIf(files.length === 0)('dumps that people posted', () => {
  it('are all known here', () => {
    expect(files.sort()).toEqual(Object.keys(KNOWN).sort());
  });

  it.each(files)('%s says what a person reads in it', (file) => {
    const report = parseLspci(readFileSync(path.join(FOLDER, file), 'utf8'));
    expect({ devices: report.devices.map(short), messages: report.messages.map(({ code }) => code) }).toEqual(
      KNOWN[file],
    );
  });

  it.each(files)('%s has no text that its own bytes contradict', (file) => {
    const { devices } = parseLspci(readFileSync(path.join(FOLDER, file), 'utf8'));
    expect(
      devices.flatMap(({ messages }) => messages).filter(({ code }) => code === 'text-bytes-differ'),
    ).toEqual([]);
  });
});
