/** Where a citation's words stand in a file: for check-sources.ts. */
import type { CodeCitation } from '#model/sources/citation.ts';

/** First and last line of a part of a file, from 1. */
type Extent = readonly [number, number];

/** Line (from 1) of the citation's occurrence of `symbol` in its function, or null. */
export function findLine(lines: readonly string[], citation: CodeCitation, symbol: string): number | null {
  for (const range of rangesOf(lines, citation)) {
    let left = citation.nth ?? 1;
    for (let n = range[0]; n <= range[1]; n++) if (lines[n - 1]!.includes(symbol) && --left === 0) return n;
  }
  return null;
}

/** The function itself; in a patch one that it adds, else the part that is about the function. */
function rangesOf(lines: readonly string[], citation: CodeCitation): readonly Extent[] {
  const { repository, function: name } = citation;
  const found =
    repository === 'xen' || repository === 'qemu'
      ? [extent(lines, name)]
      : [
          extent(
            lines.map((line) => (line.startsWith('+') ? line.slice(1) : '')),
            name,
          ),
          patchExtent(lines, name),
        ];
  return found.filter((one) => one !== null);
}

/** A C function's definition: from its name to the closing brace in column 0. */
function extent(lines: readonly string[], name: string): Extent | null {
  const head = new RegExp(`(^|[^A-Za-z0-9_])${name}\\(`);
  for (let i = 0; i < lines.length; i++) {
    if (!head.test(lines[i]!) || /^[ \t]/.test(lines[i]!) || /;\s*$/.test(lines[i]!)) continue;
    let open = i;
    while (open < lines.length && !/^\{|\{\s*$|[;}]\s*$/.test(lines[open]!)) open++;
    if (!lines[open]?.includes('{')) continue;
    let end = open + 1;
    while (end < lines.length && !lines[end]!.startsWith('}')) end++;
    return [i + 1, Math.min(end + 1, lines.length)];
  }
  return null;
}

/** The part of a patch that is about a function: from its mark to the next one. */
function patchExtent(lines: readonly string[], name: string): Extent | null {
  const from = lines.findIndex((line) => line.startsWith('@@') && line.includes(`${name}(`));
  if (from < 0) return null;
  const to = lines.findIndex((line, n) => n > from && line.startsWith('@@'));
  return [from + 1, to < 0 ? lines.length : to];
}
