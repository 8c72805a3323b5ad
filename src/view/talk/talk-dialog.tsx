import { useState } from 'react';
import { talksOf } from '#state/current-talk.ts';
import { rememberTalk } from '../present/present-request.ts';
import { Modal } from '../ui/modal.tsx';
import { useWorkbench } from '../workbench-context.ts';
import { Offers } from './offers.tsx';
import { TalkEditor } from './talk-editor.tsx';
import { useTalk } from './use-talk.ts';
import '../shell/dialogs.css';
import './talk.css';

/** Stands for a talk that is still to be begun. */
const NEW = 'new';

/** Edits a talk, which is kept in the text of its scenario, and starts it. */
export default function TalkDialog({ onClose }: { onClose: () => void }) {
  const [picked, setPicked] = useState<string | null>(null);
  const [begun, setBegun] = useState<string | null>(null);
  const document = useWorkbench((state) => state.document);
  const talk = useTalk(picked);
  const talks = talksOf({ document });
  const isNew = picked === NEW || talk === null;
  const pick = (id: string) => {
    setPicked(id);
    if (id !== NEW) rememberTalk(id);
  };
  return (
    <Modal
      title="Talk"
      description="An ordered list of moments, each a step, a picture and a sentence. It is kept in the text of its scenario."
      onClose={onClose}
      wide
    >
      {talks.length > 0 && (
        <label className="talk-choice">
          <span>Talk</span>
          <select
            className="select"
            value={isNew ? NEW : talk.own.id}
            onChange={(event) => pick(event.target.value)}
          >
            {talks.map(({ id, scenario }) => (
              <option key={id} value={id}>
                {scenario.name}
              </option>
            ))}
            {!isNew && !talks.some(({ id }) => id === talk.own.id) && (
              <option value={talk.own.id}>{talk.own.scenario.name}</option>
            )}
            <option value={NEW}>Another one: begin, or take over a ready talk</option>
          </select>
        </label>
      )}
      {isNew ? (
        <Offers
          onClose={onClose}
          onBegun={(id) => {
            setBegun(id);
            pick(id);
          }}
        />
      ) : (
        <TalkEditor
          key={talk.own.id}
          talk={talk}
          // One that is being put together goes on at its end.
          first={begun === talk.own.id ? 0 : talk.moments.length - 1}
          onClose={onClose}
        />
      )}
    </Modal>
  );
}
