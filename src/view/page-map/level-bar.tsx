import { pageOf, pageStart, type Layout } from '#model/layout.ts';
import { ENTRY_MEMBERS } from '#scene/page-map/bit-fields.ts';
import { byteName, dwordStart } from '#scene/page-map/byte-name.ts';
import { lineSpan } from '#scene/page-map/lines.ts';
import { LEVELS, type Level, type MapView } from '#scene/page-map/map-view.ts';
import { barTitle } from '#scene/page-map/notes.ts';
import { offsetText } from '#scene/page-map/number-text.ts';
import { rulerText } from '#scene/page-map/ruler.ts';
import { GoTo } from './go-to.tsx';

interface Props {
  readonly layout: Layout;
  readonly view: MapView;
  readonly onLevel: (level: Level) => void;
  /** Asks for the byte, in bytes from the table BAR. */
  readonly onGo: (offset: number) => void;
}

function levelWords(layout: Layout, view: MapView): Record<Level, string> {
  const name = byteName(layout, view.offset);
  const { bar } = layout.device.msix.table;
  const page = offsetText(pageStart(layout, pageOf(layout, view.offset)));
  const line = rulerText(layout, lineSpan(layout, view.offset).start);
  return {
    bar: view.level === 'bar' ? `BAR ${bar} ${barTitle(layout).place}` : `BAR ${bar}`,
    page: view.level === 'entry' || view.level === 'bit' ? page : `page ${page}`,
    entry: name.entry === undefined ? line : `table[${name.entry}]`,
    bit:
      name.field === undefined
        ? rulerText(layout, dwordStart(layout, view.offset))
        : (ENTRY_MEMBERS[name.field] ?? ''),
  };
}

/** Where the reader is, as a path from the BAR to the bit; each step can be pressed. */
export function LevelBar({ layout, view, onLevel, onGo }: Props) {
  const at = LEVELS.indexOf(view.level);
  const words = levelWords(layout, view);
  const nearer = LEVELS[at + 1];
  const farther = LEVELS[at - 1];
  return (
    <div className="pm-level-bar">
      <nav aria-label="Zoom level">
        <ol className="pm-path">
          {LEVELS.slice(0, at + 1).map((level) => (
            <li key={level}>
              <button
                type="button"
                className="pm-step"
                aria-current={level === view.level ? 'step' : undefined}
                onClick={() => onLevel(level)}
              >
                {words[level]}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <span className="pm-zoom">
        <button
          type="button"
          className="pm-button"
          disabled={farther === undefined}
          onClick={() => farther && onLevel(farther)}
          aria-label="Zoom out"
        >
          −
        </button>
        <button
          type="button"
          className="pm-button"
          disabled={nearer === undefined}
          onClick={() => nearer && onLevel(nearer)}
          aria-label="Zoom in"
        >
          +
        </button>
      </span>
      <GoTo layout={layout} onGo={onGo} />
    </div>
  );
}
