/** The columns of the releases' table and their cells: every Xen in time order, or only those that landed. */
import {
  RELEASE_COLUMNS,
  sameResult,
  type ReleaseCell,
  type ReleaseColumn,
  type ReleaseTable,
} from '#model/release-table.ts';

export interface GridColumn extends ReleaseColumn {
  /** The Xen it was built on, shown or not; null for the first. */
  readonly basedOn: ReleaseColumn | null;
}

const ALL: readonly GridColumn[] = RELEASE_COLUMNS.map((column) => ({
  ...column,
  basedOn: column.base === null ? null : RELEASE_COLUMNS[column.base]!,
}));

const LANDED: readonly GridColumn[] = ALL.filter(
  ({ xen }) => xen.standing === 'released' || xen.standing === 'landed',
);

export const gridColumns = (landedOnly: boolean): readonly GridColumn[] => (landedOnly ? LANDED : ALL);

export interface GridCell extends ReleaseCell {
  /** What the same access came to under the Xen that this column's was built on; null in the first column. */
  readonly before: ReleaseCell | null;
  /** Outcome or values are not those of the column shown to the left, whatever that one is; false in the first. */
  readonly differs: boolean;
}

/** The cells of `table` for the columns that are shown. */
export function gridRows(
  table: ReleaseTable,
  columns: readonly GridColumn[],
): readonly (readonly GridCell[])[] {
  const indices = columns.map(({ design }) => table.columns.findIndex((column) => column.design === design));
  return table.rows.map((row) =>
    columns.map(({ base }, n): GridCell => {
      const cell = row[indices[n]!]!;
      const left = n === 0 ? null : row[indices[n - 1]!]!;
      return {
        ...cell,
        before: base === null ? null : row[base]!,
        differs: left !== null && !sameResult(left, cell),
      };
    }),
  );
}
