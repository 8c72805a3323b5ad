import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfText, FIXTURES, textOfFile, traceOf, traceOfText } from '#import/testing/trace-files.ts';
import { MESSAGE, VALUE_KNOWN, WRITE } from './access-columns.ts';
import { readTrace, TraceReader } from './trace-reader.ts';
import type { Trace } from './trace.ts';

const MMIO = textOfFile(path.join(FIXTURES, 'mmiotrace/nvme-load-io-unload.txt'));
const QEMU = textOfFile(path.join(FIXTURES, 'qemu/nvme-load.log.gz'));
const IOREQ = textOfFile(path.join(FIXTURES, 'xen-4.17/nvme-load-mmiotrace/qemu-dm.log.gz'));
const XEN = textOfFile(path.join(FIXTURES, 'xen-4.17/nvme-poke-bound/xenalyze.txt.gz')).slice(-200_000);

/** Where a record of an access stands in a line. */
const ACCESS = /[RW] 4 \d+\.\d{6} |memory_region_ops|handle_ioreq I|mmio_assist|npf gpa/;

const summary = ({ lines, accesses, contextLines, notUnderstoodLines, accessLines }: Trace) => ({
  lines,
  accesses: accesses.length,
  accessLines,
  contextLines,
  notUnderstoodLines,
});

const rows = ({ accesses }: Trace) =>
  Array.from({ length: accesses.length }, (_, n) => [
    accesses.address[n],
    accesses.size[n],
    accesses.flags[n],
    accesses.lo[n],
    accesses.hi[n],
    accesses.line[n],
  ]);

describe('every producer', () => {
  const texts = { mmiotrace: MMIO, qemu: QEMU, ioreq: IOREQ, xenalyze: XEN };
  for (const [name, text] of Object.entries(texts)) {
    it(`${name}: pieces of any size give the same as the whole`, () => {
      const whole = traceOfText(text);
      for (const size of [1, 7, 4096]) {
        const part = text.slice(0, size === 1 ? 60_000 : text.length);
        const reader = new TraceReader();
        const bytes = bytesOfText(part);
        for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
        const read = reader.end();
        expect(read.ok && rows(read.value)).toEqual(size === 1 ? rows(traceOfText(part)) : rows(whole));
      }
    });

    it(`${name}: CR LF changes nothing but is said`, () => {
      const crlf = traceOfText(text.replaceAll('\n', '\r\n'));
      expect(summary(crlf)).toEqual(summary(traceOfText(text)));
      expect(crlf.messages.map(({ code }) => code)).toContain('crlf');
    });

    it(`${name}: gzip is unpacked, and a cut end is said`, () => {
      const packed = gzipSync(bytesOfText(text));
      expect(summary(traceOf(packed))).toEqual(summary(traceOfText(text)));
      const cut = readTrace(packed.subarray(0, packed.length - 100));
      expect(cut.ok && cut.value.messages.some(({ code }) => code === 'truncated')).toBe(true);
    });

    it(`${name}: a cut anywhere loses at most the last line`, () => {
      const start = 40_000;
      fc.assert(
        fc.property(fc.integer({ min: start, max: start + 3000 }), (at) => {
          const trace = traceOfText(text.slice(0, at));
          expect(trace.accessLines + trace.contextLines + trace.notUnderstoodLines).toBe(trace.lines);
          expect(
            trace.notUnderstoodLines - traceOfText(text.slice(0, start)).notUnderstoodLines,
          ).toBeLessThanOrEqual(1);
        }),
        { numRuns: 8 },
      );
    });

    it(`${name}: lines glued together lose no access, and are said`, () => {
      const lines = text.split('\n');
      const whole = traceOfText(text);
      fc.assert(
        fc.property(fc.integer({ min: 2, max: 40 }), (every) => {
          const glued = lines.flatMap((line, n) =>
            n % every === 1 ? [] : n % every === 0 ? [line + (lines[n + 1] ?? '')] : [line],
          );
          const trace = traceOfText(glued.join('\n'));
          const withoutLine = (row: unknown[]) => row.slice(0, -1);
          expect(rows(trace).map(withoutLine)).toEqual(rows(whole).map(withoutLine));
          expect(trace.accessLines + trace.contextLines + trace.notUnderstoodLines).toBe(trace.lines);
          expect(trace.notUnderstoodLines).toBe(whole.notUnderstoodLines);
          expect(trace.messages.map(({ code }) => code)).toContain('glued');
        }),
        { numRuns: 4 },
      );
    });

    it(`${name}: a record behind half of another is read, and the line counted as not understood`, () => {
      const lines = text.split('\n').slice(0, 1400);
      const at = lines.findIndex(
        (line, n) => n > 300 && ACCESS.test(line) && ACCESS.test(lines[n + 1] ?? ''),
      );
      const half = lines[at]!.slice(0, lines[at]!.search(ACCESS) + 20);
      const trace = traceOfText(lines.toSpliced(at, 2, half + lines[at + 1]!).join('\n'));
      const clean = traceOfText(lines.toSpliced(at, 1).join('\n'));
      expect(trace.accesses.length).toBe(clean.accesses.length);
      expect(trace.notUnderstoodLines).toBe(clean.notUnderstoodLines + 1);
      expect(trace.lines).toBe(clean.lines);
    });

    it(`${name}: lines of garbage are counted with their numbers, and harm no other line`, () => {
      const lines = text.split('\n').slice(0, 400);
      lines.splice(50, 0, '%%% not a record of anything');
      const trace = traceOfText(lines.join('\n'));
      const clean = traceOfText(text.split('\n').slice(0, 400).join('\n'));
      expect(trace.notUnderstoodLines).toBe(clean.notUnderstoodLines + 1);
      expect(trace.accesses.length).toBe(clean.accesses.length);
      expect(trace.notUnderstood.flatMap(({ examples }) => examples)).toContainEqual({
        line: 51,
        text: '%%% not a record of anything',
      });
    });
  }
});

