import { useSyncExternalStore } from 'react';

let isPrinting = false;

/** True while the page is put on paper: what is drawn only where it is in sight has to be drawn whole then. */
export function usePrinting(): boolean {
  return useSyncExternalStore(subscribe, () => isPrinting);
}

/** Both are heard: browsers differ in which of them comes before the page is laid out for paper. */
function subscribe(onChange: () => void): () => void {
  const paper = matchMedia('print');
  const say = (next: boolean) => {
    isPrinting = next;
    onChange();
  };
  const onMedia = () => say(paper.matches);
  const onBefore = () => say(true);
  const onAfter = () => say(false);
  isPrinting = paper.matches;
  paper.addEventListener('change', onMedia);
  window.addEventListener('beforeprint', onBefore);
  window.addEventListener('afterprint', onAfter);
  return () => {
    paper.removeEventListener('change', onMedia);
    window.removeEventListener('beforeprint', onBefore);
    window.removeEventListener('afterprint', onAfter);
  };
}
