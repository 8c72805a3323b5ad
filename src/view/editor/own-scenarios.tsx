import { useState } from 'react';
import type { OwnScenario } from '#state/document.ts';
import { documentText, exportText, fileName } from '#state/files.ts';
import { activeScenario } from '#state/workbench.ts';
import { useActions, useWorkbench } from '../workbench-context.ts';
import { FormField } from './form-field.tsx';
import { ImportFile } from './import-file.tsx';
import { saveFile } from './save-file.ts';
import './editor.css';

/** One's own scenarios in the scenario dialog: to open, name, copy, delete, save and bring in. */
export function OwnScenarios({ onClose }: { onClose: () => void }) {
  const own = useWorkbench((state) => state.document.scenarios);
  const canUndo = useWorkbench((state) => state.past.length > 0);
  const said = useWorkbench((state) => state.said);
  const { addScenarios, undo } = useActions();
  const device = useWorkbench((state) => activeScenario(state).device);
  const blank = { name: 'New scenario', note: '', device, registers: new Map<number, number>(), steps: [] };
  return (
    <section className="own" aria-labelledby="own-title">
      <div className="own-head">
        <h3 id="own-title" className="panel-title">
          Yours
        </h3>
        <button
          type="button"
          className="button button-small"
          onClick={() => {
            addScenarios([{ scenario: blank, lines: [] }], 'begin a new scenario');
            onClose();
          }}
        >
          New, empty
        </button>
        {own.length > 0 && (
          <button
            type="button"
            className="button button-small"
            onClick={() => saveFile('scenarios.msixscope.json', exportText(own))}
          >
            Save all as a file
          </button>
        )}
        <button type="button" className="button button-small" disabled={!canUndo} onClick={undo}>
          Undo
        </button>
        <p className="own-said" role="status">
          {said}
        </p>
      </div>
      {own.length === 0 ? (
        <p className="card-note">
          None yet. Change a ready scenario and the changed copy is kept here, in this browser.
        </p>
      ) : (
        <ul className="cards">
          {own.map((item) => (
            <OwnCard key={item.id} item={item} onClose={onClose} />
          ))}
        </ul>
      )}
      <ImportFile onClose={onClose} />
    </section>
  );
}

function OwnCard({ item, onClose }: { item: OwnScenario; onClose: () => void }) {
  const { id, scenario, from } = item;
  const isActive = useWorkbench((state) => state.activeId === id);
  const designId = useWorkbench((state) => state.designId);
  const { activate, duplicateScenario, deleteScenario } = useActions();
  const [isRenaming, setRenaming] = useState(false);
  const { name, note, steps, device } = scenario;
  return (
    <li className="card" data-current={isActive}>
      <button
        type="button"
        className="card-main"
        aria-current={isActive ? 'true' : undefined}
        onClick={() => {
          activate(id);
          onClose();
        }}
      >
        <span className="card-name">
          {name}
          <span className="card-side">
            {steps.length} {steps.length === 1 ? 'step' : 'steps'}
          </span>
        </span>
        <span className="card-note">
          {lineageText(from)} On {device.name}. {note}
        </span>
      </button>
      {isRenaming ? (
        <RenameForm item={item} onDone={() => setRenaming(false)} />
      ) : (
        <div className="own-actions" role="group" aria-label={`What to do with ${name}`}>
          <button type="button" className="button button-small" onClick={() => setRenaming(true)}>
            Rename
          </button>
          <button type="button" className="button button-small" onClick={() => duplicateScenario(id)}>
            Duplicate
          </button>
          <button
            type="button"
            className="button button-small"
            onClick={() => saveFile(fileName(name), documentText(item, designId))}
          >
            Save as a file
          </button>
          <button type="button" className="button button-small" onClick={() => deleteScenario(id)}>
            Delete
          </button>
        </div>
      )}
    </li>
  );
}

function RenameForm({ item, onDone }: { item: OwnScenario; onDone: () => void }) {
  const { describeScenario } = useActions();
  const [name, setName] = useState(item.scenario.name);
  const [note, setNote] = useState(item.scenario.note);
  const isEmpty = name.trim() === '';
  return (
    <form
      className="own-rename"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (isEmpty) return;
        describeScenario(item.id, { name: name.trim(), note: note.trim() });
        onDone();
      }}
    >
      <FormField
        label="Name"
        hint=""
        choices={null}
        text={name}
        note={null}
        problems={isEmpty ? [NO_NAME] : []}
        suggestions={[]}
        onText={setName}
      />
      <FormField
        label="Note"
        hint="What to watch"
        choices={null}
        text={note}
        note={null}
        problems={[]}
        suggestions={[]}
        onText={setNote}
      />
      <div className="own-actions">
        <button type="submit" className="button button-small button-main">
          Keep the name
        </button>
        <button type="button" className="button button-small" onClick={onDone}>
          Cancel
        </button>
      </div>
    </form>
  );
}

const NO_NAME = {
  severity: 'error',
  rule: 'No name',
  sentence: 'Give it one, so that it can be found.',
} as const;

function lineageText(from: OwnScenario['from']): string {
  if (from === null) return '';
  if (from.steps === null) return `Copy of “${from.name}”.`;
  return `What if: the first ${from.steps} ${from.steps === 1 ? 'step' : 'steps'} of “${from.name}”.`;
}
