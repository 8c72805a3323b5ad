import { isTrapped, sharedSpan, type Layout } from '#model/layout.ts';
import { offsetText } from '#scene/page-map/number-text.ts';
import { bytesText, ZONE_WORD } from '#scene/page-map/words.ts';
import { pageRuns, pageSpan, zonesOf } from '#scene/page-map/zones.ts';

/** The map as a table, for those who do not see it. */
export function RegionTable({ layout }: { readonly layout: Layout }) {
  const zones = pageRuns(layout).flatMap(({ first, last }) =>
    zonesOf(layout, { start: pageSpan(layout, first).start, end: pageSpan(layout, last).end }),
  );
  const shared = sharedSpan(layout);
  return (
    <table className="pm-hidden">
      <caption>Regions of the map, offsets from the start of BAR {layout.device.msix.table.bar}</caption>
      <thead>
        <tr>
          <th scope="col">Region</th>
          <th scope="col">First byte</th>
          <th scope="col">Last byte</th>
          <th scope="col">Size</th>
          <th scope="col">Trapped</th>
        </tr>
      </thead>
      <tbody>
        {zones.map(({ kind, bar, start, end }) => (
          <tr key={start}>
            <th scope="row">{bar === null ? ZONE_WORD[kind] : `${ZONE_WORD[kind]}, BAR ${bar}`}</th>
            <td>{offsetText(start)}</td>
            <td>{offsetText(end - 1)}</td>
            <td>{bytesText(end - start)}</td>
            <td>{isTrapped(layout, start) ? 'yes' : 'no'}</td>
          </tr>
        ))}
        {shared && (
          <tr>
            <th scope="row">
              {ZONE_WORD.table} and {ZONE_WORD.pba} in one place
            </th>
            <td>{offsetText(shared.start)}</td>
            <td>{offsetText(shared.end - 1)}</td>
            <td>{bytesText(shared.end - shared.start)}</td>
            <td>yes</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
