import { useId, useMemo, useState, type ReactNode } from 'react';
import type { Bar, DeviceDescription } from '#model/device.ts';
import { layoutOf } from '#model/layout.ts';
import { draftOf, NEW_BAR, readDraft, type BarDraft, type DeviceDraft } from '#state/forms/device-draft.ts';
import { useWorkbench } from '../workbench-context.ts';
import { activeScenario } from '#state/workbench.ts';
import { CopyOn } from './copy-on.tsx';
import { ChoiceField, NumberField, ProblemsContext, TextField } from './draft-fields.tsx';
import { LayoutPreview } from './layout-preview.tsx';

interface BuildDeviceProps {
  onChoose: (device: DeviceDescription) => void;
}

/** A form for every number of a device, begun from the present one. What contradicts itself is drawn and said. */
export function BuildDevice({ onChoose }: BuildDeviceProps) {
  const base = useWorkbench((state) => activeScenario(state).device);
  const [draft, setDraft] = useState(() => draftOf(base));
  const { device, problems } = useMemo(() => readDraft(draft, base), [draft, base]);
  const layout = useMemo(() => (device === null ? null : layoutOf(device)), [device]);
  const change = (part: Partial<DeviceDraft>) => setDraft((now) => ({ ...now, ...part }));
  const changeBar = (n: number, part: Partial<BarDraft>) =>
    change({ bars: draft.bars.map((bar, m) => (m === n ? { ...bar, ...part } : bar)) });
  const unreadable = problems.filter(({ kind }) => kind === 'unreadable').length;
  const field = (key: Exclude<keyof DeviceDraft, 'bars'>) => ({
    field: key,
    value: draft[key],
    onChange: (value: string) => change({ [key]: value }),
  });
  return (
    <ProblemsContext value={problems}>
      <div className="modal-scroll build">
        <Group title="Who it is">
          <TextField label="Name" {...field('name')} wide />
          <TextField label="Id, vendor:device" {...field('id')} />
        </Group>
        <Group title="MSI-X capability">
          <NumberField label="Entries" {...field('entries')} />
          <NumberField label="Table: BAR" {...field('tableBar')} />
          <NumberField label="Table: offset" {...field('tableOffset')} />
          <NumberField label="PBA: BAR" {...field('pbaBar')} />
          <NumberField label="PBA: offset" {...field('pbaOffset')} />
        </Group>
        {draft.bars.map((bar, n) => (
          <Group
            key={n}
            title={`BAR ${bar.index}`}
            legend={`BAR ${bar.index} (${n + 1} of ${draft.bars.length})`}
          >
            <BarFields
              n={n}
              bar={bar}
              onChange={(part) => changeBar(n, part)}
              onRemove={() => change({ bars: draft.bars.filter((_, m) => m !== n) })}
            />
          </Group>
        ))}
        <p>
          <button
            type="button"
            className="button button-small"
            onClick={() => change({ bars: [...draft.bars, { ...NEW_BAR, index: freeIndex(draft.bars) }] })}
          >
            Add a BAR
          </button>
        </p>
      </div>
      <LayoutPreview layout={layout} problems={problems} />
      <div className="paste-actions">
        <button
          type="button"
          className="button button-main"
          disabled={device === null}
          onClick={() => {
            if (device) onChoose(device);
          }}
        >
          Show this device
        </button>
        <CopyOn device={device} size="plain" />
        <button type="button" className="button" onClick={() => setDraft(draftOf(base))}>
          Start again from the present device
        </button>
        {unreadable > 0 && (
          <p className="card-note">
            {unreadable === 1 ? 'One field has' : `${unreadable} fields have`} to be put right first.
          </p>
        )}
      </div>
    </ProblemsContext>
  );
}

/** The lowest index that no BAR has, nor the upper half of a 64-bit one; 5 when all are taken. */
function freeIndex(bars: readonly BarDraft[]): string {
  const taken = new Set(
    bars.flatMap(({ index, width, kind }) =>
      width === '64' && kind === 'memory' ? [Number(index), Number(index) + 1] : [Number(index)],
    ),
  );
  return String([0, 1, 2, 3, 4].find((index) => !taken.has(index)) ?? 5);
}

function Group({ title, legend, children }: { title: string; legend?: string; children: ReactNode }) {
  const id = useId();
  return (
    <div className="build-group" role="group" aria-labelledby={id}>
      <h3 id={id} className="build-title">
        {legend ?? title}
      </h3>
      <div className="build-fields">{children}</div>
    </div>
  );
}

interface BarFieldsProps {
  n: number;
  bar: BarDraft;
  onChange: (part: Partial<BarDraft>) => void;
  onRemove: () => void;
}

const KINDS: readonly (readonly [value: Bar['kind'], word: string])[] = [
  ['memory', 'memory'],
  ['io', 'I/O ports'],
];
const WIDTHS: readonly (readonly [value: BarDraft['width'], word: string])[] = [
  ['64', '64 bits'],
  ['32', '32 bits'],
  ['unknown', 'not known'],
];

function BarFields({ n, bar, onChange, onRemove }: BarFieldsProps) {
  return (
    <>
      <NumberField
        label="Index"
        field={`bars.${n}.index`}
        value={bar.index}
        onChange={(index) => onChange({ index })}
      />
      <ChoiceField
        label="Kind"
        field={`bars.${n}.kind`}
        value={bar.kind}
        choices={KINDS}
        onChange={(kind) => onChange({ kind })}
      />
      <NumberField
        label="Size, empty if unknown"
        field={`bars.${n}.size`}
        value={bar.size}
        onChange={(size) => onChange({ size })}
      />
      <NumberField
        label="Address, empty if unknown"
        field={`bars.${n}.address`}
        value={bar.address}
        onChange={(address) => onChange({ address })}
      />
      <ChoiceField
        label="Width"
        field={`bars.${n}.width`}
        value={bar.width}
        choices={WIDTHS}
        onChange={(width) => onChange({ width })}
      />
      <label className="build-check">
        <input
          type="checkbox"
          checked={bar.prefetchable}
          onChange={(event) => onChange({ prefetchable: event.target.checked })}
        />
        Prefetchable
      </label>
      <button type="button" className="button button-small build-remove" onClick={onRemove}>
        Remove BAR {bar.index}
      </button>
    </>
  );
}
