import { useContext, useRef, useState, type DragEvent } from 'react';
import { failure, success, type Result } from '#model/base/result.ts';
import { importText, LARGEST_SCENARIO_FILE } from '#state/files.ts';
import { takenNames } from '#state/taken-names.ts';
import { StoresContext, useActions } from '../workbench-context.ts';

/** Opens scenario files, chosen or dropped. A bad file gives a sentence and changes nothing. */
export function ImportFile({ onClose }: { onClose: () => void }) {
  const { addScenarios } = useActions();
  const stores = useContext(StoresContext);
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const take = async (file: File) => {
    const text = file.size > LARGEST_SCENARIO_FILE ? TOO_LARGE : await textOf(file);
    const read = text.ok ? importText(text.value) : text;
    if (!read.ok) {
      setProblem(`“${file.name}” was not opened. ${read.error} Nothing has changed.`);
      return;
    }
    addScenarios(read.value, `open ${file.name}`);
    if (stores)
      for (const sentence of takenNames(read.value, stores.workbench.getState()))
        stores.keeping.tell('note', sentence);
    onClose();
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) void take(file);
    else setProblem('What was dropped is not a file. Save it as a file first. Nothing has changed.');
  };
  return (
    <div
      className="import"
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        event.stopPropagation();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        className="visually-hidden"
        tabIndex={-1}
        aria-label="Scenario file"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) void take(file);
          event.target.value = '';
        }}
      />
      <button type="button" className="button button-small" onClick={() => input.current?.click()}>
        Open a scenario file
      </button>
      <span className="card-note">or drop one here; it is added, nothing is replaced</span>
      <p className="import-problem" role="alert">
        {problem}
      </p>
    </div>
  );
}

const TOO_LARGE = failure(
  `It is larger than ${LARGEST_SCENARIO_FILE / 1024 / 1024} MiB. Save fewer scenarios at once.`,
);

const textOf = (file: File): Promise<Result<string>> =>
  file
    .text()
    .then(success, () =>
      failure('It could not be read. If it is a folder or has been moved, open the file itself again.'),
    );