describe('what is no recording', () => {
  it('refuses an empty file, a binary, a picture of text and random bytes with a sentence', () => {
    const refusal = (bytes: Uint8Array) => {
      const read = readTrace(bytes);
      return read.ok ? 'read' : read.error;
    };
    expect(refusal(new Uint8Array(0))).toBe('The file is empty.');
    expect(refusal(new Uint8Array(100_000))).toMatch(/not text/);
    expect(refusal(bytesOfText('hello\nworld\n'))).toMatch(/No line is one of a known recording/);
    expect(refusal(gunzipSync(gzipSync(bytesOfText('\n\n\n'))))).toMatch(/No line/);
    expect(refusal(Uint8Array.of(0x1f, 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9))).toMatch(/./);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => {
        readTrace(bytes);
      }),
      { numRuns: 60 },
    );
  });
});

describe('mmiotrace', () => {
  it('reads a record with a kernel message or another record glued to it', () => {
    const trace = traceOfText(
      'VERSION 20070824\nW 4 2.535081 3 0xfebc2014 0x0 0x0 0[    2.515321] nvme nvme0: Ignoring bogus\nW 4 2.5 3 0x10 0x1 0x0 0R 4 2.6 3 0x14 0x2 0x0 0\n',
    );
    expect(rows(trace).map(([address]) => address)).toEqual([0xfebc2014, 0x10, 0x14]);
    expect(trace.accessLines).toBe(2);
    expect(trace.messages.map(({ code }) => code)).toContain('glued');
  });

  it('takes a bare # for a comment, as tracers print it', () => {
    const trace = traceOfText('# tracer: mmiotrace\n#\nVERSION 20070824\nR 4 2.0 1 0x10 0x1 0x0 0\n');
    expect(summary(trace)).toMatchObject({ lines: 4, contextLines: 3, notUnderstoodLines: 0 });
  });

  it('says where events were lost and where time goes backwards', () => {
    const trace = traceOf(readFileSync(path.join(FIXTURES, 'mmiotrace/nvme-lost-events.txt')));
    expect(trace.messages.map(({ code }) => code)).toContain('lost-events');
    const back = traceOfText('VERSION 20070824\nR 4 2.0 1 0x10 0x1 0x0 0\nR 4 1.0 1 0x10 0x1 0x0 0\n');
    expect(back.messages.find(({ code }) => code === 'time-backwards')?.line).toBe(3);
  });
});

