import { useEffect } from 'react';
import { APP_COMMANDS, type CommandContext } from './app-commands.ts';

const TYPING = 'textarea, select, [contenteditable], input:not([type=range], [type=radio], [type=checkbox])';
/** Controls that use a key themselves. */
const PRESSES = 'button, a, summary, [role=tab], [role=button]';
const MOVES = 'input[type=radio], [role=tab], [role=grid], [role=listbox], [role=tree]';

/** True when the element in focus has a use of its own for the key. */
export function isTakenBy(target: Element, { key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (target.closest('[role=dialog]')) return true;
  // Find opens from a field too; every other key writes there or moves in it.
  if (target.closest(TYPING)) return !((ctrlKey || metaKey) && key.toLowerCase() === 'k');
  if (key === ' ' && target.closest(PRESSES)) return true;
  return /^(Arrow|Home|End)/.test(key) && target.closest(MOVES) !== null;
}

/** Listens for the keys of the app's commands, except where a field or control has its own use for them. */
export function useCommandKeys(context: CommandContext, commands = APP_COMMANDS): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      if (event.target instanceof Element && isTakenBy(event.target, event)) return;
      const command = commands.find(({ matches }) => matches(event));
      if (!command) return;
      event.preventDefault();
      command.run(context);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [context, commands]);
}
