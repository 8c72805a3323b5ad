/** Where one is in the app, as text to be kept: apart from the reader, which only a reload needs. */
import type { DeviceDescription } from '#model/device.ts';
import type { Look } from './look.ts';
import type { Playhead } from './playhead.ts';
import type { WorkbenchState } from './workbench-state.ts';

/** Version 1 held the id of a scenario and a step, and no more. */
export const PLACE_VERSION = 2;

export interface KeptPlace {
  readonly device: DeviceDescription;
  readonly designId: string;
  readonly look: Look;
  /** Of a ready scenario, or of one's own that is kept apart. */
  readonly activeId: string;
  readonly playhead: Playhead;
}

/** The place with its version; the same text as long as nothing of it has changed. */
export function placeText({ device, designId, look, activeId, playhead }: WorkbenchState): string {
  const { step, hop } = playhead;
  return JSON.stringify({
    version: PLACE_VERSION,
    activeId,
    step,
    hop: Math.round(hop),
    designId,
    look,
    device,
  });
}
