import { createContext, useContext, useId } from 'react';
import { hex } from '#model/base/hex.ts';
import type { DraftField, DraftProblem } from '#state/forms/device-draft.ts';
import { readNatural } from '#state/forms/read-number.ts';

/** What is wrong with the form that the fields stand in. */
export const ProblemsContext = createContext<readonly DraftProblem[]>([]);

interface FieldProps<T> {
  label: string;
  field: DraftField;
  value: T;
  onChange: (value: T) => void;
}

function useProblems(field: DraftField) {
  const id = useId();
  const problems = useContext(ProblemsContext).filter((problem) => problem.field === field);
  return {
    problems,
    id,
    described: problems.length > 0 ? id : undefined,
    invalid: problems.some(({ kind }) => kind === 'unreadable'),
  };
}

interface ProblemTextsProps {
  id: string;
  problems: readonly DraftProblem[];
}

function ProblemTexts({ id, problems }: ProblemTextsProps) {
  if (problems.length === 0) return null;
  return (
    <span id={id} className="build-problems">
      {problems.map(({ kind, sentence }) => (
        <span key={sentence} className="message" data-severity={kind === 'unreadable' ? 'error' : 'warning'}>
          <span className="message-kind">{kind === 'unreadable' ? 'Not possible:' : 'Contradiction:'}</span>{' '}
          {sentence}
        </span>
      ))}
    </span>
  );
}

export function TextField({
  label,
  field,
  value,
  onChange,
  wide = false,
}: FieldProps<string> & { wide?: boolean }) {
  const { id, problems, described, invalid } = useProblems(field);
  return (
    <div className="build-field" data-wide={wide}>
      <label className="field">
        <span>{label}</span>
        <input
          className="input"
          value={value}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={invalid}
          aria-describedby={described}
          onChange={(event) => onChange(event.target.value)}
        />
      </label>
      <ProblemTexts id={id} problems={problems} />
    </div>
  );
}

/** Takes hex and decimal, and shows the other of the two. */
export function NumberField({ label, field, value, onChange }: FieldProps<string>) {
  const { id, problems, described, invalid } = useProblems(field);
  return (
    <div className="build-field">
      <label className="field">
        <span>{label}</span>
        <input
          className="input mono"
          value={value}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={invalid}
          aria-describedby={described}
          onChange={(event) => onChange(event.target.value)}
        />
      </label>
      <span className="build-other mono">{otherSpelling(value)}</span>
      <ProblemTexts id={id} problems={problems} />
    </div>
  );
}

function otherSpelling(text: string): string {
  const read = readNatural(text);
  if (!read.ok || read.value < 10n) return '';
  return text.trim().toLowerCase().startsWith('0x') ? `= ${read.value}` : `= ${hex(read.value)}`;
}

interface ChoiceFieldProps<T extends string> extends FieldProps<T> {
  choices: readonly (readonly [value: T, word: string])[];
}

export function ChoiceField<T extends string>({
  label,
  field,
  value,
  choices,
  onChange,
}: ChoiceFieldProps<T>) {
  const { id, problems, described } = useProblems(field);
  return (
    <div className="build-field">
      <label className="field">
        <span>{label}</span>
        <select
          className="select"
          value={value}
          aria-describedby={described}
          onChange={(event) => {
            const chosen = choices.find(([known]) => known === event.target.value);
            if (chosen) onChange(chosen[0]);
          }}
        >
          {choices.map(([known, word]) => (
            <option key={known} value={known}>
              {word}
            </option>
          ))}
        </select>
      </label>
      <ProblemTexts id={id} problems={problems} />
    </div>
  );
}
