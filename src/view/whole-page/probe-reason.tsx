import { useMemo } from 'react';
import type { Design } from '#model/context.ts';
import type { Layout } from '#model/layout.ts';
import { placeMeaning } from '#model/narrate.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import { explainer } from '#model/page-survey.ts';
import type { Preparation } from '#model/prober.ts';
import { hopSentences } from '#scene/route/hop-sentences.ts';
import { nameOf, type Probe } from './heat-map.tsx';

interface ProbeReasonProps {
  layout: Layout;
  /** One, or the two that are compared. */
  designs: readonly Design[];
  preparation: Preparation;
  probe: Probe;
  onOpen: () => void;
}

/** Why the access under the cursor ends as it does. */
export function ProbeReason({ layout, designs, preparation, probe, onOpen }: ProbeReasonProps) {
  return (
    <section className="probe" aria-labelledby="probe-title">
      <div className="probe-head">
        <h3 id="probe-title" className="panel-title">
          <span className="mono">{nameOf(probe)}</span>
        </h3>
        <button type="button" className="button button-main" onClick={onOpen}>
          Open in the Route view
        </button>
      </div>
      <p className="probe-meaning">{placeMeaning(probe.offset, layout)}</p>
      {designs.map((design) => (
        <OneReason
          key={design.id}
          layout={layout}
          design={design}
          preparation={preparation}
          probe={probe}
          titled={designs.length > 1}
        />
      ))}
    </section>
  );
}

interface OneReasonProps extends Omit<ProbeReasonProps, 'designs' | 'onOpen'> {
  design: Design;
  titled: boolean;
}

function OneReason({ layout, design, preparation, probe, titled }: OneReasonProps) {
  const explain = useMemo(() => explainer(design, layout, preparation), [design, layout, preparation]);
  const { verdict, route } = useMemo(
    () => explain(probe.offset, probe.size, probe.write),
    [explain, probe.offset, probe.size, probe.write],
  );
  return (
    <div className="probe-reason">
      {titled && <h4>{design.title}</h4>}
      <p className="probe-outcome" data-outcome={route.outcome}>
        {OUTCOMES[route.outcome].word}
      </p>
      <p>
        <strong>{verdict.headline}</strong> {verdict.detail}
      </p>
      <details open={!titled}>
        <summary>{route.hops.length} hops</summary>
        <ol className="probe-hops">
          {hopSentences(route, layout, design).map((sentence, n) => (
            <li key={n}>{sentence}</li>
          ))}
        </ol>
      </details>
    </div>
  );
}
