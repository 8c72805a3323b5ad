import { useState } from 'react';
import type { Step } from '#model/access.ts';
import type { Design } from '#model/context.ts';
import type { Looker } from '#model/explore/distinguish.ts';
import { SETTINGS, settingById } from '#model/explore/settings.ts';
import { layoutOf } from '#model/layout.ts';
import { attempt, type Shown } from '#model/mutations/attempt.ts';
import { mutated, type Mutation } from '#model/mutations/mutation.ts';
import { stepTitle } from '#model/narrate.ts';
import { propertyById } from '#model/properties/all.ts';
import { foundScenario } from '#scene/proof/found-scenario.ts';
import { plural } from '#scene/proof/matrix.ts';
import { parFor, type SentPar } from '#state/explore-client.ts';
import { JobState } from './job-state.tsx';
import { SideBySide } from './side-by-side.tsx';
import { StepEntry } from './step-entry.tsx';
import { StepList } from './step-list.tsx';
import { useJob } from '../use-job.ts';
import { useOpener } from './use-opener.ts';

const WORDS: Readonly<Record<Looker, string>> = {
  guest: 'the guest',
  hardware: 'the hardware',
  'device-model': 'the device model',
};

/** More than any par. */
const MOST_STEPS = 12;

interface MistakeProps {
  mutation: Mutation;
  design: Design;
}

/** One mistake: what was changed, the reader's try, par, and the way it shows. */
export function Mistake({ mutation, design }: MistakeProps) {
  const [settingId, setSettingId] = useState(SETTINGS[0]!.id);
  const [steps, setSteps] = useState<readonly Step[]>([]);
  const [isRevealed, setRevealed] = useState(false);
  const par = useJob(mutation.id, () => parFor(mutation.id));
  const setting = settingById(settingId) ?? SETTINGS[0]!;
  const layout = layoutOf(setting.device);
  const shown = attempt(mutation, design, setting, steps);
  const change = (next: readonly Step[]) => setSteps(next.slice(0, MOST_STEPS));
  return (
    <article className="proof-claim" aria-labelledby="mistake-title">
      <h2 id="mistake-title">{mutation.sentence}</h2>
      <p className="proof-note">
        That is the only change in {design.title}. Find what shows it: accesses or events after which the
        guest, the hardware or the device model has something else than without the mistake, or a property
        breaks.
      </p>
      {par !== null && (
        <JobState state={par} doing="Searching for par.">
          {(found) => (
            <div className="proof-tools proof-par">
              <p role="status">
                {found === null
                  ? 'Nothing in the settings shows it.'
                  : `Par: ${plural(found.steps.length, 'step')}, in “${found.settingId}”.`}
              </p>
              {found !== null && (
                <button
                  type="button"
                  className="button"
                  aria-expanded={isRevealed}
                  onClick={() => setRevealed(!isRevealed)}
                >
                  {isRevealed ? 'Hide it' : 'Reveal it'}
                </button>
              )}
            </div>
          )}
        </JobState>
      )}
      {isRevealed && par?.kind === 'done' && par.value !== null && (
        <Revealed mutation={mutation} design={design} par={par.value} />
      )}
      <section className="proof-answer" aria-label="Your try">
        <h3>Your try</h3>
        <label className="proof-field">
          Begins with
          <select
            className="select"
            value={setting.id}
            onChange={(event) => {
              setSettingId(event.target.value);
              setSteps([]);
            }}
          >
            {SETTINGS.map(({ id }) => (
              <option key={id} value={id}>
                {id}
              </option>
            ))}
          </select>
        </label>
        <p className="proof-note">{setting.sentence}</p>
        <StepEntry
          key={setting.id}
          setting={setting}
          isFull={steps.length >= MOST_STEPS}
          onAdd={(step) => change([...steps, step])}
        />
        {steps.length > 0 && (
          <>
            <ol className="proof-try" aria-label="Your steps">
              {steps.map((step, n) => (
                <li key={n} data-shows={shown?.step === n}>
                  <span className="mono">{stepTitle(step, layout)}</span>
                  <button
                    type="button"
                    className="button button-small"
                    aria-label={`Remove step ${n + 1}`}
                    onClick={() => change(steps.filter((_, k) => k !== n))}
                  >
                    Remove
                  </button>
                </li>
              ))}
            </ol>
            <p role="status">
              <strong>
                {shown === null
                  ? 'It does not show: both do the same so far.'
                  : shownText(shown, par?.kind === 'done' ? par.value : null)}
              </strong>
            </p>
            {shown !== null && (
              <SideBySide
                setting={setting}
                steps={steps.slice(0, shown.step + 1)}
                designs={[design, mutated(mutation, design)]}
              />
            )}
          </>
        )}
      </section>
    </article>
  );
}

function shownText({ step, lookers, property }: Shown, par: SentPar | null): string {
  const name = property === null ? null : propertyById(property)?.name;
  const who = lookers.map((looker) => WORDS[looker]).join(', ');
  const seen = who === '' ? '' : ` Who can tell: ${who}.`;
  const broken = name ? ` Broken by it: “${name}”.` : '';
  const score =
    par === null
      ? ''
      : step + 1 <= par.steps.length
        ? ' That is par.'
        : ` Par is ${plural(par.steps.length, 'step')}.`;
  return `Step ${step + 1} shows it.${seen}${broken}${score}`;
}

function Revealed({ mutation, design, par }: MistakeProps & { par: SentPar }) {
  const { open } = useOpener();
  const setting = settingById(par.settingId);
  if (setting === undefined) return null;
  const scenario = foundScenario(
    `Shows: ${mutation.id}`,
    `With the mistake the last step would come to something else. ${mutation.sentence}`,
    setting,
    par.steps,
  );
  return (
    <section className="proof-answer" aria-label="The shortest way">
      <h3>
        {par.looker === null
          ? `“${propertyById(mutation.caughtBy.property)?.name ?? ''}” breaks`
          : `Shown to ${WORDS[par.looker]}`}
        , in {plural(par.steps.length, 'step')}
      </h3>
      <StepList setting={setting} steps={par.steps} design={null} />
      <SideBySide setting={setting} steps={par.steps} designs={[design, mutated(mutation, design)]} />
      <button type="button" className="button" onClick={() => open(scenario, design.id)}>
        Open as scenario, without the mistake
      </button>
    </section>
  );
}
