import { DESIGNS } from '#model/designs/catalogue.ts';
import { useActions, useWorkbench } from '../workbench-context.ts';

/** All designs in one list, the present one chosen. */
export function DesignSelect({ className }: { className: string }) {
  const designId = useWorkbench((state) => state.designId);
  const { setDesign } = useActions();
  return (
    <select
      className={`select ${className}`}
      aria-label="Design"
      value={designId}
      onChange={(event) => setDesign(event.target.value)}
    >
      {DESIGNS.map(({ id, title }) => (
        <option key={id} value={id}>
          {title}
        </option>
      ))}
    </select>
  );
}
