import { useId } from 'react';
import type { ZoneKind } from '#scene/page-map/zones.ts';
import { MapPatterns } from './map-patterns.tsx';
import './page-map.css';

/** A region's colour and pattern as on the map; its word belongs beside it. */
export function ZoneSwatch({ kind }: { kind: ZoneKind }) {
  const prefix = useId();
  return (
    <svg className="zone-swatch" data-zone={kind} width="26" height="18" aria-hidden="true">
      <MapPatterns prefix={prefix} />
      <rect width="26" height="18" className={`pm-cell pm-kind-${kind}`} />
      {kind !== 'table' && <rect width="26" height="18" fill={`url(#${prefix}-${kind})`} />}
    </svg>
  );
}
