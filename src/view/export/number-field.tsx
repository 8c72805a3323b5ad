interface NumberFieldProps {
  label: string;
  value: string;
  /** The least is 1. */
  most: number;
  /** Id of the text that says what is wrong, or null. */
  problem: string | null;
  onChange: (value: string) => void;
}

/** The number of an access. */
export function NumberField({ label, value, most, problem, onChange }: NumberFieldProps) {
  return (
    <label className="field">
      {label}
      <input
        className="export-number"
        type="number"
        min={1}
        max={most}
        value={value}
        aria-invalid={problem !== null}
        aria-describedby={problem ?? undefined}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
