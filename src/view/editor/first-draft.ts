/** What the form of a step holds at first. */
import { ACCESS_SIZES } from '#model/access.ts';
import type { Run } from '#model/run.ts';
import { draftOf, draftOfStep, type Draft } from '#state/forms/draft.ts';
import type { EditRequest } from './edit-request.ts';

export interface FirstDraft {
  readonly draft: Draft;
  /** Where the value comes from, in a sentence; null when there is nothing to say. */
  readonly origin: string | null;
}

export function firstDraft(request: EditRequest, run: Run): FirstDraft {
  switch (request.kind) {
    case 'add':
      return { draft: draftOf('write'), origin: null };
    case 'change': {
      const step = run.scenario.steps[request.n];
      return { draft: step ? draftOfStep(step, run.layout) : draftOf('write'), origin: null };
    }
    case 'access':
      return pickedOnMap(request, run);
  }
}

/** A write of what the map shows there, with the bit turned over that was picked. */
function pickedOnMap({ offset, size, bit, shown }: Extract<EditRequest, { kind: 'access' }>, run: Run) {
  const value = (shown.value ?? 0n) ^ (bit === null ? 0n : 1n << BigInt(bit));
  const draft = draftOfStep(
    { op: 'write', offset, size: ACCESS_SIZES.find((bytes) => bytes === size) ?? 4, value },
    run.layout,
  );
  if (bit === null) return { draft, origin: `As the map shows it: ${shown.clause}.` };
  const turned = shown.value === null ? `bit ${bit} alone is set` : `bit ${bit} is turned over`;
  return { draft, origin: `As the map shows it, ${shown.clause}; ${turned}.` };
}
