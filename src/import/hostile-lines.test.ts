/** Lines that no program prints: every reader has to get through them in time that grows with their length only. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { joinRun } from './join/join.ts';
import { parseLspci } from './lspci/parse-lspci.ts';
import { bytesOfText, FIXTURES, recordingIn, textOfFile, traceOfText } from './testing/trace-files.ts';
import { readTrace } from './traces/trace-reader.ts';

const LENGTH = 2 ** 18;

const SLOT = '04:00.0 Network controller: Vendor Wi-Fi [8086:2725]';
const REGION = '\tRegion 0: Memory at 80000000 (64-bit, non-prefetchable) [size=16K]';
const MSIX = '\tCapabilities: [d0] MSI-X: Enable+ Count=16 Masked-';

/** Each begins a text as one way of packing a dump does, so that the ways to unpack it are gone through. */
const HEADS = {
  plain: `${SLOT}\n${REGION}\n${MSIX}\n\t`,
  'open header': '04:00.0 Network controller: ',
  mail: `> ${SLOT}\n> ${MSIX} BAR=3D0\n> `,
  page: `<pre>${SLOT}<br>&nbsp;${MSIX}<br>`,
  string: `{"stdout": "${SLOT}\\n\\tRegion 0: Memory at `,
  'visible tabs': `${SLOT}$\n^IRegion 0: Memory at 80000000$\n#011`,
  sysfs: '==> /sys/bus/pci/devices/0000:04:00.0/resource <==\n0x0000000080000000 0x0000000080003fff ',
} as const;

const PIECES = [
  ...[
    ' ',
    '\t',
    '^I',
    '#011',
    '#012',
    '\\t',
    '\\n',
    '&nbsp;',
    '<br>',
    '=20',
    '=\n',
    '\n',
    '\r',
    '\u2028',
    '\u00a0',
  ],
  ...['> ', '>', '|', '1,', '",', '" ', '`', '* ', '[', '(', '$', '\x1b[', '<b ', '- ', 'a', '0', 'e\u0301'],
  ...[
    'Region 0: ',
    '00: ',
    '00 ',
    'Capabilities: [',
    'MSI-X: ',
    'Vector table: BAR=0 ',
    '04:00.0 ',
    ' at 0x',
    '[size=',
  ],
];

const repeated = (piece: string): string => piece.repeat(Math.floor(LENGTH / piece.length));

/** Of this process alone, so that a busy machine does not count. */
const seconds = (work: () => void): number => {
  const { user } = process.cpuUsage();
  work();
  return (process.cpuUsage().user - user) / 1e6;
};

/** What takes longer than `limit` seconds: far more than any takes, far less than what grows with the square. */
const slow = (pieces: readonly string[], limit: number, work: (text: string) => void): string[] =>
  pieces
    .filter((piece) => seconds(() => work(repeated(piece))) > limit)
    .map((piece) => JSON.stringify(piece));

describe('256 KiB of one piece', () => {
  it.each(Object.entries(HEADS))('is no dump for lspci (%s)', (_, head) => {
    const read = (text: string) => void parseLspci(`${head}${text}x`);
    expect(slow(PIECES, 2.5, read)).toEqual([]);
  });

  const folder = path.join(FIXTURES, 'xen-4.17/nvme-poke-bound');
  const xenLines = textOfFile(recordingIn(folder, 'xenalyze.txt')).split('\n').slice(-200, -1);
  const log = textOfFile(recordingIn(folder, 'qemu-dm.log')).split('\n');
  const RECORDINGS = {
    mmiotrace: textOfFile(path.join(FIXTURES, 'mmiotrace/nvme-load-io-unload.txt')).split('\n').slice(0, 60),
    qemu: textOfFile(path.join(FIXTURES, 'qemu/nvme-load.log.gz')).split('\n').slice(0, 60),
    ioreq: log.slice(0, 60),
    xenalyze: xenLines,
    csv: ['time,op,address,size,value', '1,W,0x2000,4,0x1'],
  };

  it.each(Object.entries(RECORDINGS))('is no recording of %s', (_, lines) => {
    const head = lines.join('\n');
    // A record without its end is what glued lines are made of, and a part of one can begin again everywhere.
    const own = lines.slice(-4).flatMap((line) => [line, line.slice(0, line.length / 2), line.slice(0, 12)]);
    const pieces = [...PIECES, ...own.filter((line) => line !== '')];
    expect(
      slow(pieces, 2.5, (text) => {
        readTrace(bytesOfText(`${head}\n${lines.at(-1)!}${text}x`));
      }),
    ).toEqual([]);
  });

  it('joins with no recording', () => {
    const xen = xenLines.join('\n');
    const pieces = [' ', '\n', '0', `${xenLines.at(-1)!} `];
    expect(
      slow(pieces, 2.5, (text) => {
        joinRun(
          {
            xen: traceOfText(`${xen}\n${text}`),
            log: traceOfText(`${log.slice(0, 200).join('\n')}\n${text}`),
            hardware: null,
            devices: [],
            catalogue: [],
          },
          DESIGNS[0]!,
        );
      }),
    ).toEqual([]);
  });
});
