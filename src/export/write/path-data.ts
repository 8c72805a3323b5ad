/** One command of path data, with absolute places. */
export type PathPart =
  { readonly kind: 'move' | 'line'; readonly x: number; readonly y: number } | { readonly kind: 'close' };

const COMMAND = /([MLHVZ])([^MLHVZ]*)/gi;
const NUMBER = /-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/gi;

/**
 * SVG path data of straight lines as its parts. Takes M, L, H, V and Z in either case, with repeated pairs; throws on
 * any other command, because no mark has one.
 */
export function pathParts(path: string): PathPart[] {
  if (/[^\d\s,.eE+\-MLHVZmlhvz]/.test(path))
    throw new Error(`path data with other than straight lines: ${path}`);
  const parts: PathPart[] = [];
  let [x, y] = [0, 0];
  let start = { x, y };
  for (const [, letter = '', rest = ''] of path.matchAll(COMMAND)) {
    const isRelative = letter === letter.toLowerCase();
    const numbers = (rest.match(NUMBER) ?? []).map(Number);
    const upper = letter.toUpperCase();
    if (upper === 'Z') {
      parts.push({ kind: 'close' });
      ({ x, y } = start);
    }
    const each = upper === 'M' || upper === 'L' ? 2 : 1;
    for (let at = 0; at + each <= numbers.length; at += each) {
      const first = numbers[at] ?? 0;
      const second = numbers[at + 1] ?? 0;
      const [baseX, baseY] = isRelative ? [x, y] : [0, 0];
      if (upper === 'V') y = baseY + first;
      else x = baseX + first;
      if (each === 2) y = baseY + second;
      const isMove = upper === 'M' && at === 0;
      if (isMove) start = { x, y };
      parts.push({ kind: isMove ? 'move' : 'line', x, y });
    }
  }
  return parts;
}
