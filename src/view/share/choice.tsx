interface ChoiceProps<T extends string | number> {
  label: string;
  options: readonly T[];
  word: (option: T) => string;
  value: T;
  onChange: (option: T) => void;
}

/** One of a few, from a list that opens. */
export function Choice<T extends string | number>({ label, options, word, value, onChange }: ChoiceProps<T>) {
  return (
    <label className="field">
      {label}
      <select
        className="select"
        value={String(value)}
        onChange={(event) => {
          const picked = options.find((option) => String(option) === event.target.value);
          if (picked !== undefined) onChange(picked);
        }}
      >
        {options.map((option) => (
          <option key={option} value={String(option)}>
            {word(option)}
          </option>
        ))}
      </select>
    </label>
  );
}
