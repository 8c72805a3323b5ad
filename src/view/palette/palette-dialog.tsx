import { use, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { activeRun } from '#state/workbench.ts';
import type { DialogName } from '../commands/app-commands.ts';
import { loopFrom, loopUpTo } from '../player/loop-ends.ts';
import { useJumps } from '../player/use-jumps.ts';
import { Modal } from '../ui/modal.tsx';
import { StoresContext, useActions, useWorkbench } from '../workbench-context.ts';
import { paletteGroups, searched, type LocalAction, type PaletteEntry } from './entries.ts';
import './palette.css';

interface PaletteDialogProps {
  onClose: () => void;
  open: (dialog: DialogName) => void;
}

/** How far Page Up and Page Down go. */
const PAGE = 10;

/**
 * Every action, scenario, design and device by a few letters of its name. The list is our own: that of the library of
 * the dialogs would add 18 kB to the single file, which has no room for it.
 */
export default function PaletteDialog({ onClose, open }: PaletteDialogProps) {
  const stores = use(StoresContext);
  const local = useLocalActions();
  const [query, setQuery] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const groups = useMemo(() => (stores ? paletteGroups({ stores, open }, local) : []), [stores, open, local]);
  const found = useMemo(() => searched(groups, query), [groups, query]);
  const all = useMemo(() => found.flatMap(({ items }) => items), [found]);
  const [at, setAt] = useState(0);
  const current = all[Math.min(at, all.length - 1)];
  const name = useId();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[data-highlighted]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE }[event.key];
    if (event.key === 'Enter' && current) choose(current);
    else if (by !== undefined)
      setAt(Math.min(Math.max(Math.min(at, all.length - 1) + by, 0), all.length - 1));
    else return;
    event.preventDefault();
  };
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
      <input
        ref={field}
        className="palette-input"
        role="combobox"
        aria-label="Find"
        aria-expanded="true"
        aria-autocomplete="list"
        aria-controls={`${name}-list`}
        aria-activedescendant={current && `${name}-${current.id}`}
        placeholder="lost, 4.19, undo, 8086:2725"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <p className="palette-count" role="status">
        {all.length === 0 ? 'Nothing has that in its name.' : `${all.length} found`}
      </p>
      <div className="palette-list" id={`${name}-list`} role="listbox" aria-label="Found" ref={list}>
        {found.map(({ title, items }) => (
          <div key={title} role="group" aria-label={title} className="palette-group">
            <div className="palette-title" aria-hidden="true">
              {title}
            </div>
            {items.map((entry) => (
              <div
                key={entry.id}
                id={`${name}-${entry.id}`}
                role="option"
                tabIndex={-1}
                aria-selected={entry === current}
                data-highlighted={entry === current ? '' : undefined}
                className="palette-item"
                onClick={() => choose(entry)}
              >
                <span>{entry.title}</span>
                {entry.detail !== '' && <span className="palette-detail">{entry.detail}</span>}
                {entry.keys !== null && <kbd>{entry.keys}</kbd>}
              </div>
            ))}
          </div>
        ))}
      </div>
    </Modal>
  );
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
