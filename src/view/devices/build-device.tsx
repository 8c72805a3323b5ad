import { use, useId, useMemo, useState, type ReactNode } from 'react';
import type { Bar, DeviceDescription } from '#model/device.ts';
import { layoutOf } from '#model/layout.ts';
import { SCENARIOS } from '#content/scenarios.ts';
import { draftOf, NEW_BAR, readDraft, type BarDraft, type DeviceDraft } from '#state/forms/device-draft.ts';
import { contentsWith, newRegister, type RegisterDraft } from '#state/forms/register-draft.ts';
import { useActions, useWorkbench } from '../workbench-context.ts';
import { activeScenario } from '#state/workbench.ts';
import { CopiedContext, CopyOn } from './copy-on.tsx';
import { ChoiceField, NumberField, ProblemsContext, TextField } from './draft-fields.tsx';
import { LayoutPreview } from './layout-preview.tsx';
import { RegisterFields } from './register-fields.tsx';
import { useFocusAfter } from './use-focus-after.ts';

interface BuildDeviceProps {
  onChoose: (device: DeviceDescription) => void;
}

/** A form for every number of a device, begun from the present one. What contradicts itself is drawn and said. */
export function BuildDevice({ onChoose }: BuildDeviceProps) {
  const { device: base, registers: held } = useWorkbench(activeScenario);
  const activeId = useWorkbench((state) => state.activeId);
  const { addScenarios } = useActions();
  const copied = use(CopiedContext);
  const start = useMemo(() => draftOf(base, held), [base, held]);
  const [draft, setDraft] = useState(start);
  const { device, problems } = useMemo(() => readDraft(draft, base), [draft, base]);
  const layout = useMemo(() => (device === null ? null : layoutOf(device)), [device]);
  const change = (part: Partial<DeviceDraft>) => setDraft((now) => ({ ...now, ...part }));
  const changeBar = (n: number, part: Partial<BarDraft>) =>
    change({ bars: draft.bars.map((bar, m) => (m === n ? { ...bar, ...part } : bar)) });
  const changeRegister = (n: number, part: Partial<RegisterDraft>) =>
    change({ registers: draft.registers.map((one, m) => (m === n ? { ...one, ...part } : one)) });
  const contents = (on: ReadonlyMap<number, number>) =>
    device === null ? on : contentsWith(on, device, draft.registers, start.registers);
  /** A ready scenario is never changed: with other contents it is shown as a copy. */
  const show = () => {
    if (device === null || layout === null) return;
    const ready = (SCENARIOS.find(({ id }) => id === activeId) ?? SCENARIOS[0])?.on(layout);
    const filled = ready && contents(ready.registers);
    if (!ready || !filled || filled === ready.registers) {
      onChoose(device);
      return;
    }
    const scenario = { ...ready, registers: filled };
    const from = { id: activeId, name: ready.name, steps: null };
    addScenarios([{ scenario, lines: [], from }], `show ${device.name} with other contents`);
    copied(device);
  };
  const { form, after } = useFocusAfter();
  const unreadable = problems.filter(({ kind }) => kind === 'unreadable').length;
  const field = (key: Exclude<keyof DeviceDraft, 'bars' | 'registers'>) => ({
    field: key,
    value: draft[key],
    onChange: (value: string) => change({ [key]: value }),
  });
  return (
    <ProblemsContext value={problems}>
      <div className="modal-scroll build" ref={form}>
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
            part="bar"
            title={`BAR ${bar.index}`}
            legend={`BAR ${bar.index} (${n + 1} of ${draft.bars.length})`}
          >
            <BarFields
              n={n}
              bar={bar}
              onChange={(part) => changeBar(n, part)}
              onRemove={() => {
                change({ bars: draft.bars.filter((_, m) => m !== n) });
                after('[data-adds=bar]');
              }}
            />
          </Group>
        ))}
        <p>
          <button
            type="button"
            className="button button-small"
            data-adds="bar"
            onClick={() => {
              change({ bars: [...draft.bars, { ...NEW_BAR, index: freeIndex(draft.bars) }] });
              after('[data-part=bar]');
            }}
          >
            Add a BAR
          </button>
        </p>
        {draft.registers.map((register, n) => (
          <Group key={n} part="register" title={`Register ${n + 1} of ${draft.registers.length}`}>
            <RegisterFields
              n={n}
              register={register}
              onChange={(part) => changeRegister(n, part)}
              onRemove={() => {
                change({ registers: draft.registers.filter((_, m) => m !== n) });
                after('[data-adds=register]');
              }}
            />
          </Group>
        ))}
        <p>
          <button
            type="button"
            className="button button-small"
            data-adds="register"
            onClick={() => {
              const from = layoutOf(device ?? base).tableEnd;
              change({
                registers: [...draft.registers, newRegister(draft.registers, draft.tableBar, from)],
              });
              after('[data-part=register]');
            }}
          >
            Add a register
          </button>
        </p>
      </div>
      <LayoutPreview layout={layout} problems={problems} />
      <div className="paste-actions">
        <button type="button" className="button button-main" disabled={device === null} onClick={show}>
          Show this device
        </button>
        <CopyOn device={device} size="plain" contents={contents} />
        <button type="button" className="button" onClick={() => setDraft(start)}>
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

interface GroupProps {
  title: string;
  legend?: string;
  /** Of which there are several. */
  part?: 'bar' | 'register';
  children: ReactNode;
}

function Group({ title, legend, part, children }: GroupProps) {
  const id = useId();
  return (
    <div className="build-group" role="group" aria-labelledby={id} data-part={part}>
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
