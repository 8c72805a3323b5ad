/** The columns of the releases' table: those in line, and on demand those that stand beside the line. */
import type { Design } from '#model/context.ts';
import { DESIGNS, XEN_DESIGNS } from '#model/designs/catalogue.ts';
import type { NamedXenDesign } from '#model/designs/named.ts';
import { RELEASE_COLUMNS, type ReleaseCell, type ReleaseTable } from '#model/release-table.ts';
import { Run } from '#model/run.ts';
import type { Scenario } from '#model/scenario.ts';

export interface GridColumn {
  readonly design: Design;
  readonly xen: NamedXenDesign;
  /** In the line of Xens that came after one another, so that its cells have a change that made them. */
  readonly inLine: boolean;
}

const xenOf = (design: Design): NamedXenDesign | undefined =>
  XEN_DESIGNS.find(({ parts }) => parts === design.xen);

const asColumn = (design: Design, inLine: boolean): GridColumn[] => {
  const xen = xenOf(design);
  return xen ? [{ design, xen, inLine }] : [];
};

const IN_LINE: readonly GridColumn[] = RELEASE_COLUMNS.flatMap(({ design }) => asColumn(design, true));

/** Proposals that were never written, and vPCI, each with its usual device model. */
const BESIDE: readonly GridColumn[] = XEN_DESIGNS.filter(
  ({ standing }) => standing === 'proposed' || standing === 'elsewhere',
).flatMap((xen) => {
  const design = DESIGNS.find((d) => d.xen === xen.parts && d.deviceModelName === xen.usualDeviceModel);
  return design ? asColumn(design, false) : [];
});

export const gridColumns = (withBeside: boolean): readonly GridColumn[] =>
  withBeside ? [...IN_LINE, ...BESIDE] : IN_LINE;

/** One cell of the grid; beside the line nothing is explained by a change. */
export type GridCell = ReleaseCell;

/** `table` with cells for the columns beside the line. */
export function gridRows(
  table: ReleaseTable,
  scenario: Scenario,
  columns: readonly GridColumn[],
): readonly (readonly GridCell[])[] {
  const beside = columns.filter(({ inLine }) => !inLine).map(({ design }) => new Run(scenario, design));
  if (beside.length === 0) return table.rows;
  return table.rows.map((row, step) => [
    ...row,
    ...beside.map((run): GridCell => {
      const outcome = run.summaries[step]?.outcome ?? 'not-run';
      return { outcome, values: null, differs: false, change: null };
    }),
  ]);
}
