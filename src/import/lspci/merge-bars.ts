/** The BARs of one device from all that the text tells: Region lines, EA entries, sysfs, configuration space. */
import { hex } from '#model/base/hex.ts';
import type { Bar } from '#model/device.ts';
import type { Diagnostic } from '#import/diagnostics.ts';
import { deriveIndices, parseRegion, toBar, type RegionText } from './bar-text.ts';
import type { DeviceBlock } from './blocks.ts';
import { enhancedBars, isEnhancedAllocation } from './enhanced-allocation.ts';

export interface MergedBars {
  readonly bars: readonly Bar[];
  readonly messages: readonly Diagnostic[];
}

interface ReadRegion extends RegionText {
  readonly line: number;
}

/** Text first; what it lacks comes from `fromSysfs` and `fromBytes`, and where they contradict it, a message says so. */
export function mergeBars(
  block: DeviceBlock,
  fromBytes: readonly Bar[],
  fromSysfs: readonly Bar[],
): MergedBars {
  const messages: Diagnostic[] = [];
  const regions = readRegions(block, messages);
  const bars = new Map<number, Bar>();
  for (const [index, region] of numbered(regions, fromBytes, block, messages)) {
    if (index > 5) {
      messages.push(
        message(
          region.line,
          'warning',
          'bar-number',
          `Line ${String(region.line)} names region ${String(index)}, but a device has BARs 0 to 5; the line is not used.`,
        ),
      );
    } else if (!bars.has(index)) {
      bars.set(index, toBar(region, index));
      if (!region.isVirtual) compare(region, index, fromBytes, messages);
    }
  }
  const enhanced = block.capabilities
    .filter(({ text }) => isEnhancedAllocation(text))
    .flatMap(({ text }) => enhancedBars(text));
  for (const source of [enhanced, fromSysfs, fromBytes]) {
    for (const bar of source) bars.set(bar.index, fill(bars.get(bar.index), bar));
  }
  return { bars: [...bars.values()].sort((a, b) => a.index - b.index), messages };
}

function readRegions(block: DeviceBlock, messages: Diagnostic[]): ReadRegion[] {
  const regions: ReadRegion[] = [];
  for (const { text, line, isLast } of block.regions) {
    const region = parseRegion(text, isLast);
    if (region === null) {
      messages.push(
        message(
          line,
          'warning',
          'region-unreadable',
          `Line ${String(line)} begins like a BAR, but no address follows; compare it with the original output of lspci.`,
        ),
      );
      continue;
    }
    if (region.oddSize !== null) {
      messages.push(
        message(
          line,
          'warning',
          'odd-size',
          `Line ${String(line)} gives a BAR the size ${region.oddSize}, which is no power of two; the size is taken as unknown.`,
        ),
      );
    }
    regions.push({ ...region, line });
  }
  return regions;
}

/** Each region with its BAR number: printed, found in the bytes by its address, or derived from the order. */
function numbered(
  regions: readonly ReadRegion[],
  fromBytes: readonly Bar[],
  block: DeviceBlock,
  messages: Diagnostic[],
): [number, ReadRegion][] {
  if (regions.every(({ index }) => index !== null))
    return regions.map((region) => [region.index ?? 0, region]);
  const known = regions.map(
    (region) =>
      region.index ??
      fromBytes.find(
        (bar) => bar.kind === region.kind && bar.address !== null && bar.address === region.address,
      )?.index ??
      null,
  );
  if (known.every((index) => index !== null)) return regions.map((region, at) => [known[at] ?? 0, region]);
  const derived = deriveIndices(regions);
  const first = regions[0]?.line ?? block.line;
  const command = block.header === null ? 'sudo lspci -vv' : `sudo lspci -vv -s ${block.header.slot}`;
  messages.push(
    message(
      first,
      'warning',
      'bars-derived',
      `The BARs from line ${String(first)} have no region numbers (lspci -v); the numbers are derived from their order, with 64-bit BARs at even numbers, and can be wrong. Run ${command} to see them.`,
    ),
  );
  const kept: [number, ReadRegion][] = [];
  regions.forEach((region, at) => {
    const index = region.index ?? derived[at] ?? null;
    if (index !== null) kept.push([index, region]);
    else
      messages.push(
        message(
          region.line,
          'warning',
          'bar-number',
          `Line ${String(region.line)} cannot be a BAR: the ones before it fill all six registers. It is not used.`,
        ),
      );
  });
  return kept;
}

function compare(region: ReadRegion, index: number, fromBytes: readonly Bar[], messages: Diagnostic[]): void {
  const bytes = fromBytes.find((bar) => bar.index === index);
  if (bytes === undefined) return;
  const name = `BAR ${String(index)}`;
  if (bytes.kind !== region.kind) {
    messages.push(
      differ(
        region.line,
        `${name} is ${word(region.kind)} in the text and ${word(bytes.kind)} in the hex dump`,
      ),
    );
  } else if (region.address !== null && bytes.address !== null && region.address !== bytes.address) {
    messages.push(
      differ(
        region.line,
        `${name} is at ${hex(region.address)} in the text and at ${hex(bytes.address)} in the hex dump`,
      ),
    );
  } else if (region.width !== null && bytes.width !== null && region.width !== bytes.width) {
    messages.push(
      differ(
        region.line,
        `${name} is ${String(region.width)}-bit in the text and ${String(bytes.width)}-bit in the hex dump`,
      ),
    );
  }
}

/** A contradiction between text and bytes; the text counts. */
export function differ(line: number, difference: string): Diagnostic {
  return message(
    line,
    'warning',
    'text-bytes-differ',
    `${difference} (line ${String(line)}); the text is used. Check that the two come from the same device and moment.`,
  );
}

function fill(known: Bar | undefined, more: Bar): Bar {
  if (known === undefined) return more;
  if (known.kind !== more.kind) return known;
  const { address, size, width } = known;
  return { ...known, address: address ?? more.address, size: size ?? more.size, width: width ?? more.width };
}

function word(kind: Bar['kind']): string {
  return kind === 'io' ? 'I/O ports' : 'memory';
}

function message(line: number, severity: Diagnostic['severity'], code: string, text: string): Diagnostic {
  return { line, severity, code, message: text };
}
