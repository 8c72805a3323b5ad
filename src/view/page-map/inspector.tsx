import type { ReactNode } from 'react';
import type { Layout } from '#model/layout.ts';
import type { MachineState } from '#model/state.ts';
import { bitName, byteName, dwordStart } from '#scene/page-map/byte-name.ts';
import { holders } from '#scene/page-map/held-values.ts';

interface Props {
  readonly layout: Layout;
  readonly state: MachineState;
  /** To say what the current access changed. */
  readonly previous: MachineState | null;
  readonly offset: number;
  /** Set at the bit level. */
  readonly bit: number | null;
  readonly onAccess: (() => void) | null;
  /** A remark below. */
  readonly children: ReactNode;
}

/** The byte under the pointer or the cursor in words, and who holds what of its dword. */
export function Inspector({ layout, state, previous, offset, bit, onAccess, children }: Props) {
  const { region, register, purpose, text } = byteName(layout, offset);
  const held = holders(layout, state, previous, dwordStart(layout, offset));
  const changed = held.filter(({ was }) => was !== null);
  const hardware = held.find(({ party }) => party === 'hardware');
  const words = bit === null ? text : bitName(layout, offset, bit);
  const aside = bit === null ? words.indexOf(' (') : -1;
  const copy = `the hardware holds it: 0x${hardware?.value ?? '0'}${hardware?.was ? `, before 0x${hardware.was}` : ''}.`;
  const sentence = register && purpose ? `${purpose}; only ${copy}` : `Only ${copy}`;
  return (
    <div className="pm-inspector">
      <div className="pm-inspected">
        {onAccess && (
          <button type="button" className="pm-button" onClick={onAccess}>
            Access here
          </button>
        )}
        <p key={words}>
          <span className="pm-mono">{aside < 0 ? words : words.slice(0, aside)}</span>
          {aside >= 0 && words.slice(aside)}
        </p>
      </div>
      {region === 'table' ? (
        <dl className="pm-held">
          {held.map(({ party, word, value }) => (
            <div key={party} className={`pm-holder pm-holder-${party}`}>
              <dt>{word}</dt>
              <dd key={value}>{value}</dd>
            </div>
          ))}
          {changed.length > 0 && (
            <div className="pm-was">
              <dt>before:</dt>
              <dd>{changed.map(({ word, was }) => `${word} ${was ?? ''}`).join(', ')}</dd>
            </div>
          )}
        </dl>
      ) : (
        <p key={offset} className="pm-held">
          {region === 'outside' ? 'Nothing is known of this byte.' : sentence}
        </p>
      )}
      {children}
    </div>
  );
}
