/**
 * Dumps that people posted are not ours to copy, so they are read where they lie: beside the project, when they do.
 * The facts below are what a person read in each file.
 */
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const DUMPS_FOLDER = fileURLToPath(new URL('../../../../shared/samples/lspci/', import.meta.url));

/** Names of the files that are there, known or not; empty when the folder is not. */
export const dumpFiles = (): string[] =>
  existsSync(DUMPS_FOLDER)
    ? readdirSync(DUMPS_FOLDER)
        .filter((file) => file.endsWith('.txt'))
        .sort()
    : [];

/** One device: as short as a person writes it down. Places are BAR and offset, BARs are address and size. */
export type KnownDevice = readonly [
  slot: string,
  id: string | null,
  name: string | null,
  state: string,
  table: string,
  pba: string,
  bars: string,
];

export interface KnownDump {
  readonly devices: readonly KnownDevice[];
  /** Codes of the messages about the whole text. */
  readonly messages: readonly string[];
}

export const KNOWN_DUMPS: Readonly<Record<string, KnownDump>> = {
  'apollolake-up2-rtl8168-acrn-flat.txt': { devices: [], messages: ['no-device', 'no-msix'] },
  'ax200-whole-19dev-nn.txt': {
    devices: [
      [
        '04:00.0',
        '8086:2723',
        'Intel Corporation Wi-Fi 6 AX200',
        '16 on',
        '0:0x2000',
        '0:0x3000',
        '0=0xefb00000/16384',
      ],
    ],
    messages: ['name-only'],
  },
  'ax210-2725-zynq-enable-minus.txt': {
    devices: [
      [
        '01:00.0',
        null,
        'Intel Corporation Device 2725',
        '16 off',
        '0:0x2000',
        '0:0x3000',
        '0=0x80000000/16384',
      ],
    ],
    messages: ['no-msix'],
  },
  'coral-tpu-1ac1-089a-unassigned.txt': {
    devices: [
      [
        '01:00.0',
        '1ac1:089a',
        'Device 1ac1:089a',
        '128 off',
        '2:0x46800',
        '2:0x46068',
        '0=?/16384 2=?/1048576',
      ],
    ],
    messages: ['no-msix'],
  },
  'e810c-1593-512entries.txt': {
    devices: [
      [
        'e2:00.0',
        null,
        'Intel Corporation Ethernet Controller E810-C for SFP',
        '512 off',
        '3:0x0',
        '3:0x8000',
        '0=0x4fea8000000/33554432 3=0x4feaa030000/65536',
      ],
    ],
    messages: [],
  },
  'hex-82576-oldformat.txt': {
    devices: [
      [
        '01:00.0',
        '8086:10c9',
        'Intel Corporation Device 10c9',
        '10 on',
        '3:0x0',
        '3:0x2000',
        '0=0xe0800000/131072 1=0xe0000000/4194304 2=0x1020/32 3=0xe0840000/16384',
      ],
    ],
    messages: [],
  },
  'hex-ax211-51f1-raptorlake.txt': {
    devices: [
      [
        '00:14.3',
        '8086:51f1',
        'Intel Corporation Device 51f1',
        '16 on',
        '0:0x2000',
        '0:0x3000',
        '0=0x6001144000/16384',
      ],
    ],
    messages: [],
  },
  'hex-samsung-pm174x.txt': {
    devices: [
      [
        '2e:00.0',
        '144d:a826',
        'Samsung Electronics Co Ltd NVMe SSD Controller PM174X',
        '129 off',
        '0:0x4000',
        '0:0x3000',
        '0=0x88400000/32768',
      ],
    ],
    messages: [],
  },
  'hex-virtio-net-fs.txt': {
    devices: [
      [
        '00:09.0',
        '1af4:1000',
        'Red Hat, Inc Virtio network device',
        '3 on',
        '1:0x0',
        '1:0x800',
        '0=0xc060/32 1=0xfebd6000/4096 2=0xfea00000/524288',
      ],
      [
        '00:04.0',
        '1af4:105a',
        'Red Hat, Inc. Virtio file system',
        '3 on',
        '0:0x0',
        '0:0x2000',
        '0=0xa0008000/16384 2=0x200000000/1073741824',
      ],
    ],
    messages: [],
  },
  'lan7430-table-bar2-pba-bar4.txt': {
    devices: [
      [
        '05:00.0',
        null,
        'Microchip Technology / SMSC LAN7430',
        '8 on',
        '2:0x0',
        '4:0x0',
        '0=0x18200000/8192 2=0x18202000/256 4=0x18202100/256',
      ],
    ],
    messages: ['no-msix', 'unused-lines'],
  },
  'marvell-nvme-1321-masked-plus.txt': {
    devices: [
      ['04:00.0', null, 'Marvell Technology Group Ltd. Device 1321', '67 off', '0:0x2000', '0:0x3000', ''],
      [
        '04:00.0',
        null,
        'Marvell Technology Group Ltd. Device 1321',
        '67 off masked',
        '0:0x2000',
        '0:0x3000',
        '',
      ],
    ],
    messages: ['same-slot', 'unused-lines'],
  },
  'noroot-access-denied-whole.txt': { devices: [], messages: ['no-device', 'denied', 'no-msix'] },
  'ti-k3-ep-2048entries-table80.txt': {
    devices: [
      ['00:00.0', null, 'Texas Instruments Device b010', '1 off', '0:0x0', '0:0x8', '0=?/?'],
      [
        '01:00.0',
        null,
        'Texas Instruments Device b010',
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
      [
        '05:00.0',
        null,
        'Motorcomm Microelectronics. YT6801 Gigabit Ethernet Controller',
        '6 on',
        '0:0x1200',
        '0:0x1300',
        '0=0xe0030000000/16384 4=0x4000/256',
      ],
      [
        '08:00.0',
        null,
        'Silicon Motion, Inc. SM2269XT (DRAM-less) NVMe SSD Controller',
        '17 on',
        '0:0x2000',
        '0:0x3000',
        '0=0xe0030100000/16384',
      ],
    ],
    messages: ['no-msix', 'unused-lines'],
  },
};
