import { use, useEffect } from 'react';
import { StoresContext, useWorkbench } from '../workbench-context.ts';
import { byDefault, lazyPart } from '../ui/lazy-part.ts';
import { Safe } from '../ui/safe.tsx';
import { EDIT_COMMANDS } from './edit-commands.ts';
import { closeEdit, useEditRequest } from './edit-request.ts';

const StepDialog = lazyPart(() => import('./step-dialog.tsx'), byDefault);

/** The form, when one is asked for; the keys of the editor; and what an edit did, for screen readers. */
export function EditorHost() {
  const open = useEditRequest();
  const said = useWorkbench((state) => state.said);
  useEditKeys();
  return (
    <>
      <p className="visually-hidden" role="status" aria-label="Last change">
        {said}
      </p>
      <Safe name="The form of a step" retryOn={[open]}>
        {open !== null && <StepDialog key={open.number} request={open.request} onClose={closeEdit} />}
      </Safe>
    </>
  );
}

const TYPING = 'textarea, select, [contenteditable], [role=dialog], input:not([type=radio], [type=checkbox])';

/** Fields use these keys themselves; so does a slider, which the commands do not touch. */
const isTyping = ({ target }: KeyboardEvent): boolean =>
  target instanceof Element && target.closest(TYPING) !== null && !target.matches('input[type=range]');

function useEditKeys(): void {
  const stores = use(StoresContext);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (stores === null || event.defaultPrevented || event.isComposing || isTyping(event)) return;
      const found = EDIT_COMMANDS.find(({ matches }) => matches(event));
      const isListShown = stores.workbench.getState().look.view === 'route';
      if (!found || !(isListShown || found.id === 'undo' || found.id === 'redo')) return;
      event.preventDefault();
      if (found.isPossible(stores.workbench.getState())) found.run(stores.workbench);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [stores]);
}
