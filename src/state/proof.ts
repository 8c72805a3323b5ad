/** What the Proof view has found out so far. It outlives the view: a scenario opened from it is looked at elsewhere. */
import { createStore } from 'zustand/vanilla';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { MATRIX_BOUNDS } from '#model/explore/matrix.ts';
import type { Bounds, Setting } from '#model/explore/setting.ts';
import {
  askedOfOwn,
  FIRST_CHOICE,
  OWN_SETTING,
  ownSetting,
  type OwnChoice,
} from '#model/explore/own-setting.ts';
import { settingById, SETTINGS } from '#model/explore/settings.ts';
import { PROPERTIES } from '#model/properties/all.ts';
import type { Property } from '#model/properties/property.ts';
import {
  searchAll,
  type MatrixJob,
  type MatrixProgress,
  type SearchTask,
  type SentCell,
} from './explore-client.ts';

export const PROOF_TABS = ['matrix', 'apart', 'question', 'thread', 'break'] as const;
export type ProofTab = (typeof PROOF_TABS)[number];

export type SearchStatus =
  | { readonly kind: 'idle' | 'running' | 'paused' | 'cancelled' | 'done' }
  | { readonly kind: 'failed'; readonly message: string };

export interface ProofState {
  readonly tab: ProofTab;
  readonly status: SearchStatus;
  readonly progress: MatrixProgress | null;
  /** Milliseconds searched, without pauses, up to the last report. */
  readonly elapsed: number;
  readonly bounds: Bounds;
  /** The designs that are searched and shown. */
  readonly designIds: readonly string[];
  /** The settings that are searched; `OWN_SETTING` stands for the one that `own` describes. */
  readonly settingIds: readonly string[];
  readonly own: OwnChoice;
  /** By `cellKey`. */
  readonly cells: ReadonlyMap<string, SentCell>;
  /** The cell of the matrix that is looked at. */
  readonly picked: { readonly propertyId: string; readonly designId: string } | null;
  /** The claim, and the mistake, that are looked at. */
  readonly claimId: string;
  readonly mutationId: string;
}

export const cellKey = (designId: string, propertyId: string, settingId: string): string =>
  `${designId} ${propertyId} ${settingId}`;

export const proof = createStore<ProofState>(() => ({
  tab: 'matrix',
  status: { kind: 'idle' },
  progress: null,
  elapsed: 0,
  bounds: MATRIX_BOUNDS,
  designIds: DESIGNS.map(({ id }) => id),
  settingIds: SETTINGS.map(({ id }) => id),
  own: FIRST_CHOICE,
  cells: new Map(),
  picked: null,
  claimId: 'C01',
  mutationId: '',
}));

let job: MatrixJob | null = null;
let since = 0;
/** What was found since is shown then: drawing each cell as it comes would take longer than to search it. */
const SHOW_MS = 200;
let timer: ReturnType<typeof setTimeout> | null = null;
let flush: (() => void) | null = null;

/** The search is over: shows what is left to show. */
function settle(): void {
  if (timer !== null) clearTimeout(timer);
  flush?.();
  timer = flush = job = null;
}

const clock = () => {
  const now = performance.now();
  const passed = now - since;
  since = now;
  return passed;
};

/** The setting with that id, the one put together by hand included. */
export const settingOf = ({ own }: Pick<ProofState, 'own'>, id: string): Setting | undefined =>
  id === OWN_SETTING ? ownSetting(own) : settingById(id);

/** What a search would go through. A setting in which nothing can happen proves nothing, and is left out. */
export const chosenSettings = ({ own, settingIds }: Pick<ProofState, 'own' | 'settingIds'>): Setting[] =>
  settingIds
    .map((id) => settingOf({ own }, id))
    .filter((setting) => setting !== undefined)
    .filter(({ steps }) => steps.length > 0);

/** Those of `settingIds` in which `property` is asked. */
export function askingSettings(
  { own }: Pick<ProofState, 'own'>,
  property: Property,
  settingIds: readonly string[],
): string[] {
  const isAskedOfOwn = askedOfOwn(own).includes(property.id);
  return settingIds.filter((id) => (id === OWN_SETTING ? isAskedOfOwn : property.settings.includes(id)));
}

/** Chooses another setting of one's own; what was found in the one before is no more of it. */
export function chooseOwn(change: Partial<OwnChoice>): void {
  proof.setState(({ own, cells }) => ({
    own: { ...own, ...change },
    cells: new Map([...cells].filter(([, { settingId }]) => settingId !== OWN_SETTING)),
  }));
}

/** Searches every chosen setting under every chosen design, from the beginning. */
export function startMatrix(): void {
  if (job !== null) cancelMatrix();
  const state = proof.getState();
  const { bounds, designIds } = state;
  const chosen = chosenSettings(state).map((setting) => ({
    setting,
    propertyIds: PROPERTIES.filter(
      (property) => askingSettings(state, property, [setting.id]).length > 0,
    ).map(({ id }) => id),
  }));
  const tasks = designIds.flatMap((designId) => chosen.map((one): SearchTask => ({ designId, ...one })));
  proof.setState({ status: { kind: 'running' }, progress: null, elapsed: 0, cells: new Map() });
  since = performance.now();
  const late = { cells: [] as SentCell[], progress: null as MatrixProgress | null };
  const show = () => {
    timer = null;
    const passed = proof.getState().status.kind === 'paused' ? 0 : clock();
    proof.setState(({ cells, elapsed, progress }) => {
      const more = new Map(cells);
      for (const cell of late.cells.splice(0))
        more.set(cellKey(cell.designId, cell.propertyId, cell.settingId), cell);
      return { cells: more, progress: late.progress ?? progress, elapsed: elapsed + passed };
    });
  };
  const mine = searchAll(
    tasks,
    bounds,
    (found) => late.cells.push(...found),
    (progress) => {
      late.progress = progress;
      timer ??= setTimeout(show, SHOW_MS);
    },
  );
  flush = show;
  job = mine;
  const end = (status: SearchStatus) => {
    if (job !== mine) return;
    settle();
    proof.setState({ status });
  };
  mine.result.then(
    () => end({ kind: 'done' }),
    (error: unknown) =>
      end({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
  );
}

export function pauseMatrix(stop: boolean): void {
  if (job === null) return;
  job.pause(stop);
  const passed = clock();
  proof.setState(({ elapsed }) => ({
    status: { kind: stop ? 'paused' : 'running' },
    elapsed: stop ? elapsed + passed : elapsed,
  }));
}

/** Ends the search; what was found stays, and proves nothing about what was not looked at. */
export function cancelMatrix(): void {
  job?.cancel();
  settle();
  proof.setState({ status: { kind: 'cancelled' } });
}
