import { useEffect, useMemo, useState } from 'react';
import type { DeviceDescription } from '#model/device.ts';
import { deviceEffects, type DeviceEffect } from '#model/device-effects.ts';
import { layoutOf } from '#model/layout.ts';

/** What each design does to `device`: designs that do the same stand together. */
export function DesignEffects({ device }: { device: DeviceDescription }) {
  const layout = useMemo(() => layoutOf(device), [device]);
  const [found, setFound] = useState<{ layout: typeof layout; effects: DeviceEffect[] } | null>(null);
  useEffect(() => {
    // After the next paint: every design is tried on hundreds of accesses.
    const timer = setTimeout(() => setFound({ layout, effects: deviceEffects(layout) }), 30);
    return () => clearTimeout(timer);
  }, [layout]);
  if (found?.layout !== layout)
    return <p className="empty">Trying the registers of the table’s pages under every design…</p>;
  return (
    <ul className="effects">
      {grouped(found.effects).map(([first, ...others]) => (
        <li key={first.design.id} className="effect" data-verdict={first.verdict}>
          <p className="effect-verdict">
            <span className="effect-letter" aria-hidden="true">
              {first.letter}
            </span>
            {first.verdict}
          </p>
          <div>
            <p>{first.sentences.join(' ')}</p>
            <ul className="effect-designs">
              {[first, ...others].map(({ design }) => (
                <li key={design.id}>{design.title}</li>
              ))}
            </ul>
          </div>
        </li>
      ))}
    </ul>
  );
}

type Group = [DeviceEffect, ...DeviceEffect[]];

function grouped(effects: readonly DeviceEffect[]): Group[] {
  const groups = new Map<string, Group>();
  for (const effect of effects) {
    const key = `${effect.verdict} ${effect.sentences.join(' ')}`;
    const group = groups.get(key);
    if (group) group.push(effect);
    else groups.set(key, [effect]);
  }
  return [...groups.values()];
}
