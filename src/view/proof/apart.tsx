import { useState } from 'react';
import { DESIGNS } from '#model/designs/catalogue.ts';
import type { Looker } from '#model/explore/distinguish.ts';
import { settingById } from '#model/explore/settings.ts';
import { foundScenario } from '#scene/proof/found-scenario.ts';
import { plural } from '#scene/proof/matrix.ts';
import { keptDesign } from '#state/derived.ts';
import { distinctionsOf, type SentDistinction, type SentDistinctions } from '#state/explore-client.ts';
import { useWorkbench } from '../workbench-context.ts';
import { DesignSelect } from './design-select.tsx';
import { JobState } from './job-state.tsx';
import { SideBySide } from './side-by-side.tsx';
import { StepList } from './step-list.tsx';
import { useJob } from '../use-job.ts';
import { useOpener } from './use-opener.ts';

const WORDS: Readonly<Record<Looker, string>> = {
  guest: 'The guest',
  hardware: 'The hardware',
  'device-model': 'The device model',
};

/** The design to begin with on the other side: nothing tells one from itself. */
const otherThan = (one: string, wanted: string): string =>
  wanted !== one ? wanted : (DESIGNS.find(({ id }) => id !== one)?.id ?? wanted);

/** The shortest sequence by which the guest, the hardware or the device model can tell two designs apart. */
export default function Apart() {
  const [a, setA] = useState(useWorkbench((state) => state.designId));
  const [b, setB] = useState(useWorkbench((state) => otherThan(state.designId, state.look.otherDesignId)));
  const same = a === b;
  const state = useJob(same ? null : `${a} ${b}`, (onProgress) => distinctionsOf(a, b, onProgress));
  return (
    <div className="proof-page">
      <div className="proof-tools">
        <DesignSelect label="One design" value={a} onChange={setA} />
        <DesignSelect label="The other" value={b} onChange={setB} />
      </div>
      {same && <p className="proof-pad">Nothing tells a design from itself: choose another one.</p>}
      {state !== null && (
        <JobState state={state} doing="Searching every setting for what tells them apart.">
          {(found) => <Distinctions a={a} b={b} found={found} />}
        </JobState>
      )}
    </div>
  );
}

function Distinctions({ a, b, found }: { a: string; b: string; found: SentDistinctions }) {
  return (
    <>
      <p className="proof-pad proof-note" role="status">
        {plural(found.states, 'pair')} of states looked at.{' '}
        {found.complete
          ? 'Each sequence is a shortest one; where nothing is found, nothing in these settings tells them apart.'
          : 'A bound stopped some of the searches: where nothing is found, that proves nothing.'}
      </p>
      <div className="proof-answers">
        {found.each.map((one) => (
          <Distinction key={one.looker} a={a} b={b} one={one} complete={found.complete} />
        ))}
      </div>
    </>
  );
}

interface DistinctionProps {
  a: string;
  b: string;
  one: SentDistinction;
  complete: boolean;
}

function Distinction({ a, b, one: { looker, found }, complete }: DistinctionProps) {
  const { compare } = useOpener();
  const setting = found && settingById(found.settingId);
  if (!found || !setting)
    return (
      <section className="proof-answer" aria-label={WORDS[looker]}>
        <h2>
          {WORDS[looker]} cannot tell them apart{complete ? '' : ' as far as was searched'}
        </h2>
      </section>
    );
  const [one, other] = [keptDesign(a), keptDesign(b)];
  const scenario = foundScenario(
    `${WORDS[looker]} tells them apart`,
    `The last step comes to something else under ${one.title} than under ${other.title}.`,
    setting,
    found.steps,
  );
  return (
    <section className="proof-answer" aria-label={WORDS[looker]}>
      <h2>
        {WORDS[looker]} can, in {plural(found.steps.length, 'step')}
      </h2>
      <p className="proof-note">
        In “{setting.id}”. {setting.sentence}
      </p>
      <StepList setting={setting} steps={found.steps} design={null} />
      <SideBySide setting={setting} steps={found.steps} designs={[one, other]} />
      <button type="button" className="button button-main" onClick={() => compare(scenario, a, b)}>
        Open in Compare
      </button>
    </section>
  );
}
