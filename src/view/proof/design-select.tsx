import { DESIGN_GROUPS } from '#scene/design-groups.ts';

interface DesignSelectProps {
  label: string;
  value: string;
  onChange: (designId: string) => void;
}

/** Every design on offer, by its standing. */
export function DesignSelect({ label, value, onChange }: DesignSelectProps) {
  return (
    <label className="proof-field">
      {label}
      <select
        className="select proof-select"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        {DESIGN_GROUPS.map(({ standing, title, designs }) => (
          <optgroup key={standing} label={title}>
            {designs.map(({ design }) => (
              <option key={design.id} value={design.id}>
                {design.title}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}
