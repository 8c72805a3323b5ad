/** Searches off the page's own thread: small portions, a report after each, and pauses in between. */
import type { Step } from '#model/access.ts';
import { designById } from '#model/designs/catalogue.ts';
import type { Design } from '#model/context.ts';
import {
  isSettled,
  LOOKERS,
  ProductSearch,
  shortest,
  type Distinction,
  type Looker,
} from '#model/explore/distinguish.ts';
import { cellOf, MATRIX_BOUNDS, type Verdict } from '#model/explore/matrix.ts';
import { Search, type Progress } from '#model/explore/search.ts';
import type { Bounds, Setting } from '#model/explore/setting.ts';
import { SETTINGS } from '#model/explore/settings.ts';
import { MUTATIONS } from '#model/mutations/all.ts';
import { parOf } from '#model/mutations/par.ts';
import { PROPERTIES } from '#model/properties/all.ts';
import { questionBox, type Asked, type Asker, type BoxAnswer } from '#model/question-box.ts';
import { serve } from './serve.ts';

/** Transitions between two looks at whether to wait. */
const PORTION = 50_000;

/** A cell without the functions of design and property, which cannot be sent. */
export interface SentCell {
  readonly designId: string;
  readonly settingId: string;
  readonly propertyId: string;
  readonly verdict: Verdict;
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly steps: readonly Step[];
  readonly reason: string | null;
}

/** What tells two designs apart for one who looks; without steps, nothing does. */
export interface SentDistinction {
  readonly looker: Looker;
  readonly found: { readonly settingId: string; readonly steps: readonly Step[] } | null;
}

export interface SentDistinctions {
  readonly each: readonly SentDistinction[];
  /** No search that a bound stopped could give another answer. */
  readonly complete: boolean;
  readonly states: number;
}

export interface SentPar {
  readonly settingId: string;
  readonly looker: Looker | null;
  readonly steps: readonly Step[];
}

function designOf(id: string): Design {
  const found = designById(id);
  if (!found.ok) throw new Error(found.error);
  return found.value;
}

let resume: (() => void) | null = null;
let paused: Promise<void> | null = null;

/** Lets messages in. A timer would wait 4 ms each time. */
const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

const api = {
  pause(stop: boolean): void {
    if (stop) paused ??= new Promise((resolve) => (resume = resolve));
    else {
      resume?.();
      paused = resume = null;
    }
  },
  /** Searches one setting under one design; `report` after each portion. */
  async search(
    designId: string,
    setting: Setting,
    propertyIds: readonly string[],
    bounds: Bounds,
    report: (progress: Progress) => void,
  ): Promise<SentCell[]> {
    const design = designOf(designId);
    const asked = PROPERTIES.filter(({ id }) => propertyIds.includes(id));
    const live = asked.filter((property) => property.notFor(design) === null);
    const search = new Search(setting, design, live, bounds);
    while (live.length > 0 && search.advance(PORTION)) {
      report(search.progress);
      await breathe();
      if (paused !== null) await paused;
    }
    return asked.map((property) => {
      const { verdict, states, transitions, depth, steps, reason } = cellOf(search, property);
      const counts = { states, transitions, depth };
      return {
        designId,
        settingId: setting.id,
        propertyId: property.id,
        verdict,
        ...counts,
        steps,
        reason,
      };
    });
  },
  /** What tells two designs apart in any setting; `report` gets the share of the settings that is done. */
  async distinguish(a: string, b: string, report: (done: number) => void): Promise<SentDistinctions> {
    const found: Distinction[] = [];
    for (const setting of SETTINGS) {
      report(found.length / SETTINGS.length);
      await breathe();
      const search = new ProductSearch(setting, designOf(a), designOf(b), MATRIX_BOUNDS);
      while (search.advance(PORTION)) await breathe();
      found.push(search.result);
    }
    return {
      each: LOOKERS.map((looker) => {
        const one = shortest(found, looker);
        const steps = one?.steps[looker] ?? null;
        return { looker, found: one && steps && { settingId: one.setting.id, steps } };
      }),
      complete: LOOKERS.every((looker) => isSettled(found, looker)),
      states: found.reduce((sum, one) => sum + one.states, 0),
    };
  },
  ask: (who: Asker, what: Asked, designId: string): { answer: BoxAnswer } => ({
    answer: questionBox(who, what, designOf(designId)),
  }),
  /** The shortest way to see a mistake; null when no setting shows it. */
  par(mutationId: string): SentPar | null {
    const mutation = MUTATIONS.find(({ id }) => id === mutationId);
    if (mutation === undefined) throw new Error(`unknown mistake "${mutationId}"`);
    const par = parOf(mutation, designOf(mutation.base));
    return par && { settingId: par.setting.id, looker: par.looker, steps: par.steps };
  },
};

export type ExploreWorker = typeof api;

serve(api);
