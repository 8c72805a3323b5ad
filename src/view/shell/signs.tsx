import { OUTCOMES } from '#model/outcomes.ts';
import type { Outcome } from '#model/route.ts';
import { ZONE_WORD } from '#scene/page-map/words.ts';
import type { ZoneKind } from '#scene/page-map/zones.ts';
import { ZoneSwatch } from '../page-map/zone-swatch.tsx';
import { OutcomeSwatch } from '../ui/outcome-swatch.tsx';

/** What the colours, patterns and letters of the pictures mean. */
export function Signs() {
  return (
    <section className="signs" aria-labelledby="signs-title">
      <h3 id="signs-title">Signs</h3>
      <ul aria-label="Regions of the map">
        {(Object.keys(ZONE_WORD) as ZoneKind[]).map((kind) => (
          <li key={kind}>
            <ZoneSwatch kind={kind} /> {ZONE_WORD[kind]}
          </li>
        ))}
      </ul>
      <ul aria-label="Outcomes of an access">
        {(Object.keys(OUTCOMES) as Outcome[]).map((outcome) => (
          <li key={outcome}>
            <OutcomeSwatch outcome={outcome} /> {OUTCOMES[outcome].word}
          </li>
        ))}
      </ul>
      <p>A triangle on top of the timeline: a disagreement arises by the access before it.</p>
    </section>
  );
}
