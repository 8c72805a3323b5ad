import {
  use,
  useLayoutEffect,
  useRef,
  useState,
  type DragEvent,
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import { trackOf } from '#state/derived.ts';
import { endOf } from '#state/playhead.ts';
import { activeRun } from '#state/workbench.ts';
import { StoresContext, useActions, useWorkbench } from '../workbench-context.ts';
import { EDIT_COMMANDS } from './edit-commands.ts';
import { askEdit } from './edit-request.ts';

const STEP_TYPE = 'application/x-msixscope-step';

/** The drawn row of step `n`; a long list draws only the rows in sight. */
export const rowOf = (list: HTMLElement | null, n: number): HTMLElement | null =>
  list?.querySelector<HTMLElement>(`[data-step='${n}']`) ?? null;

/** Keys and dragging in the list of accesses, for the list itself. `section` holds it and the editor's buttons. */
export function useListEditing(
  list: RefObject<HTMLOListElement | null>,
  section: RefObject<HTMLElement | null>,
) {
  const run = useWorkbench(activeRun);
  const { seek, moveStep } = useActions();
  const { focused, keepFocus, focusProps } = useRowFocus(list, section);
  const runCommand = useRowCommands(keepFocus);
  const [gap, setGap] = useState<{ readonly at: number; readonly top: number } | null>(null);

  const stepOf = (target: EventTarget): number => {
    const row = target instanceof Element ? target.closest<HTMLElement>('[data-step]') : null;
    return Number(row?.dataset.step ?? -1);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const n = stepOf(event.target);
    if (n < 0 || n >= run.length) return;
    if (runCommand(event.nativeEvent, n)) {
      event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const to = n + ({ ArrowUp: -1, ArrowDown: 1 }[event.key] ?? 0);
    if (event.key === 'Enter') askEdit({ kind: 'change', n });
    else if (to !== n && to >= 0 && to < run.length) {
      seek(endOf(trackOf(run), to));
      keepFocus();
    } else return;
    event.preventDefault();
  };
  const onDragStart = (event: DragEvent) => {
    event.dataTransfer.setData(STEP_TYPE, String(stepOf(event.target)));
    event.dataTransfer.effectAllowed = 'move';
  };
  const onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes(STEP_TYPE)) return;
    event.preventDefault();
    event.stopPropagation();
    const n = stepOf(event.target);
    const row = rowOf(list.current, n);
    if (!row || n >= run.length) return;
    const { top, height } = row.getBoundingClientRect();
    const below = event.clientY > top + height / 2;
    setGap({ at: below ? n + 1 : n, top: row.offsetTop + (below ? row.offsetHeight : 0) });
  };
  const onDrop = (event: DragEvent) => {
    const from = Number(event.dataTransfer.getData(STEP_TYPE) || -1);
    setGap(null);
    if (from < 0 || gap === null) return;
    event.preventDefault();
    event.stopPropagation();
    moveStep(from, gap.at > from ? gap.at - 1 : gap.at);
  };
  const onDragLeave = (event: DragEvent) => {
    if (!(event.relatedTarget instanceof Node) || !list.current?.contains(event.relatedTarget)) setGap(null);
  };
  return {
    /** Where a step that is dragged would be put, from the top of the list, in pixels. */
    dropTop: gap?.top ?? null,
    /** The row that has the focus, or null. */
    focused,
    listProps: {
      ...focusProps,
      onKeyDown,
      onDragStart,
      onDragOver,
      onDrop,
      onDragLeave,
      onDragEnd: () => setGap(null),
    },
  };
}

/** Does what the editor's keys say to row `n`; true when the key was one of them. Calls `onChange` after a change. */
function useRowCommands(onChange: () => void): (event: globalThis.KeyboardEvent, n: number) => boolean {
  const stores = use(StoresContext);
  return (event, n) => {
    const found = EDIT_COMMANDS.find(({ matches }) => matches(event));
    if (!found || stores === null) return false;
    const { workbench } = stores;
    const before = workbench.getState();
    if (found.isPossible(before, n)) found.run(workbench, n);
    if (workbench.getState() !== before) onChange();
    return true;
  };
}

/**
 * Which row has the focus. While it is in the list it goes along with the present access: after an edit, which can
 * take the row away, and after each move by hand; while the player runs it stays where it is. Once the last row is
 * gone it goes to the first button of the section, which adds one.
 */
function useRowFocus(list: RefObject<HTMLOListElement | null>, section: RefObject<HTMLElement | null>) {
  const step = useWorkbench((state) => state.playhead.step);
  const isPlaying = useWorkbench((state) => state.playing);
  const [focused, setFocused] = useState<number | null>(null);
  const wanted = useRef(false);
  const lastStep = useRef(step);
  // Before anything else can happen: a key or a focus that came in between would be of a row that is gone.
  useLayoutEffect(() => {
    const box = list.current;
    const isMoved = lastStep.current !== step && !isPlaying;
    lastStep.current = step;
    if (isMoved && box?.contains(document.activeElement) === true) wanted.current = true;
    // A row far down a long list is drawn only once the list has scrolled there.
    const row = box === null ? section.current : rowOf(box, step);
    const button = wanted.current ? row?.querySelector('button') : null;
    if (!button) return;
    wanted.current = false;
    button.focus({ preventScroll: true });
  });
  return {
    focused,
    keepFocus: () => {
      wanted.current = true;
    },
    focusProps: {
      onFocus: ({ target }: FocusEvent) =>
        setFocused(Number(target.closest<HTMLElement>('[data-step]')?.dataset.step ?? step)),
      onBlur: () => setFocused(null),
    },
  };
}