describe('QEMU logs', () => {
  const region = (name: string, size = 4) =>
    `memory_region_ops_write cpu 0 mr 0x55f1 addr 0xfebc2000 value 0x1 size ${size} name '${name}'`;

  it('ends a region’s name at its own quote, which the name may hold too', () => {
    const trace = traceOfText(
      [region('usb2 port #1'), region('nvme') + region('nvme'), region('it’s a "port"')].join('\n'),
    );
    expect(trace.accesses.length).toBe(4);
    expect(trace.sources.map(({ name }) => name)).toEqual(['usb2 port #1']);
    expect(traceOfText(region("the guest's port")).sources[0]?.name).toBe("the guest's port");
  });

  it('tells delivered messages from a vCPU’s writes to its own APIC', () => {
    const write = (cpu: number, address: string) =>
      `memory_region_ops_write cpu ${cpu} mr 0x55f2 addr ${address} value 0x41 size 4 name 'apic-msi'`;
    const trace = traceOfText(
      [
        write(-1, '0xfee00000'),
        write(0, '0xfee000b0'),
        write(1, '0xfee00300'),
        write(1, '0xfee01004'),
        write(0, '0xfee00004'),
        write(-1, '0xfee000b0'),
      ].join('\n'),
    );
    expect(rows(trace).map(([, , flags]) => (flags! & MESSAGE) !== 0)).toEqual([
      true,
      false,
      false,
      true,
      true,
      true,
    ]);
  });

  it('keeps an access with something unknown glued to it, and counts its line as not understood', () => {
    const trace = traceOfText([region('nvme'), `${region('nvme')}14174@1795`, region('nvme')].join('\n'));
    expect(trace.accesses.length).toBe(3);
    expect(trace.notUnderstood).toEqual([
      {
        kind: 'something else glued to a record',
        count: 1,
        examples: [{ line: 2, text: '14174@1795' }],
      },
    ]);
  });

  it('takes the events of one request for one access, with the value the last of them tells', () => {
    const trace = traceOfText(IOREQ);
    const read = rows(trace).find(([address, , flags]) => address === 0xf1002008 && (flags! & WRITE) === 0);
    expect((read?.[2] ?? 0) & VALUE_KNOWN).toBe(VALUE_KNOWN);
    expect(read?.[3]).toBe(0xef);
    expect(trace.config.map(({ enabled, maskall }) => [enabled, maskall])).toEqual([
      [true, true],
      [true, false],
      [false, false],
      [true, true],
      [true, false],
    ]);
  });

  it('gives accesses the guest’s size where the log has that of a callback', () => {
    const trace = traceOf(readFileSync(path.join(FIXTURES, 'qemu/poke-allsizes.log.gz')));
    expect(trace.messages.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['callback-size', 'rejected']),
    );
  });
});

describe('xenalyze', () => {
  it('says which option is missing when it stopped at AMD exits', () => {
    const lines = XEN.split('\n').slice(1, 200);
    lines.push('h->exit_reason 400 > exit_reason_max 38!', lines[0]!);
    const trace = traceOfText(lines.join('\n'));
    expect(trace.notUnderstoodLines).toBe(0);
    expect(trace.messages.find(({ code }) => code === 'svm-mode')).toMatchObject({
      severity: 'error',
      line: 200,
      message: expect.stringMatching(/--svm-mode/) as string,
    });
  });
});

describe('CSV', () => {
  it('reads columns in any order, and counts rows that make no sense', () => {
    const trace = traceOfText(
      '# by hand\nsize,op,value,offset\n4,W,0x12,0x2000\n8,read,,8192\n3,W,1,0\n4,W,,0\n',
    );
    expect(trace.producer).toBe('csv');
    expect(rows(trace).map(([address, size, flags, lo]) => [address, size, flags! & WRITE, lo])).toEqual([
      [0x2000, 4, WRITE, 0x12],
      [0x2000, 8, 0, 0],
    ]);
    expect(summary(trace)).toMatchObject({ lines: 6, contextLines: 2, notUnderstoodLines: 2 });
  });

  it('takes len for the size, and names the columns it does not read', () => {
    const trace = traceOfText('op,offset,len,value,pid,who\nW,0x10,8,0x100000000,7,me\n');
    expect(rows(trace).map(([address, size, , lo, hi]) => [address, size, lo, hi])).toEqual([
      [0x10, 8, 0, 1],
    ]);
    expect(trace.messages.find(({ code }) => code === 'columns')?.message).toMatch(
      /^The columns “pid” and “who” were not read\./,
    );
  });

  it('counts rows of too many cells, and times that are none', () => {
    const trace = traceOfText('op,offset,time\nR,0x10,1.5\nR,0x10,1.5R,0x14,1.6\nR,0x10,soon\n');
    expect(summary(trace)).toMatchObject({ accesses: 1, notUnderstoodLines: 2 });
  });
});
