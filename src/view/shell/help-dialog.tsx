import { useState } from 'react';
import { HOP_MS, LONGEST_ACCESS_MS } from '#state/playback.ts';
import { EDIT_COMMANDS, LIST_KEYS } from '../editor/edit-commands.ts';
import { PLAYER_KEYS } from '../player/player-keys.ts';
import { PRESENT_KEYS } from '../present/present-keys.ts';
import { byDefault, lazyPart } from '../ui/lazy-part.ts';
import { Modal } from '../ui/modal.tsx';
import { APP_COMMANDS } from '../commands/app-commands.ts';
import { Signs } from './signs.tsx';
import './dialogs.css';

/** Keys of single views, which hold while the focus is in them. */
const IN_VIEWS = [
  { keys: 'Arrow keys in the memory map', does: 'Move over bytes; the map’s own keys are listed beside it' },
  {
    keys: 'Control and wheel, or a pinch on a touchpad, in the memory map',
    does: 'Zooms in at the pointer, and out',
  },
  { keys: 'Arrow keys in the route', does: 'Hop by hop; Home and End go to the ends of the access' },
  {
    keys: 'n and p in Compare',
    does: 'To the next and the previous difference, where the routes part; x swaps the designs',
  },
  {
    keys: 'Arrow keys in Releases',
    does: 'From cell to cell; Enter opens the step under that design in the Route view',
  },
  {
    keys: 'Arrow keys in Whole page',
    does: 'From byte to byte and row to row; s changes the size, w reads or writes, n and p go to the next and previous change, Enter opens the access in the Route view',
  },
  {
    keys: 'Arrow keys in the matrix of Proof',
    does: 'From cell to cell; Enter shows the verdict in each setting, with the counterexample where it fails',
  },
  {
    keys: 'Arrow keys on the timeline of Traces',
    does: 'From access to access; + and - zoom, with Shift the arrows pan, s and e set the start and end of a stretch, Enter opens the access in the Route view',
  },
  {
    keys: 'Ctrl + Space in Text',
    does: 'Offers what fits at the cursor; F8 goes to the next mistake, Ctrl + Z takes back the last change of the text, Tab leaves the editor',
  },
  {
    keys: 'Arrow keys on an edge between panels',
    does: 'Make the panel larger or smaller; Enter puts it back',
  },
];

interface KeyTableProps {
  readonly list: readonly { readonly keys: string | null; readonly does: string }[];
}

function KeyTable({ list }: KeyTableProps) {
  return (
    <table className="keys">
      <thead>
        <tr>
          <th scope="col">Key</th>
          <th scope="col">What it does</th>
        </tr>
      </thead>
      <tbody>
        {list
          .filter(({ keys }) => keys !== null)
          .map(({ keys, does }) => (
            <tr key={keys}>
              <th scope="row">
                <kbd>{keys}</kbd>
              </th>
              <td>{does}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

const Licences = lazyPart(() => import('./licences.tsx'), byDefault);

export default function HelpDialog({ onClose }: { onClose: () => void }) {
  const [showsLicences, showLicences] = useState(false);
  return (
    <Modal title="Keys" description="They work wherever you are not typing." onClose={onClose}>
      <div className="modal-scroll" tabIndex={0} role="region" aria-label="List of keys">
        <KeyTable list={[...APP_COMMANDS, ...PLAYER_KEYS, ...EDIT_COMMANDS, ...LIST_KEYS, ...IN_VIEWS]} />
        <h3 className="panel-title">In a presentation, and in the speaker’s window</h3>
        <KeyTable list={PRESENT_KEYS} />
        <p>
          At speed 1× a hop takes {HOP_MS} ms. An access takes {LONGEST_ACCESS_MS / 1000} seconds at most:
          routes of more than {LONGEST_ACCESS_MS / HOP_MS} hops are sped up to fit. With reduced motion asked
          for in your system, hops are shown as arrived instead of on their way.
        </p>
        <Signs />
        {showsLicences ? (
          <Licences />
        ) : (
          <button type="button" className="button" onClick={() => showLicences(true)}>
            Licences of what this is made of
          </button>
        )}
      </div>
    </Modal>
  );
}
