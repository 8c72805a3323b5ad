// Prints the MSI-X layout of the devices in a dump of lspci, as JSON: npm run -s page -- FILE
import { readFileSync, statSync, writeSync } from 'node:fs';
import { decodeText } from '#import/decode-text.ts';
import { LARGEST_DUMP, runPage, type Source } from './page-report.ts';

const STANDARD_INPUT = 0;

function read(file: string): Source {
  try {
    if (file !== '-') {
      const found = statSync(file);
      if (found.isDirectory()) return { ok: false, error: `${file} is a directory; name a file.` };
      if (found.isFile() && found.size > LARGEST_DUMP)
        return { ok: false, error: tooLarge(file, found.size) };
    }
    const bytes = readFileSync(file === '-' ? STANDARD_INPUT : file);
    if (bytes.length > LARGEST_DUMP) return { ok: false, error: tooLarge(file, bytes.length) };
    return { ok: true, value: decodeText(bytes) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, error: `${file === '-' ? 'Standard input' : file} cannot be read: ${reason}.` };
  }
}

function tooLarge(file: string, size: number): string {
  return `${file} is ${String(size)} bytes long; at most ${String(LARGEST_DUMP)} (16 MiB) are read. Dump only the devices in question: sudo lspci -vv -s SLOT.`;
}

/** A pipe takes as much as it likes: writes until all is written. */
function write(descriptor: number, text: string): void {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') continue;
      if ((error as NodeJS.ErrnoException).code === 'EPIPE') return;
      throw error;
    }
  }
}

const outcome = runPage(process.argv.slice(2), read);
write(1, outcome.stdout);
write(2, outcome.stderr);
process.exitCode = outcome.exitCode;
