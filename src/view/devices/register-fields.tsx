import { hasInitial, type RegisterDraft } from '#state/forms/register-draft.ts';
import { NumberField, TextField } from './draft-fields.tsx';

interface RegisterFieldsProps {
  n: number;
  register: RegisterDraft;
  onChange: (part: Partial<RegisterDraft>) => void;
  onRemove: () => void;
}

/** Every number of one named register. */
export function RegisterFields({ n, register, onChange, onRemove }: RegisterFieldsProps) {
  const field = <K extends keyof RegisterDraft>(key: K) => ({
    field: `registers.${n}.${key}` as const,
    value: register[key],
    onChange: (value: string) => onChange({ [key]: value }),
  });
  return (
    <>
      <TextField label="Called" {...field('name')} wide />
      <NumberField label="In BAR" {...field('bar')} />
      <NumberField label="At offset" {...field('offset')} />
      <NumberField label="Bytes" {...field('size')} />
      {hasInitial(register) ? (
        <NumberField label="Holds at first (or 0)" {...field('initial')} />
      ) : (
        <p className="card-note">An array: what it holds at first is in the scenario’s text.</p>
      )}
      <button type="button" className="button button-small build-remove" onClick={onRemove}>
        Remove {register.name || 'this register'}
      </button>
    </>
  );
}
