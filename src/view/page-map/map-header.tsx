import type { Layout } from '#model/layout.ts';
import type { Party } from '#model/route.ts';
import { PARTY_WORD } from '#scene/page-map/held-values.ts';
import { barTitle } from '#scene/page-map/notes.ts';

interface Props {
  readonly layout: Layout;
  readonly party: Party;
  readonly onParty: (party: Party) => void;
}

/** Which BAR the map is about, and whose values it shows. */
export function MapHeader({ layout, party, onParty }: Props) {
  const { name, place } = barTitle(layout);
  const width = /, \d+-bit$/.exec(name)?.[0] ?? '';
  return (
    <header className="pm-header">
      <h2 className="pm-title">
        {name.slice(0, name.length - width.length)}
        <span className="pm-width">{width}</span>
      </h2>
      <span className="pm-place">{place}</span>
      <label className="pm-party">
        <span>values</span>
        <select value={party} onChange={(event) => onParty(event.target.value as Party)}>
          {Object.entries(PARTY_WORD).map(([value, word]) => (
            <option key={value} value={value}>
              {word}
            </option>
          ))}
        </select>
      </label>
    </header>
  );
}
