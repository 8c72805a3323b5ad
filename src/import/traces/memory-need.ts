/** What a recording will need in memory, told from its size and its beginning, before it is read. */
import { Gunzip } from 'fflate';
import { counted } from '#import/diagnostics.ts';

/**
 * Bytes that an access takes while it is read and replayed under two designs: 32 in the columns, half as much again
 * for their growth, and what the replays keep of it.
 */
const BYTES_AN_ACCESS = 72;
const MIB = 2 ** 20;

/** Bytes of a file's beginning that are looked at, and of its end. */
export const SAMPLE_BYTES = 1 << 16;
export const TRAILER_BYTES = 4;

export interface MemoryNeed {
  readonly lines: number;
  readonly bytes: number;
}

/**
 * `size`: bytes of the file; `head` and `trailer`: its first SAMPLE_BYTES and last TRAILER_BYTES. Every line is taken
 * for an access, so that the need is not underrated.
 */
export function memoryNeed(size: number, head: Uint8Array, trailer: Uint8Array): MemoryNeed {
  const isPacked = head[0] === 0x1f && head[1] === 0x8b;
  const sample = isPacked ? unpacked(head) : head;
  let lines = 0;
  for (const byte of sample) if (byte === 10) lines++;
  const text = isPacked
    ? Math.max(unpackedSize(trailer), (size * sample.length) / Math.max(1, head.length))
    : size;
  const all = lines === 0 ? 0 : Math.ceil((text * lines) / sample.length);
  return { lines: all, bytes: all * BYTES_AN_ACCESS };
}

/** Why a recording is not read where `limit` bytes may be used; null when it fits. */
export function tooLarge({ lines, bytes }: MemoryNeed, limit: number): string | null {
  if (bytes <= limit) return null;
  const most = Math.floor(limit / BYTES_AN_ACCESS);
  return `It has about ${counted(lines, 'line').replace(/\d+/, grouped)}, which need ${grouped(Math.ceil(bytes / MIB))} MiB; ${grouped(Math.floor(limit / MIB))} MiB may be used here, enough for ${grouped(most)} lines. Cut out the part in question.`;
}

const grouped = (value: number | string): string => String(value).replace(/\B(?=(?:\d{3})+$)/g, ',');

function unpacked(head: Uint8Array): Uint8Array {
  const chunks: Uint8Array[] = [];
  const gunzip = new Gunzip((chunk) => chunks.push(chunk));
  try {
    gunzip.push(head, false);
  } catch {
    // A damaged file says so when it is read; nothing is known of its length.
  }
  const joined = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
}

/** The length that gzip notes at the end, modulo 2^32. */
const unpackedSize = ([a = 0, b = 0, c = 0, d = 0]: Uint8Array): number =>
  (a | (b << 8) | (c << 16) | (d << 24)) >>> 0;
