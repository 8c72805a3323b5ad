/** Real recordings and dumps, cut at every byte: what is left is read as it was, or it is said that it may be cut. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseLspci } from './lspci/parse-lspci.ts';
import { bytesOfText, FIXTURES, recordingIn, textOfFile } from './testing/trace-files.ts';
import { VALUE_KNOWN } from '#model/replay/access-source.ts';
import type { Trace } from './traces/trace.ts';
import { readTrace } from './traces/trace-reader.ts';

const RECORDINGS = {
  mmiotrace: recordingIn(path.join(FIXTURES, 'mmiotrace'), 'nvme-load-io-unload.txt'),
  'QEMU log': recordingIn(path.join(FIXTURES, 'qemu'), 'nvme-load.log'),
  'QEMU log of all events': recordingIn(path.join(FIXTURES, 'qemu'), 'nvme-load-allevents.log'),
  'ioreq events': recordingIn(path.join(FIXTURES, 'xen-4.17/megasas-adjacent-bound'), 'qemu-dm.log'),
  xenalyze: recordingIn(path.join(FIXTURES, 'xen-4.17/megasas-adjacent-bound'), 'xenalyze.txt'),
};
const CSV =
  '# by hand\nop,size,offset,value,time\nW,4,0x2000,0x12345678,0.5\nR,8,8192,,0.75\nW,4,0x2804,0x80,1.25\n';
/** Lines from the middle, where there are accesses. */
const LINES = 24;

const accessesOf = ({ address, lo, hi, size, flags }: Trace['accesses']): string[] =>
  Array.from({ length: address.length }, (_, n) =>
    (flags[n]! & VALUE_KNOWN) === 0
      ? `${address[n]} ${size[n]}`
      : [address[n], size[n], lo[n], hi[n]].join(' '),
  );

function firstWithAccesses(text: string): string {
  const lines = text.split('\n');
  for (let start = 0; start + LINES < lines.length; start += LINES) {
    const part = `${lines.slice(start, start + LINES).join('\n')}\n`;
    const trace = readTrace(bytesOfText(part));
    if (trace.ok && trace.value.accesses.address.length > 4) return part;
  }
  throw new Error('the recording has no accesses close together');
}

const isSaid = ({ messages, notUnderstoodLines }: Trace): boolean =>
  notUnderstoodLines > 0 || messages.some(({ code }) => code === 'ends-inside-line');

describe('a recording cut at every byte', () => {
  const parts = Object.entries(RECORDINGS).map(
    ([name, file]) => [name, () => firstWithAccesses(textOfFile(file))] as const,
  );
  it.each([...parts, ['CSV', () => CSV] as const])('%s', (_, part) => {
    const text = part();
    const whole = readTrace(bytesOfText(text));
    if (!whole.ok) throw new Error(whole.error);
    const all = accessesOf(whole.value.accesses);
    for (let length = 0; length < text.length; length++) {
      const cut = readTrace(bytesOfText(text.slice(0, length)));
      if (!cut.ok) continue;
      const kept = accessesOf(cut.value.accesses);
      if (kept.every((one, n) => all[n]?.startsWith(one))) continue;
      expect(isSaid(cut.value), `cut after byte ${length}: ${kept.at(-1)} of ${all[kept.length - 1]}`).toBe(
        true,
      );
    }
  });
});

it('a dump of lspci cut at every byte never has another number without a word', () => {
  const text = textOfFile(path.join(FIXTURES, '../lspci/3.9/poke.lspci-vvv.txt')).slice(0, 6000);
  const placesIn = (dump: string) => new Map(parseLspci(dump).devices.map(({ slot, msix }) => [slot, msix]));
  const whole = placesIn(text);
  for (let length = 0; length < text.length; length++)
    for (const [slot, msix] of placesIn(text.slice(0, length))) {
      const before = whole.get(slot);
      for (const key of ['entries', 'table', 'pba'] as const)
        if (msix[key] !== null)
          expect(msix[key], `${key} of ${slot} after byte ${length}`).toEqual(before?.[key]);
    }
});
