import type { EnvironmentName } from '#model/environments.ts';
import type { Run } from '#model/run.ts';
import { obstacleOf, obstacleWords, type ObstacleWords } from '#scene/obstacle.ts';
import { routeOf, stateAt, stateBefore } from '#state/derived.ts';
import type { Playhead } from '#state/playhead.ts';
import type { Moment } from '#export/picture/moment.ts';

/** The moments of a run, as the screen shows them. What changes from hop to hop is worked out once a hop. */
export class Moments {
  private readonly run: Run;
  private readonly from: number;
  private readonly words: ObstacleWords | null;
  private last: Pick<Moment, 'step' | 'state' | 'previous' | 'route'> & { readonly done: number };

  constructor(run: Run, environment: EnvironmentName) {
    this.run = run;
    const obstacle = obstacleOf(run, environment);
    this.from = obstacle?.from ?? Infinity;
    this.words = obstacle && obstacleWords(run.design, environment, obstacle);
    this.last = this.atHop(0, 0);
  }

  at({ step, hop }: Playhead): Moment {
    const done = Math.floor(hop);
    if (this.last.step !== step || this.last.done !== done) this.last = this.atHop(step, done);
    const { state, previous, route } = this.last;
    const isStart = step === 0 && hop === 0;
    return {
      run: this.run,
      step,
      hop,
      route,
      state,
      previous: isStart ? null : previous,
      obstacle: step >= this.from ? this.words : null,
    };
  }

  private atHop(step: number, done: number): Moments['last'] {
    const { run } = this;
    return {
      step,
      done,
      state: stateAt(run, { step, hop: done }),
      previous: stateBefore(run, step),
      route: routeOf(run, step),
    };
  }
}
