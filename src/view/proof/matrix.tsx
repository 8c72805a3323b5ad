import { useState } from 'react';
import { useStore } from 'zustand';
import { keptDesign } from '#state/derived.ts';
import { proof } from '#state/proof.ts';
import { propertyById } from '#model/properties/all.ts';
import { useWorkbench } from '../workbench-context.ts';
import { MatrixControls } from './matrix-controls.tsx';
import { MatrixGrid } from './matrix-grid.tsx';
import { MatrixPanel } from './matrix-panel.tsx';
import { SearchScope } from './search-scope.tsx';

/** Every property under every design: run the search, and look at what it found. */
export function Matrix() {
  const cells = useStore(proof, (state) => state.cells);
  const settingIds = useStore(proof, (state) => state.settingIds);
  const designIds = useStore(proof, (state) => state.designIds);
  const own = useStore(proof, (state) => state.own);
  const environment = useWorkbench((state) => state.look.environment);
  const picked = useStore(proof, (state) => state.picked);
  const [shown, setShown] = useState('');
  const shownIds = settingIds.includes(shown) ? [shown] : settingIds;
  const property = picked && propertyById(picked.propertyId);
  return (
    <>
      <MatrixControls shown={settingIds.includes(shown) ? shown : ''} onShown={setShown} />
      <SearchScope />
      <div className="proof-matrix">
        <MatrixGrid
          cells={cells}
          own={own}
          designs={designIds.map(keptDesign)}
          settingIds={shownIds}
          environment={environment}
          picked={picked}
          onPick={(next) => proof.setState({ picked: next })}
        />
        {picked && property ? (
          <MatrixPanel
            property={property}
            design={keptDesign(picked.designId)}
            cells={cells}
            settingIds={shownIds}
            environment={environment}
          />
        ) : (
          <aside className="proof-panel" aria-label="The chosen cell">
            <p className="proof-note">
              Choose a cell to read what is claimed, who argued it, and what the search found; where it fails,
              with the shortest way there.
            </p>
          </aside>
        )}
      </div>
    </>
  );
}
