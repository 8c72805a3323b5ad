/** Where the marks of a picture are, for tests. */
import type { Mark } from '../picture/marks.ts';
import { leftOf, widthOf } from '../picture/text-fit.ts';
import { pathParts } from '../write/path-data.ts';

export interface Extent {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The box around each mark that is no group, in pixels of the page, with half of its stroke. */
export function extentsOf(marks: readonly Mark[], x = 0, y = 0, scale = 1): { mark: Mark; extent: Extent }[] {
  return marks.flatMap((mark) => {
    if (mark.kind === 'group')
      return extentsOf(mark.marks, x + scale * mark.x, y + scale * mark.y, scale * mark.scale);
    const own = ownExtent(mark);
    const half = (mark.kind === 'text' ? 0 : (mark.stroke?.width ?? 0)) / 2;
    return [
      {
        mark,
        extent: {
          left: x + scale * (own.left - half),
          top: y + scale * (own.top - half),
          right: x + scale * (own.right + half),
          bottom: y + scale * (own.bottom + half),
        },
      },
    ];
  });
}

function ownExtent(mark: Exclude<Mark, { kind: 'group' }>): Extent {
  switch (mark.kind) {
    case 'rect':
      return { left: mark.x, top: mark.y, right: mark.x + mark.width, bottom: mark.y + mark.height };
    case 'circle': {
      const { x, y, radius } = mark;
      return { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
    }
    case 'text': {
      const left = leftOf(mark);
      const { y, size } = mark;
      return { left, top: y - 0.75 * size, right: left + widthOf(mark), bottom: y + 0.22 * size };
    }
    case 'path': {
      const points = pathParts(mark.path).flatMap((part) => (part.kind === 'close' ? [] : [part]));
      const xs = points.map((point) => point.x);
      const ys = points.map((point) => point.y);
      return {
        left: Math.min(...xs),
        top: Math.min(...ys),
        right: Math.max(...xs),
        bottom: Math.max(...ys),
      };
    }
  }
}
