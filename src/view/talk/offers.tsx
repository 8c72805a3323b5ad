import { useContext } from 'react';
import { TALKS, type ReadyTalk } from '#content/talks.ts';
import { readyTalkText } from '#state/current-talk.ts';
import { withMoments } from '#state/talk.ts';
import { momentNow } from '#state/talk-stage.ts';
import { activeLines, activeScenario } from '#state/workbench.ts';
import { askPresent } from '../present/present-request.ts';
import { StoresContext, useActions, useWorkbench } from '../workbench-context.ts';

interface OffersProps {
  readonly onClose: () => void;
  /** A talk was begun in the scenario with that id. */
  readonly onBegun: (id: string) => void;
}

/** What can be presented where there is no talk yet, and how to begin one. */
export function Offers({ onClose, onBegun }: OffersProps) {
  const stores = useContext(StoresContext);
  const { name, steps } = useWorkbench(activeScenario);
  const { addScenarios, changeLines } = useActions();
  const begin = () => {
    const { workbench } = stores!;
    const now = workbench.getState();
    const moment = momentNow(now, null);
    if (!moment.ok) return;
    changeLines(withMoments(activeLines(now), [moment.value]), `begin a talk in ${name}`);
    onBegun(workbench.getState().activeId);
  };
  const takeOver = (talk: ReadyTalk) => {
    addScenarios([readyTalkText(talk)], `take over the talk ${talk.name}`);
    onBegun(stores!.workbench.getState().activeId);
  };
  return (
    <div className="talk-offers">
      <section className="card" aria-labelledby="talk-own">
        <h3 id="talk-own" className="card-name">
          A talk of your own
        </h3>
        <p className="card-note">
          It begins with what is open now, in “{name}”. Go on to other steps, designs and scenarios and add
          each of them here.
        </p>
        <div className="talk-actions">
          <button type="button" className="button button-main" onClick={begin}>
            Begin with this moment
          </button>
          <button
            type="button"
            className="button"
            disabled={steps.length === 0}
            onClick={() => {
              onClose();
              askPresent({ kind: 'steps' });
            }}
          >
            Present this scenario: one moment per access
          </button>
        </div>
      </section>
      {TALKS.map((talk) => (
        <section key={talk.id} className="card" aria-labelledby={talk.id}>
          <h3 id={talk.id} className="card-name">
            {talk.name}
          </h3>
          <p className="card-note">{talk.note}</p>
          <div className="talk-actions">
            <button
              type="button"
              className="button button-main"
              onClick={() => {
                onClose();
                askPresent({ kind: 'ready', id: talk.id });
              }}
            >
              Present it
            </button>
            <button type="button" className="button" onClick={() => takeOver(talk)}>
              Take it as a start
            </button>
          </div>
        </section>
      ))}
    </div>
  );
}
