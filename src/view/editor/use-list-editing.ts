import { useState, type DragEvent, type KeyboardEvent, type RefObject } from 'react';
import { trackOf } from '#state/derived.ts';
import { endOf } from '#state/playhead.ts';
import { activeRun } from '#state/workbench.ts';
import { useActions, useWorkbench } from '../workbench-context.ts';
import { askEdit } from './edit-request.ts';

const STEP_TYPE = 'application/x-msixscope-step';

/** The drawn row of step `n`; a long list draws only the rows in sight. */
export const rowOf = (list: HTMLElement | null, n: number): HTMLElement | null =>
  list?.querySelector<HTMLElement>(`[data-step='${n}']`) ?? null;

/** Keys and dragging in the list of accesses, for the list itself. */
export function useListEditing(list: RefObject<HTMLOListElement | null>) {
  const run = useWorkbench(activeRun);
  const { seek, moveStep } = useActions();
  const [gap, setGap] = useState<{ readonly at: number; readonly top: number } | null>(null);

  const stepOf = (target: EventTarget): number => {
    const row = target instanceof Element ? target.closest<HTMLElement>('[data-step]') : null;
    return Number(row?.dataset.step ?? -1);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const n = stepOf(event.target);
    const to = n + ({ ArrowUp: -1, ArrowDown: 1 }[event.key] ?? 0);
    if (n < 0 || n >= run.length) return;
    if (event.key === 'Enter') askEdit({ kind: 'change', n });
    else if (to !== n && to >= 0 && to < run.length) {
      seek(endOf(trackOf(run), to));
      rowOf(list.current, to)?.querySelector('button')?.focus();
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
    listProps: { onKeyDown, onDragStart, onDragOver, onDrop, onDragLeave, onDragEnd: () => setGap(null) },
  };
}
