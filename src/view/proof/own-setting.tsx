import { useState } from 'react';
import { useStore } from 'zustand';
import { ACCESS_SIZES } from '#model/access.ts';
import {
  askedOfOwn,
  BEGINNINGS,
  MOST_ENTRIES,
  OWN_ACCESSES,
  OWN_EVENTS,
  OWN_SETTING,
  ownSetting,
  readData,
  type Beginning,
  type OwnAccess,
  type OwnEvent,
} from '#model/explore/own-setting.ts';
import { plural } from '#scene/proof/matrix.ts';
import { chooseOwn, proof } from '#state/proof.ts';
import { SettingContents } from './setting-contents.tsx';

interface OwnSettingProps {
  isBusy: boolean;
  checked: boolean;
  onChange: (on: boolean) => void;
}

/** Puts a setting together: entries, what has happened, which accesses, values and events. */
export function OwnSetting({ isBusy, checked, onChange }: OwnSettingProps) {
  const own = useStore(proof, (state) => state.own);
  const asked = askedOfOwn(own);
  const setting = ownSetting(own);
  return (
    <fieldset disabled={isBusy} className="proof-setting proof-own">
      <legend className="visually-hidden">A setting of your own</legend>
      <label>
        <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
        <strong>{OWN_SETTING}</strong>
      </label>
      <div className="proof-bounds">
        <label className="proof-field">
          Entries
          <select
            className="select"
            value={own.entries}
            onChange={(event) => chooseOwn({ entries: Number(event.target.value) })}
          >
            {Array.from({ length: MOST_ENTRIES }, (_, n) => (
              <option key={n} value={n + 1}>
                {n + 1}
              </option>
            ))}
          </select>
        </label>
        <label className="proof-field">
          PBA
          <select
            className="select"
            value={own.sharesPage ? 'shared' : 'own'}
            onChange={(event) => chooseOwn({ sharesPage: event.target.value === 'shared' })}
          >
            <option value="own">on its own page</option>
            <option value="shared">on the page of the table</option>
          </select>
        </label>
        <label className="proof-field">
          Begins when
          <select
            className="select"
            value={own.beginning}
            onChange={(event) => chooseOwn({ beginning: event.target.value as Beginning })}
          >
            {Object.entries(BEGINNINGS).map(([id, sentence]) => (
              <option key={id} value={id}>
                {sentence}
              </option>
            ))}
          </select>
        </label>
        <label className="proof-field">
          The guest keeps to
          <select
            className="select"
            value={own.lawful ? 'rules' : 'none'}
            onChange={(event) => chooseOwn({ lawful: event.target.value === 'rules' })}
          >
            <option value="rules">the specification</option>
            <option value="none">no rule</option>
          </select>
        </label>
        <DataField />
      </div>
      <Choices
        title="The guest can"
        all={Object.keys(OWN_ACCESSES) as OwnAccess[]}
        chosen={own.accesses}
        onChange={(accesses) => chooseOwn({ accesses })}
      />
      <Choices
        title="With so many bytes"
        all={ACCESS_SIZES}
        chosen={own.sizes}
        onChange={(sizes) => chooseOwn({ sizes })}
      />
      <Choices
        title="It can happen that"
        all={Object.keys(OWN_EVENTS) as OwnEvent[]}
        chosen={own.events}
        onChange={(events) => chooseOwn({ events })}
      />
      <p>
        {setting.steps.length === 0
          ? 'Nothing can happen in it: choose an access or an event.'
          : `${plural(asked.length, 'property').replace('propertys', 'properties')} can be asked in it. A property is left out where it trusts somebody who breaks the rules here, or looks between steps while an access waits.`}
      </p>
      <SettingContents setting={setting} />
    </fieldset>
  );
}

interface ChoicesProps<T extends string | number> {
  title: string;
  all: readonly T[];
  chosen: readonly T[];
  onChange: (chosen: readonly T[]) => void;
}

function Choices<T extends string | number>({ title, all, chosen, onChange }: ChoicesProps<T>) {
  return (
    <div role="group" aria-label={title} className="proof-choices">
      <span className="proof-choices-title">{title}</span>
      <div>
        {all.map((one) => (
          <label key={one}>
            <input
              type="checkbox"
              checked={chosen.includes(one)}
              onChange={(event) =>
                onChange(
                  all.filter((other) => (other === one ? event.target.checked : chosen.includes(other))),
                )
              }
            />
            {one}
          </label>
        ))}
      </div>
    </div>
  );
}

function DataField() {
  const data = useStore(proof, (state) => state.own.data);
  const [text, setText] = useState(data.map((value) => `0x${value.toString(16)}`).join(', '));
  const read = readData(text);
  return (
    <label className="proof-field">
      Data that is written
      <input
        className="proof-input mono"
        value={text}
        spellCheck={false}
        aria-invalid={!read.ok}
        onChange={(event) => {
          setText(event.target.value);
          const next = readData(event.target.value);
          if (next.ok) chooseOwn({ data: next.value });
        }}
      />
      {!read.ok && (
        <span className="proof-problem" role="alert">
          {read.error} What was there before is kept until then.
        </span>
      )}
    </label>
  );
}
