import { useState } from 'react';
import { ASKED, ASKERS, type Asked, type Asker, type BoxAnswer } from '#model/question-box.ts';
import { foundScenario } from '#scene/proof/found-scenario.ts';
import { plural } from '#scene/proof/matrix.ts';
import { keptDesign } from '#state/derived.ts';
import { answerOf } from '#state/explore-client.ts';
import { useWorkbench } from '../workbench-context.ts';
import { DesignSelect } from './design-select.tsx';
import { JobState } from './job-state.tsx';
import { StepList } from './step-list.tsx';
import { useJob } from '../use-job.ts';
import { useOpener } from './use-opener.ts';

const WHO: Readonly<Record<Asker, string>> = {
  guest: 'the guest',
  'device-model-dom0': 'a device model in dom0',
  stubdomain: 'a device model in a stubdomain',
  deprivileged: 'a deprivileged device model',
};

const WHAT: Readonly<Record<Asked, string>> = {
  mask: 'the mask bit of an entry',
  message: 'address or data of an entry',
  register: 'a register next to the table',
  pba: 'the pending bits (PBA)',
};

/** Who can change what in the hardware, by which shortest sequence; or which check stops it. */
export default function QuestionBox() {
  const [who, setWho] = useState<Asker>('guest');
  const [what, setWhat] = useState<Asked>('mask');
  const [designId, setDesignId] = useState(useWorkbench((state) => state.designId));
  const state = useJob(`${who} ${what} ${designId}`, () => answerOf(who, what, designId));
  return (
    <div className="proof-page">
      <div className="proof-tools">
        <label className="proof-field">
          Can
          <select
            className="select"
            value={who}
            onChange={({ target }) => setWho(ASKERS.find((one) => one === target.value) ?? who)}
          >
            {ASKERS.map((one) => (
              <option key={one} value={one}>
                {WHO[one]}
              </option>
            ))}
          </select>
        </label>
        <label className="proof-field">
          change
          <select
            className="select"
            value={what}
            onChange={({ target }) => setWhat(ASKED.find((one) => one === target.value) ?? what)}
          >
            {ASKED.map((one) => (
              <option key={one} value={one}>
                {WHAT[one]}
              </option>
            ))}
          </select>
        </label>
        <DesignSelect label="under" value={designId} onChange={setDesignId} />
      </div>
      {state !== null && (
        <JobState state={state} doing="Searching every setting in which they can act.">
          {(answer) => <Answer who={who} what={what} designId={designId} answer={answer} />}
        </JobState>
      )}
    </div>
  );
}

interface AnswerProps {
  who: Asker;
  what: Asked;
  designId: string;
  answer: BoxAnswer;
}

function Answer({ who, what, designId, answer }: AnswerProps) {
  const { open } = useOpener();
  const design = keptDesign(designId);
  if (answer.can === 'open')
    return (
      <section className="proof-answer proof-single" aria-label="Answer" aria-live="polite">
        <h2>
          <span className="proof-tag" data-verdict="stopped">
            open
          </span>{' '}
          whether {WHO[who]} can change {WHAT[what]}
        </h2>
        <p>{answer.sentence}</p>
      </section>
    );
  if (answer.can === 'no')
    return (
      <section className="proof-answer proof-single" aria-label="Answer" aria-live="polite">
        <h2>
          <span className="proof-tag" data-verdict="holds">
            no
          </span>{' '}
          {WHO[who]} cannot change {WHAT[what]}
        </h2>
        <p>{answer.sentence}</p>
        {answer.source && (
          <p className="proof-note">
            Decided in{' '}
            <a className="mono" href={answer.source.url} target="_blank" rel="noreferrer">
              {placeOf(answer.source)}
            </a>
          </p>
        )}
      </section>
    );
  const { setting, steps, sentence } = answer;
  const scenario = foundScenario(
    `${WHO[who]} changes ${WHAT[what]}`,
    `The shortest way under ${design.title}.`,
    setting,
    steps,
  );
  return (
    <section className="proof-answer proof-single" aria-label="Answer" aria-live="polite">
      <h2>
        <span className="proof-tag" data-verdict="fails">
          yes
        </span>{' '}
        {WHO[who]} can change {WHAT[what]}, in {plural(steps.length, 'step')}
      </h2>
      <p>{sentence}</p>
      <p className="proof-note">
        In “{setting.id}”. {setting.sentence}
      </p>
      <StepList setting={setting} steps={steps} design={null} />
      <button type="button" className="button button-main" onClick={() => open(scenario, designId)}>
        Open as scenario
      </button>
    </section>
  );
}

type Place = NonNullable<Extract<BoxAnswer, { can: 'no' }>['source']>;

const placeOf = ({ function: name, file, line, tag }: Place): string =>
  `${name}, ${file}${line === null ? '' : `:${line}`} @ ${tag}`;
