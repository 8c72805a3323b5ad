import type { Design } from '#model/context.ts';
import type { EnvironmentName } from '#model/environments.ts';
import { obstacleWords, placeOf, type Obstacle } from '#scene/obstacle.ts';
import './obstacle-notice.css';

interface ObstacleNoticeProps {
  design: Design;
  environment: EnvironmentName;
  obstacle: Obstacle;
}

/** Stands in the place of the caption when the run cannot happen: what fails, and why. */
export function ObstacleNotice({ design, environment, obstacle }: ObstacleNoticeProps) {
  const { head, failing, reason, foot } = obstacleWords(design, environment, obstacle);
  return (
    <div className="obstacle" role="note" aria-label={`Does not work: ${placeOf(environment).title}`}>
      <p className="obstacle-head">{head}</p>
      <p>
        <strong>{failing}</strong> {reason}
      </p>
      <p className="obstacle-foot">{foot}</p>
    </div>
  );
}
