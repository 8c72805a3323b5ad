import { useState } from 'react';
import type { Design } from '#model/context.ts';
import { byDefault, lazyPart } from '../ui/lazy-part.ts';

const DesignDialog = lazyPart(() => import('./design-dialog.tsx'), byDefault);

interface DesignButtonProps {
  /** "Design" or "Compared with". */
  kind: string;
  design: Design;
  onPick: (id: string) => void;
}

/** Names a design and opens the list of all of them. */
export function DesignButton({ kind, design, onPick }: DesignButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="button design-button"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <span className="choice-kind">{kind}</span>
        <span className="choice-name">{design.title}</span>
      </button>
      {open && (
        <DesignDialog title={kind} currentId={design.id} onPick={onPick} onClose={() => setOpen(false)} />
      )}
    </>
  );
}
