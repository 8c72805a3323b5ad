import { ACCESS_SIZES } from './access.ts';
import { REAL_WORLD, type Design, type World } from './context.ts';
import type { Layout } from './layout.ts';
import { OUTCOME_OF_CODE, type PageSurvey } from './page-survey.ts';
import { Prober, type Preparation } from './prober.ts';
import type { Outcome } from './route.ts';

const CODES = new Map<Outcome, number>(OUTCOME_OF_CODE.map((outcome, code) => [outcome, code]));

/** The survey of page-survey.ts in parts, so that a worker can tell how far it is and be cancelled in between. */
export class SurveyJob {
  readonly survey: PageSurvey;
  private readonly prober: Prober;
  private at = 0;

  constructor(design: Design, layout: Layout, preparation: Preparation, world: World = REAL_WORLD) {
    const { trapStart: start, trapEnd: end } = layout;
    const codes = new Uint8Array(2 * ACCESS_SIZES.length * (end - start));
    this.prober = new Prober(design, layout, preparation, world);
    this.survey = { designId: design.id, preparation, start, end, codes };
  }

  /** Accesses tried so far, of `survey.codes.length`. */
  get done(): number {
    return this.at;
  }

  /** Tries at most `budget` accesses more; true when all have been tried. */
  advance(budget: number): boolean {
    const { start, end, codes } = this.survey;
    const span = end - start;
    const until = Math.min(this.at + budget, codes.length);
    for (; this.at < until; this.at++) {
      const plane = Math.floor(this.at / span);
      const size = ACCESS_SIZES[plane % ACCESS_SIZES.length]!;
      const outcome = this.prober.outcome(start + (this.at % span), size, plane >= ACCESS_SIZES.length);
      codes[this.at] = CODES.get(outcome)!;
    }
    return this.at === codes.length;
  }
}
