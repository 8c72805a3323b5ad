import { useId, useState } from 'react';
import type { Step } from '#model/access.ts';
import type { Setting } from '#model/explore/setting.ts';
import { layoutOf } from '#model/layout.ts';
import { stepTitle } from '#model/narrate.ts';
import { draftOf, fieldsOf, readDraft, type Draft } from '#state/forms/draft.ts';
import { FormField } from '../editor/form-field.tsx';
import '../editor/editor.css';

interface StepEntryProps {
  setting: Setting;
  isFull: boolean;
  onAdd: (step: Step) => void;
}

/** Adds a step: one of those that can happen in the setting, or any access of one's own. */
export function StepEntry({ setting, isFull, onAdd }: StepEntryProps) {
  const layout = layoutOf(setting.device);
  const [picked, setPicked] = useState(0);
  const [draft, setDraft] = useState<Draft>(() => draftOf('write'));
  const [isTried, setTried] = useState(false);
  const id = useId();
  const { step, problems } = readDraft(draft, layout);
  return (
    <div className="proof-entry">
      <p className="proof-field">
        <label htmlFor={id}>What can happen there</label>
        <select
          id={id}
          className="select proof-select mono"
          value={picked}
          onChange={(event) => setPicked(Number(event.target.value))}
        >
          {setting.steps.map((one, n) => (
            <option key={n} value={n}>
              {stepTitle(one, layout)}
            </option>
          ))}
        </select>
        <button
          type="button"
          className="button"
          disabled={isFull}
          onClick={() => onAdd(setting.steps[picked]!)}
        >
          Add it
        </button>
      </p>
      <details>
        <summary>Another access</summary>
        <form
          className="proof-own"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setTried(true);
            if (step !== null && !isFull) onAdd(step);
          }}
        >
          <label className="proof-field">
            Kind
            <select
              className="select"
              value={draft.op}
              onChange={(event) =>
                setDraft(draftOf(event.target.value === 'read' ? 'read' : 'write', draft.texts))
              }
            >
              <option value="write">write</option>
              <option value="read">read</option>
            </select>
          </label>
          {fieldsOf(draft).map(([name, field]) => (
            <FormField
              key={name}
              label={field.label}
              hint={field.hint}
              choices={field.choices}
              text={draft.texts[name] ?? ''}
              note={null}
              problems={isTried ? problems.filter((problem) => problem.field === name) : []}
              suggestions={[]}
              onText={(text) => setDraft(({ op, texts }) => ({ op, texts: { ...texts, [name]: text } }))}
            />
          ))}
          <button type="submit" className="button" disabled={isFull}>
            Add this access
          </button>
        </form>
      </details>
      {isFull && <p className="proof-note">That is as many as fit: remove one to add another.</p>}
    </div>
  );
}
