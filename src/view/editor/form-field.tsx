import { useId } from 'react';
import type { DraftProblem } from '#state/forms/draft.ts';
import type { Choice } from '#state/forms/step-kinds.ts';

export type FieldProblem = Pick<DraftProblem, 'severity' | 'rule' | 'sentence'>;

interface FormFieldProps {
  label: string;
  hint: string;
  /** Null for a field that is typed in. */
  choices: readonly Choice[] | null;
  text: string;
  /** What the text means, when it means something. */
  note: string | null;
  problems: readonly FieldProblem[];
  suggestions: readonly string[];
  onText: (text: string) => void;
}

/** A field with what it takes, what it means, and what is wrong with it: all three are read out with it. */
export function FormField(props: FormFieldProps) {
  const { label, hint, choices, text, note, problems, suggestions, onText } = props;
  const id = useId();
  const isWrong = problems.some(({ severity }) => severity === 'error');
  const shared = {
    id,
    className: choices ? 'select form-input' : 'form-input form-text mono',
    value: text,
    'aria-invalid': isWrong,
    'aria-describedby': `${id}-about`,
  };
  return (
    <div className="form-field" data-wrong={isWrong}>
      <label htmlFor={id}>{label}</label>
      {choices ? (
        <select {...shared} onChange={(event) => onText(event.target.value)}>
          {choices.map(({ value, word }) => (
            <option key={value} value={value}>
              {word}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...shared}
          type="text"
          list={suggestions.length > 0 ? `${id}-list` : undefined}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          onChange={(event) => onText(event.target.value)}
        />
      )}
      {suggestions.length > 0 && (
        <datalist id={`${id}-list`}>
          {suggestions.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      )}
      <div id={`${id}-about`} className="form-about">
        {problems.map(({ severity, rule, sentence }) => (
          <p key={rule} className="message" data-severity={severity}>
            <span className="message-kind">{rule}:</span> {sentence}
          </p>
        ))}
        {!isWrong && (note ?? hint) !== '' && <p className="form-hint">{note ?? hint}</p>}
      </div>
    </div>
  );
}
