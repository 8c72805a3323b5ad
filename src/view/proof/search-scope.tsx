import { useState } from 'react';
import { useStore } from 'zustand';
import type { Bounds, Setting } from '#model/explore/setting.ts';
import { OWN_SETTING } from '#model/explore/own-setting.ts';
import { SETTINGS } from '#model/explore/settings.ts';
import { proof } from '#state/proof.ts';
import { plural } from '#scene/proof/matrix.ts';
import { OwnSetting } from './own-setting.tsx';
import { SettingContents } from './setting-contents.tsx';

/** What is searched: the settings, what each contains, and where a search stops. */
export function SearchScope() {
  const settingIds = useStore(proof, (state) => state.settingIds);
  const bounds = useStore(proof, (state) => state.bounds);
  const status = useStore(proof, (state) => state.status);
  const isBusy = status.kind === 'running' || status.kind === 'paused';
  const choose = (ids: readonly string[]) => proof.setState({ settingIds: ids });
  const toggle = (id: string, on: boolean) =>
    choose(
      [...SETTINGS.map((one) => one.id), OWN_SETTING].filter((one) =>
        one === id ? on : settingIds.includes(one),
      ),
    );
  return (
    <details className="proof-scope">
      <summary>
        What is searched: {plural(settingIds.length, 'setting')}, at most {plural(bounds.states, 'state')} and{' '}
        {plural(bounds.depth, 'step')} each
      </summary>
      <fieldset disabled={isBusy} className="proof-bounds">
        <legend className="visually-hidden">Bounds</legend>
        <BoundField name="states" label="States at most" most={5_000_000} bounds={bounds} />
        <BoundField name="depth" label="Steps at most" most={10_000} bounds={bounds} />
        <button type="button" className="button" onClick={() => choose(SETTINGS.map(({ id }) => id))}>
          All settings
        </button>
        <button type="button" className="button" onClick={() => choose([])}>
          None
        </button>
      </fieldset>
      <p className="proof-note">
        The device, the values and the steps are few on purpose; each setting is searched for as long as
        anything new can happen, and what holds in it holds for ever in it, and says nothing about another.
      </p>
      <fieldset disabled={isBusy} className="proof-settings">
        <legend className="visually-hidden">Settings that are searched</legend>
        {SETTINGS.map((setting) => (
          <SettingChoice
            key={setting.id}
            setting={setting}
            checked={settingIds.includes(setting.id)}
            onChange={(on) => toggle(setting.id, on)}
          />
        ))}
      </fieldset>
      <OwnSetting
        isBusy={isBusy}
        checked={settingIds.includes(OWN_SETTING)}
        onChange={(on) => toggle(OWN_SETTING, on)}
      />
    </details>
  );
}

interface BoundFieldProps {
  name: keyof Bounds;
  label: string;
  most: number;
  bounds: Bounds;
}

function BoundField({ name, label, most, bounds }: BoundFieldProps) {
  const [text, setText] = useState(String(bounds[name]));
  const value = /^\d+$/.test(text.trim()) ? Number(text) : NaN;
  const isGood = value >= 1 && value <= most;
  return (
    <label className="proof-field">
      {label}
      <input
        className="proof-input"
        inputMode="numeric"
        value={text}
        aria-invalid={!isGood}
        onChange={(event) => {
          const next = event.target.value;
          setText(next);
          const number = /^\d+$/.test(next.trim()) ? Number(next) : NaN;
          if (number >= 1 && number <= most) proof.setState({ bounds: { ...bounds, [name]: number } });
        }}
      />
      {!isGood && (
        <span className="proof-problem" role="alert">
          Write a whole number from 1 to {most.toLocaleString('en-GB')};{' '}
          {bounds[name].toLocaleString('en-GB')} is kept until then.
        </span>
      )}
    </label>
  );
}

interface SettingChoiceProps {
  setting: Setting;
  checked: boolean;
  onChange: (on: boolean) => void;
}

function SettingChoice({ setting, checked, onChange }: SettingChoiceProps) {
  return (
    <div className="proof-setting">
      <label>
        <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
        <strong>{setting.id}</strong>
      </label>
      <p>{setting.sentence}</p>
      <SettingContents setting={setting} />
    </div>
  );
}
