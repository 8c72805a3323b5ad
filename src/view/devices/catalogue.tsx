import { useMemo, useState } from 'react';
import type { DeviceDescription } from '#model/device.ts';
import { layoutOf, type LayoutClass } from '#model/layout.ts';
import { DEVICES } from '#content/devices.ts';
import { CLASS_WORDS } from './class-words.ts';
import { CopyOn } from './copy-on.tsx';
import { DesignEffects } from './design-effects.tsx';
import { isFound, placesOf } from './find-device.ts';

const CLASSES = Object.keys(CLASS_WORDS) as LayoutClass[];

interface CatalogueProps {
  onChoose: (device: DeviceDescription) => void;
}

export function Catalogue({ onChoose }: CatalogueProps) {
  const [search, setSearch] = useState('');
  const [only, setOnly] = useState<LayoutClass | 'any'>('any');
  const items = useMemo(
    () => DEVICES.map((item) => ({ ...item, classes: layoutOf(item.description).classes })),
    [],
  );
  const counts = useMemo(
    () => new Map(CLASSES.map((one) => [one, items.filter(({ classes }) => classes.includes(one)).length])),
    [items],
  );
  const words = search.split(/\s+/).filter(Boolean);
  const shown = items.filter(({ description, note, classes }) => {
    return isFound(description, note, words) && (only === 'any' || classes.includes(only));
  });
  return (
    <>
      <div className="catalogue-filters">
        <label className="field">
          <span>Search by name, id, entries or offset</span>
          <input
            type="search"
            className="input"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </label>
        <label className="field">
          <span>Layout</span>
          <select
            className="select"
            value={only}
            onChange={(event) => setOnly(CLASSES.find((one) => one === event.target.value) ?? 'any')}
          >
            <option value="any">any ({items.length})</option>
            {CLASSES.map((one) => (
              <option key={one} value={one}>
                {CLASS_WORDS[one]} ({counts.get(one)})
              </option>
            ))}
          </select>
        </label>
        <p className="catalogue-count" role="status">
          {shown.length} of {items.length} devices
        </p>
      </div>
      {shown.length === 0 ? (
        <p className="empty">
          No device in the catalogue fits. Shorten the search, choose any layout, or paste what lspci prints
          for yours.
        </p>
      ) : (
        <ul className="modal-scroll cards">
          {shown.map(({ description, note, classes }) => (
            <li key={`${description.id ?? ''} ${description.name}`} className="card">
              <button type="button" className="card-main" onClick={() => onChoose(description)}>
                <span className="card-name">
                  {description.name}
                  <span className="card-side mono">{description.id}</span>
                </span>
                <span className="card-places mono">{placesOf(description)}</span>
                <span className="card-note">{classes.map((one) => CLASS_WORDS[one]).join(', ')}</span>
                {note !== null && <span className="card-note">{note}</span>}
              </button>
              <div className="card-do" role="group" aria-label={`On ${description.name}`}>
                <CopyOn device={description} />
              </div>
              <Effects device={description} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Found only when asked for: every design has to be tried. */
function Effects({ device }: { device: DeviceDescription }) {
  const [open, setOpen] = useState(false);
  return (
    <details className="card-effects" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>What each design does to it</summary>
      {open && <DesignEffects device={device} />}
    </details>
  );
}
