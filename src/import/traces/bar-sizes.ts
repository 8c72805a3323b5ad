/** How long a BAR is where nothing tells it: as long as the accesses to what begins in it show, and no longer. */
import { hex } from '#model/base/hex.ts';
import { listOf } from '#import/diagnostics.ts';
import type { Bar } from '#model/device.ts';
import { MEMORY_FLOOR } from './access-columns.ts';
import type { Trace } from './trace.ts';

const PAGE = 4096;

export interface SizedBars {
  readonly bars: readonly Bar[];
  readonly assumptions: readonly string[];
}

/**
 * Gives BARs of unknown size the least power of two that holds every access to the QEMU regions in them: a BAR is
 * aligned to its size, so that what holds the last byte of a region also holds all before it. The table BAR has at
 * least `reach` bytes.
 */
export function sizedBars(
  trace: Trace,
  bars: readonly Bar[],
  { bar: tableBar, reach }: { readonly bar: number; readonly reach: number },
): SizedBars {
  const assumptions: string[] = [];
  const untold: number[] = [];
  const sized = bars.map((bar) => {
    if (bar.kind !== 'memory' || bar.address === null || bar.size !== null) return bar;
    const least = bar.index === tableBar ? reach : PAGE;
    const found = extentOf(trace, bar.address, limitOf(trace, bars, bar.address), least);
    if (!found) {
      if (bar.index !== tableBar) untold.push(bar.index);
      return bar;
    }
    assumptions.push(
      `The recording does not tell how long BAR ${bar.index} is: it is taken to have ${hex(found.size)} bytes, the least that holds all accesses to QEMU’s ${listOf(found.names.map((name) => `“${name}”`))}.`,
    );
    return { ...bar, size: found.size };
  });
  if (untold.length > 0)
    assumptions.push(
      `The recording does not tell how long BAR ${listOf(untold.map(String))} ${untold.length === 1 ? 'is' : 'are'}, and nothing shows it: only the first page is taken to be the device’s.`,
    );
  return { bars: sized, assumptions };
}

/** Where the next BAR that is known begins. */
function limitOf(trace: Trace, bars: readonly Bar[], address: number): number {
  const others = [
    ...bars.flatMap((bar) => (bar.kind === 'memory' && bar.address !== null ? [bar.address] : [])),
    ...trace.functions.flatMap((found) => found.bars.map((bar) => bar.address)),
  ];
  return Math.min(Infinity, ...others.filter((other) => other > address));
}

const powerFor = (bytes: number): number => 2 ** Math.ceil(Math.log2(bytes));

function extentOf(
  trace: Trace,
  address: number,
  limit: number,
  least: number,
): { readonly size: number; readonly names: readonly string[] } | null {
  if (trace.producer !== 'qemu' || address < MEMORY_FLOOR) return null;
  let size = powerFor(Math.max(PAGE, least));
  const names = new Set<string>();
  for (let grown = true; grown;) {
    grown = false;
    for (const { name, lowest, highest, count } of trace.sources) {
      if (count === 0 || name === '' || lowest < address || lowest >= address + size || highest >= limit)
        continue;
      names.add(name);
      const needed = powerFor(highest + 1 - address);
      if (needed <= size) continue;
      size = needed;
      grown = true;
    }
  }
  return names.size === 0 ? null : { size, names: [...names] };
}
