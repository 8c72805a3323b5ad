import { use } from 'react';
import { Toolbar } from '@base-ui/react/toolbar';
import { StoresContext, useWorkbench } from '../workbench-context.ts';
import { EDIT_COMMANDS, type EditCommand } from './edit-commands.ts';
import './editor.css';

/** What can be done to the accesses, in words. One stop of the Tab key; the arrow keys go along it. */
export function EditBar() {
  return (
    <Toolbar.Root
      className="edit-bar"
      aria-label="Edit accesses"
      onKeyDown={(event) => {
        // The arrow keys move along the bar here, and must not move the playhead as well.
        if (/^(Arrow(Left|Right)|Home|End)$/.test(event.key)) event.stopPropagation();
      }}
    >
      {EDIT_COMMANDS.map((command) => (
        <CommandButton key={command.id} command={command} />
      ))}
    </Toolbar.Root>
  );
}

function CommandButton({ command }: { command: EditCommand }) {
  const stores = use(StoresContext);
  const isPossible = useWorkbench(command.isPossible);
  return (
    <Toolbar.Button
      className="button edit-button"
      // Not switched off as the toolbar has it: that keeps the focus and takes every key for itself.
      aria-disabled={!isPossible}
      aria-haspopup={command.id === 'add' || command.id === 'edit' ? 'dialog' : undefined}
      onClick={() => {
        if (stores !== null && isPossible) command.run(stores.workbench);
      }}
    >
      {command.word}
    </Toolbar.Button>
  );
}
