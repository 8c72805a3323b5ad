import type { Design } from '#model/context.ts';
import { ENVIRONMENTS, type EnvironmentName } from '#model/environments.ts';
import type { Obstacle } from '#scene/obstacle.ts';
import './obstacle-notice.css';

interface ObstacleNoticeProps {
  design: Design;
  environment: EnvironmentName;
  obstacle: Obstacle;
}

/** Stands in the place of the caption when the run cannot happen: what fails, and why. */
export function ObstacleNotice({ design, environment, obstacle }: ObstacleNoticeProps) {
  const place = ENVIRONMENTS.find(({ name }) => name === environment);
  const when =
    obstacle.from === 0 ? 'No access gets this far' : `From access ${obstacle.from + 1} on nothing runs`;
  return (
    <div className="obstacle" role="note" aria-label={`Does not work: ${place?.title ?? environment}`}>
      <p className="obstacle-head">
        {design.title} does not work here ({place?.title}).
      </p>
      <p>
        <strong>Fails at: {obstacle.step}.</strong> {obstacle.reason}
      </p>
      <p className="obstacle-foot">
        {place?.title}: {place?.summary} {when}: the grey picture is what it would be if this step worked.
      </p>
    </div>
  );
}
