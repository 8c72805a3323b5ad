import { useMemo, useState } from 'react';
import type { Design } from '#model/context.ts';
import type { Layout } from '#model/layout.ts';
import type { MachineState } from '#model/state.ts';
import { disputedEntries } from '#model/belief-flags.ts';
import { byDefault, lazyPart } from '../ui/lazy-part.ts';
import { Steady } from '../ui/steady.tsx';

const OverviewDialog = lazyPart(() => import('./overview-dialog.tsx'), byDefault);

interface OverviewButtonProps {
  state: MachineState;
  layout: Layout;
  design: Design;
}

/** Opens the table of all entries; tells beforehand how many are in dispute. */
export function OverviewButton({ state, layout, design }: OverviewButtonProps) {
  const [open, setOpen] = useState(false);
  const disputed = useMemo(
    () => disputedEntries(state, layout.entries, design).length,
    [state, layout, design],
  );
  return (
    <>
      <button
        type="button"
        className="button button-small beliefs-all"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Steady text={label(layout.entries, disputed)} room={label(layout.entries, layout.entries)} />
      </button>
      {open && <OverviewDialog onClose={() => setOpen(false)} />}
    </>
  );
}

const label = (entries: number, disputed: number): string =>
  `${entries === 1 ? 'Its moments' : `All ${entries} entries`}: ${disputed} in dispute`;
