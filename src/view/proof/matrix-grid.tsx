import { useRef, useState, type KeyboardEvent } from 'react';
import type { Design } from '#model/context.ts';
import { PROPERTIES } from '#model/properties/all.ts';
import type { Property } from '#model/properties/property.ts';
import { feasibility, type EnvironmentName } from '#model/environments.ts';
import { cellLook, OUT_OF_REACH } from '#scene/proof/matrix.ts';
import { askingSettings, cellKey, type ProofState } from '#state/proof.ts';

const isFeasible = (design: Design, environment: EnvironmentName): boolean =>
  feasibility(design, environment).works;

type Picked = NonNullable<ProofState['picked']>;

interface MatrixGridProps {
  cells: ProofState['cells'];
  own: ProofState['own'];
  designs: readonly Design[];
  settingIds: readonly string[];
  /** Where the device model of each design is to run. */
  environment: EnvironmentName;
  picked: Picked | null;
  onPick: (picked: Picked) => void;
}

/** Properties by designs. One cell at a time can be reached by Tab; the arrow keys go from cell to cell. */
export function MatrixGrid(props: MatrixGridProps) {
  const { cells, own, designs, settingIds, environment, picked, onPick } = props;
  const [wanted, setAt] = useState({ row: 0, column: 0 });
  const at = { row: wanted.row, column: Math.min(wanted.column, designs.length - 1) };
  const table = useRef<HTMLTableElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moved(at, event.key, designs.length);
    if (next === null) return;
    event.preventDefault();
    setAt(next);
    table.current?.querySelector<HTMLElement>(`[data-at="${next.row}-${next.column}"]`)?.focus();
  };
  return (
    <div className="proof-grid" tabIndex={-1}>
      <table ref={table} role="grid" aria-label="Properties by designs" onKeyDown={onKeyDown}>
        <thead>
          <tr>
            <th scope="col" className="proof-corner">
              Property
            </th>
            {designs.map((design) => (
              <th key={design.id} scope="col" data-chosen={design.id === picked?.designId}>
                {design.xenTitle}
                <span>{design.deviceModel.present ? design.deviceModelName : 'no device model'}</span>
                {!isFeasible(design, environment) && <span className="proof-barred">cannot be had here</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {PROPERTIES.map((property, row) => ({
            property,
            row,
            asked: askingSettings({ own }, property, settingIds),
          })).map(({ property, row, asked }) => (
            <tr key={property.id} data-chosen={property.id === picked?.propertyId}>
              <th scope="row">
                <strong>
                  {property.id === property.name ? '' : <span className="mono">{property.id}</span>}{' '}
                  {property.name}
                </strong>
                <span>{property.sentence}</span>
                <span className="proof-source">{property.source}</span>
              </th>
              {designs.map((design, column) => (
                <MatrixCell
                  key={design.id}
                  property={property}
                  design={design}
                  cells={cells}
                  asked={asked}
                  isBarred={!isFeasible(design, environment)}
                  place={`${row}-${column}`}
                  isTabStop={at.row === row && at.column === column}
                  isChosen={picked?.propertyId === property.id && picked.designId === design.id}
                  onPick={() => {
                    setAt({ row, column });
                    onPick({ propertyId: property.id, designId: design.id });
                  }}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function moved({ row, column }: { row: number; column: number }, key: string, columns: number) {
  const within = (n: number, count: number) => Math.min(Math.max(n, 0), count - 1);
  const to = (r: number, c: number) => ({
    row: within(r, PROPERTIES.length),
    column: within(c, columns),
  });
  switch (key) {
    case 'ArrowUp':
      return to(row - 1, column);
    case 'ArrowDown':
      return to(row + 1, column);
    case 'ArrowLeft':
      return to(row, column - 1);
    case 'ArrowRight':
      return to(row, column + 1);
    case 'Home':
      return to(row, 0);
    case 'End':
      return to(row, columns);
    default:
      return null;
  }
}

interface MatrixCellProps {
  property: Property;
  design: Design;
  cells: ProofState['cells'];
  /** Ids of the settings in which the property is asked. */
  asked: readonly string[];
  /** The design cannot be given the device where its device model is to run. */
  isBarred: boolean;
  place: string;
  isTabStop: boolean;
  isChosen: boolean;
  onPick: () => void;
}

function MatrixCell(props: MatrixCellProps) {
  const { property, design, cells, asked, isBarred, place, isTabStop, isChosen, onPick } = props;
  const found = asked.flatMap((id) => {
    const cell = cells.get(cellKey(design.id, property.id, id));
    return cell ? [{ ...cell, stepCount: cell.steps.length }] : [];
  });
  const { kind, word, count, where } = isBarred ? OUT_OF_REACH : cellLook(found, asked.length);
  return (
    <td role="gridcell" aria-selected={isChosen}>
      <button
        type="button"
        className="proof-cell"
        data-verdict={kind}
        data-at={place}
        tabIndex={isTabStop ? 0 : -1}
        aria-label={`${property.id} under ${design.title}: ${word}${count && `, ${count}`}${where && `, ${where}`}`}
        onClick={onPick}
      >
        <span className="proof-word">{word}</span>
        {count !== '' && <span>{count}</span>}
        {where !== '' && <span>{where}</span>}
      </button>
    </td>
  );
}
