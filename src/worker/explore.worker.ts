/** Searches off the page's own thread: small portions, a report after each, pause and cancel in between. */
import { expose } from 'comlink';
import { designById } from '#model/designs/catalogue.ts';
import type { Design } from '#model/context.ts';
import type { Step } from '#model/access.ts';
import { distinguish, LOOKERS, shortest, type Looker } from '#model/explore/distinguish.ts';
import { cellOf, MATRIX_BOUNDS, type Verdict } from '#model/explore/matrix.ts';
import { Search, type Progress } from '#model/explore/search.ts';
import type { Bounds } from '#model/explore/setting.ts';
import { SETTINGS, settingById } from '#model/explore/settings.ts';
import { PROPERTIES } from '#model/properties/all.ts';
import { questionBox, type Asked, type Asker, type BoxAnswer } from '#model/question-box.ts';

/** Transitions between two looks at whether to stop. */
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

export interface SentProgress extends Progress {
  readonly designId: string;
  readonly settingId: string;
}

/** What tells two designs apart for one who looks. */
export interface SentDistinction {
  readonly looker: Looker;
  readonly settingId: string;
  readonly steps: readonly Step[];
}

const designOf = (id: string): Design => {
  const found = designById(id);
  if (!found.ok) throw new Error(found.error);
  return found.value;
};

const wish = { paused: false, cancelled: false };
const isPaused = (): boolean => wish.paused && !wish.cancelled;
const isCancelled = (): boolean => wish.cancelled;

/** Lets messages in. */
const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

const api = {
  pause(stop: boolean): void {
    wish.paused = stop;
  },
  cancel(): void {
    wish.cancelled = true;
  },
  /** The matrix for `designIds`, setting by setting; `report` after each portion, `cells` after each search. */
  async matrix(
    designIds: readonly string[],
    settingIds: readonly string[],
    bounds: Bounds | null,
    report: (progress: SentProgress) => void,
    cells: (found: readonly SentCell[]) => void,
  ): Promise<boolean> {
    wish.cancelled = wish.paused = false;
    for (const designId of designIds)
      for (const settingId of settingIds.length > 0 ? settingIds : SETTINGS.map(({ id }) => id)) {
        const setting = settingById(settingId);
        if (setting === undefined) throw new Error(`unknown setting "${settingId}"`);
        const design = designOf(designId);
        const asked = PROPERTIES.filter((property) => property.settings.includes(settingId));
        const live = asked.filter((property) => property.notFor(design) === null);
        const search = new Search(setting, design, live, bounds ?? MATRIX_BOUNDS);
        let more = live.length > 0;
        while (more) {
          more = search.advance(PORTION);
          report({ ...search.progress, designId, settingId });
          await breathe();
          while (isPaused()) await breathe();
          if (isCancelled()) return false;
        }
        cells(
          asked.map((property) => {
            const { design: _, setting: _of, property: _what, ...cell } = cellOf(search, property);
            return { ...cell, designId, settingId, propertyId: property.id };
          }),
        );
      }
    return true;
  },
  distinguish(a: string, b: string): SentDistinction[] {
    const found = distinguish(designOf(a), designOf(b), SETTINGS, MATRIX_BOUNDS);
    return LOOKERS.flatMap((looker) => {
      const one = shortest(found, looker);
      return one === null ? [] : [{ looker, settingId: one.setting.id, steps: one.steps[looker] ?? [] }];
    });
  },
  ask: (who: Asker, what: Asked, designId: string): BoxAnswer => questionBox(who, what, designOf(designId)),
};

export type ExploreWorker = typeof api;

expose(api);
