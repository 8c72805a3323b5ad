/** Which producer a recording comes from, by its content alone. */
import { LineSplitter } from './lines.ts';
import { looksLikeCsv } from './read-csv.ts';
import { looksLikeMmiotrace } from './read-mmiotrace.ts';
import { looksLikeQemu } from './read-qemu.ts';
import { looksLikeXenalyze } from './read-xenalyze.ts';
import type { Producer } from './trace.ts';

/** A recording is known by this many lines that only its producer writes. */
const ENOUGH = 3;

export interface Detection {
  readonly producer: Producer | null;
  /** The bytes cannot be text. */
  readonly binary: boolean;
}

/**
 * Looks at the first bytes of a recording. `whole`: nothing follows them, so that fewer lines have to do. A producer
 * of null means that these bytes do not tell.
 */
export function detectProducer(bytes: Uint8Array, whole: boolean): Detection {
  const hits: Record<Producer, number> = { mmiotrace: 0, qemu: 0, xenalyze: 0, csv: 0 };
  let controls = 0;
  const looked = Math.min(bytes.length, 65536);
  for (let i = 0; i < looked; i++) if (bytes[i]! < 9) controls++;
  if (controls > looked / 100) return { producer: null, binary: true };
  let isFirst = true;
  const splitter = new LineSplitter((line, start, end) => {
    if (start === end || line[start] === 35) return;
    if (isFirst && looksLikeCsv(line, start, end)) hits.csv += ENOUGH;
    isFirst = false;
    if (looksLikeMmiotrace(line, start, end)) hits.mmiotrace++;
    else if (looksLikeQemu(line, start, end)) hits.qemu++;
    else if (looksLikeXenalyze(line, start, end)) hits.xenalyze++;
  });
  splitter.push(bytes);
  if (whole) splitter.end();
  const [best, count] = Object.entries(hits).sort((a, b) => b[1] - a[1])[0]!;
  return { producer: count >= (whole ? 1 : ENOUGH) ? (best as Producer) : null, binary: false };
}
