import { Autocomplete } from '@base-ui/react/autocomplete';
import { use, useMemo, useRef, useState } from 'react';
import { activeRun } from '#state/workbench.ts';
import type { DialogName } from '../commands/app-commands.ts';
import { loopFrom, loopUpTo } from '../player/loop-ends.ts';
import { useJumps } from '../player/use-jumps.ts';
import { Modal } from '../ui/modal.tsx';
import { StoresContext, useActions, useWorkbench } from '../workbench-context.ts';
import {
  paletteGroups,
  searched,
  type LocalAction,
  type PaletteEntry,
  type PaletteGroup,
} from './entries.ts';
import './palette.css';

interface PaletteDialogProps {
  onClose: () => void;
  open: (dialog: DialogName) => void;
}

/** Every action, scenario, design and device by a few letters of its name. */
export default function PaletteDialog({ onClose, open }: PaletteDialogProps) {
  const stores = use(StoresContext);
  const local = useLocalActions();
  const [query, setQuery] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const groups = useMemo(() => (stores ? paletteGroups({ stores, open }, local) : []), [stores, open, local]);
  const found = useMemo(() => searched(groups, query), [groups, query]);
  const choose = (entry: PaletteEntry) => {
    // Closed first: what is done may open a dialog of its own.
    onClose();
    entry.run();
  };
  return (
    <Modal
      title="Find"
      description="Any action, scenario, design or device, by a few letters of it. Enter does it."
      onClose={onClose}
      initialFocus={field}
    >
      <Autocomplete.Root
        inline
        open
        mode="none"
        autoHighlight="always"
        items={found.map(({ title, items }) => ({ title, items }))}
        value={query}
        itemToStringValue={(entry: PaletteEntry) => entry.title}
        onValueChange={(value, details) => {
          if (details.reason !== 'item-press') setQuery(value);
        }}
      >
        <Autocomplete.Input
          ref={field}
          className="palette-input"
          aria-label="Find"
          placeholder="lost, 4.19, undo, 8086:2725"
        />
        <p className="palette-count" role="status">
          {counted(found)}
        </p>
        <Autocomplete.List className="palette-list">
          {(group: PaletteGroup) => (
            <Autocomplete.Group key={group.title} items={group.items} className="palette-group">
              <Autocomplete.GroupLabel className="palette-title">{group.title}</Autocomplete.GroupLabel>
              <Autocomplete.Collection>
                {(entry: PaletteEntry) => (
                  <Autocomplete.Item
                    key={entry.id}
                    value={entry}
                    className="palette-item"
                    onClick={() => choose(entry)}
                  >
                    <span>{entry.title}</span>
                    {entry.detail !== '' && <span className="palette-detail">{entry.detail}</span>}
                    {entry.keys !== null && <kbd>{entry.keys}</kbd>}
                  </Autocomplete.Item>
                )}
              </Autocomplete.Collection>
            </Autocomplete.Group>
          )}
        </Autocomplete.List>
      </Autocomplete.Root>
    </Modal>
  );
}

function counted(groups: readonly PaletteGroup[]): string {
  const count = groups.reduce((sum, { items }) => sum + items.length, 0);
  return count === 0 ? 'Nothing has that in its name.' : `${count} found`;
}

/** What the player's own buttons do. */
function useLocalActions(): LocalAction[] {
  const { lost, dispute } = useJumps();
  const { setLoop } = useActions();
  const loop = useWorkbench((state) => state.loop);
  const step = useWorkbench((state) => state.playhead.step);
  const last = useWorkbench((state) => activeRun(state).length - 1);
  return useMemo(() => {
    const jump = (id: string, does: string, keys: string, run: (() => void) | null): LocalAction[] =>
      run === null ? [] : [{ id, does, keys, run }];
    return [
      ...jump('next-lost', 'To the next lost access', 'l', lost.next),
      ...jump('previous-lost', 'To the lost access before', 'Shift + L', lost.previous),
      ...jump('next-dispute', 'To the next disagreement', 'b', dispute.next),
      ...jump('previous-dispute', 'To the disagreement before', 'Shift + B', dispute.previous),
      {
        id: 'loop-from',
        does: 'Repeat from this access on',
        keys: '[',
        run: () => setLoop(loopFrom(loop, step, last)),
      },
      {
        id: 'loop-to',
        does: 'Repeat up to this access',
        keys: ']',
        run: () => setLoop(loopUpTo(loop, step)),
      },
      ...jump('loop-off', 'Stop repeating', '\\ (backslash)', loop && (() => setLoop(null))),
    ];
  }, [lost.next, lost.previous, dispute.next, dispute.previous, loop, step, last, setLoop]);
}
