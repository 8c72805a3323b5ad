import type { ThemeName } from '#export/picture/palette.ts';
import type { Run } from '#model/run.ts';
import { fileStem } from '#state/file-stem.ts';
import type { Playhead } from '#state/playhead.ts';
import type { Moments } from './moments.ts';
import type { Maker } from './use-making.ts';

/** What every tab of the dialog makes its file from. */
export interface ExportPart {
  readonly run: Run;
  readonly playhead: Playhead;
  readonly moments: Moments;
  readonly theme: ThemeName;
  readonly maker: Maker;
  /** False for a tab that is there but not seen. */
  readonly isShown: boolean;
}

/** `mask-and-unmask-access-3.svg`; `what` says which part of the scenario it is. */
export const exportName = (run: Run, what: string, ending: string): string =>
  `${fileStem(run.scenario.name)}-${what}.${ending}`;
