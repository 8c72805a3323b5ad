import { useId, useRef, useState, type RefObject, type SubmitEvent } from 'react';
import { hex } from '#model/base/hex.ts';
import { isAccess, type Step } from '#model/access.ts';
import type { Layout } from '#model/layout.ts';
import { placeMeaning, placeName, stepTitle } from '#model/narrate.ts';
import type { Run } from '#model/run.ts';
import { draftOf, fieldsOf, readDraft, type Draft } from '#state/forms/draft.ts';
import { readBounded } from '#state/forms/read-number.ts';
import { GROUPS, STEP_KINDS, stepKind } from '#state/forms/step-kinds.ts';
import { previewStep } from '#state/preview.ts';
import { activeRun } from '#state/workbench.ts';
import { Modal } from '../ui/modal.tsx';
import { useActions, useWorkbench } from '../workbench-context.ts';
import { insertAt } from './edit-commands.ts';
import type { EditRequest } from './edit-request.ts';
import { firstDraft } from './first-draft.ts';
import { FormField, type FieldProblem } from './form-field.tsx';
import { Preview } from './preview.tsx';
import './editor.css';

interface StepDialogProps {
  request: EditRequest;
  onClose: () => void;
}

/** The form for one step: a new one, or one that is changed. */
export default function StepDialog({ request, onClose }: StepDialogProps) {
  const run = useWorkbench(activeRun);
  const opening = useWorkbench(insertAt);
  const { insertSteps, changeStep } = useActions();
  const { layout } = run;
  const changed = request.kind === 'change' ? request.n : null;
  const [first] = useState(() => firstDraft(request, run));
  const [draft, setDraft] = useState(first.draft);
  const [position, setPosition] = useState(() => String((request.kind === 'add' ? request.at : opening) + 1));
  const [isTried, setTried] = useState(false);
  const formId = useId();
  const firstField = useRef<HTMLSelectElement>(null);

  const { step, problems } = readDraft(draft, layout);
  const last = run.length + 1;
  const at = readBounded(position, 1, last, last === 1 ? 'It is the only one: 1.' : `Write 1 to ${last}.`);
  const n = changed ?? (at.ok ? at.value - 1 : null);
  const isReady = step !== null && n !== null;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (step === null || n === null) {
      event.currentTarget.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
      return;
    }
    if (changed !== null) changeStep(changed, step);
    else insertSteps(n, [step]);
    onClose();
  };
  const setText = (name: string, text: string) =>
    setDraft(({ op, texts }) => ({ op, texts: { ...texts, [name]: text } }));

  return (
    <Modal
      title={changed === null ? 'Add to the scenario' : `Change access ${changed + 1}`}
      description={stepKind(draft.op).about}
      onClose={onClose}
      initialFocus={firstField}
    >
      <form id={formId} className="step-form" noValidate onSubmit={submit}>
        <div className="modal-scroll step-fields">
          <KindChoice field={firstField} draft={draft} onDraft={setDraft} />
          {fieldsOf(draft).map(([name, field]) => (
            <FormField
              key={name}
              label={field.label}
              hint={field.hint}
              choices={field.choices}
              text={draft.texts[name] ?? ''}
              note={noteOf(
                name,
                step,
                layout,
                draft.texts[name] === first.draft.texts[name] ? first.origin : null,
              )}
              problems={problems.filter((problem) => problem.field === name)}
              suggestions={name === 'offset' ? registerNames(layout) : []}
              onText={(text) => setText(name, text)}
            />
          ))}
          {changed === null && (
            <FormField
              label="Becomes number"
              hint={positionHint(run, n)}
              choices={null}
              text={position}
              note={null}
              problems={at.ok ? [] : [positionProblem(at.error)]}
              suggestions={[]}
              onText={setPosition}
            />
          )}
        </div>
        <Preview run={run} route={isReady ? previewStep(run, n, step) : null} />
        <div className="step-actions">
          <button type="submit" className="button button-main" aria-describedby={`${formId}-why`}>
            {changed === null ? 'Add it' : 'Change it'}
          </button>
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <p id={`${formId}-why`} className="step-why" role="status">
            {isTried && !isReady && 'Not added yet: see what is wrong at the marked fields.'}
          </p>
        </div>
      </form>
    </Modal>
  );
}

interface KindChoiceProps {
  field: RefObject<HTMLSelectElement | null>;
  draft: Draft;
  onDraft: (draft: Draft) => void;
}

function KindChoice({ field, draft, onDraft }: KindChoiceProps) {
  const id = useId();
  return (
    <div className="form-field">
      <label htmlFor={id}>What happens</label>
      <select
        ref={field}
        id={id}
        className="select form-input"
        value={draft.op}
        onChange={(event) => {
          const kind = STEP_KINDS.find(({ op }) => op === event.target.value);
          if (kind) onDraft(draftOf(kind.op, draft.texts));
        }}
      >
        {GROUPS.map((group) => (
          <optgroup key={group} label={group}>
            {STEP_KINDS.filter((kind) => kind.group === group).map(({ op, word }) => (
              <option key={op} value={op}>
                {word}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}

/** What a field that reads well means, in other words. */
function noteOf(name: string, step: Step | null, layout: Layout, origin: string | null): string | null {
  const access = step?.op === 'begin' ? step.access : step;
  if (!access || !isAccess(access)) return null;
  if (name === 'offset')
    return `${placeName(access.offset, layout)} at ${access.offset < 0 ? `-${hex(-access.offset)}` : hex(access.offset)}: ${placeMeaning(access.offset, layout)}`;
  if (name === 'value' && access.op === 'write')
    return `${hex(access.value)} is ${String(access.value)}${origin === null ? '' : `. ${origin}`}`;
  return null;
}

const registerNames = ({ device }: Layout): string[] => device.registers.map(({ name }) => name);

function positionHint({ scenario, layout }: Run, n: number | null): string {
  if (n === null) return `1 to ${scenario.steps.length + 1}`;
  const before = scenario.steps[n - 1];
  return before ? `After ${n}: ${stepTitle(before, layout)}` : 'At the start';
}

const positionProblem = (sentence: string): FieldProblem => ({
  severity: 'error',
  rule: 'No such place in the list',
  sentence,
});
