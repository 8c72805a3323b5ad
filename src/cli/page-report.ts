/** `page FILE`: what a text holds, as JSON for other programs. Pure: the text comes in, strings go out. */
import { hex } from '#model/base/hex.ts';
import type { BarOffset } from '#model/device.ts';
import { LONGEST_TEXT, parseLspci, type LspciReport } from '#import/lspci/parse-lspci.ts';
import type { ImportedDevice } from '#import/lspci/read-device.ts';

/** What to print and how to exit. `stderr` is empty when all is well. */
export interface Outcome {
  readonly exitCode: 0 | 2;
  readonly stdout: string;
  readonly stderr: string;
}

/** A file's text, or a sentence about why there is none. */
export type Source =
  { readonly ok: true; readonly value: string } | { readonly ok: false; readonly error: string };

export const USAGE =
  'usage: npm run -s page -- FILE   (FILE holds the output of "sudo lspci -vv"; - reads standard input)';

/** Largest file read, in bytes; the parser has the same limit in characters. */
export const LARGEST_DUMP = LONGEST_TEXT;

/** Runs the command line `args`; `read` fetches a file's text, or standard input's for `-`. */
export function runPage(args: readonly string[], read: (file: string) => Source): Outcome {
  const [file, ...others] = args;
  if (file === '--help' || file === '-h') return { exitCode: 0, stdout: `${USAGE}\n`, stderr: '' };
  if (file === undefined) return refused(`A file is missing. ${USAGE}`);
  if (others.length > 0)
    return refused(`Only one file is read, and ${String(args.length)} were given. ${USAGE}`);
  const source = read(file);
  return source.ok ? outcomeOf(parseLspci(source.value)) : refused(source.error);
}

function outcomeOf(report: LspciReport): Outcome {
  const messages = report.messages.map(({ message }) => message);
  const stdout = printed({ devices: report.devices.map(deviceJson), messages });
  if (report.devices.length > 0) return { exitCode: 0, stdout, stderr: '' };
  return { exitCode: 2, stdout, stderr: messages.map((message) => `${message}\n`).join('') };
}

function refused(message: string): Outcome {
  return { exitCode: 2, stdout: printed({ devices: [], messages: [message] }), stderr: `${message}\n` };
}

function printed(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function deviceJson({ slot, id, name, bars, msix, messages }: ImportedDevice): object {
  return {
    slot,
    id,
    name,
    count: msix.entries,
    enabled: msix.enabled,
    masked: msix.masked,
    table: placeJson(msix.table),
    pba: placeJson(msix.pba),
    bars: bars.map(({ index, address, size }) => ({
      index,
      address: address === null ? null : hex(address),
      size,
    })),
    messages: messages.map(({ message }) => message),
  };
}

function placeJson(place: BarOffset | null): { bar: number | null; offset: string | null } {
  return place === null ? { bar: null, offset: null } : { bar: place.bar, offset: hex(place.offset) };
}
