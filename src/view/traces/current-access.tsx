import { useEffect, useState } from 'react';
import { FLAG_LABELS } from '#model/belief-flags.ts';
import type { Layout } from '#model/layout.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import { kindsIn } from '#model/replay/parting.ts';
import { REPLAY_OUTCOMES } from '#model/replay/replay.ts';
import { beliefRows } from '#scene/beliefs.ts';
import { firstFrom } from '#scene/traces/density.ts';
import { keptDesign } from '#state/derived.ts';
import { stateAfter } from '#state/trace-questions.ts';
import type { ReplaySummary, Replayed } from '#state/traces.ts';

interface Props {
  replayed: Replayed;
  layout: Layout;
  cursor: number;
  /** What the access is, in words. */
  words: string;
  stretch: { readonly from: number; readonly to: number } | null;
}

/** The access under the cursor: what it is, what becomes of it, and what comes apart there. */
export function CurrentAccess({ replayed, layout, cursor, words, stretch }: Props) {
  const { mine, other, partings, otherId } = replayed;
  const beliefs = useBeliefs(replayed, layout, cursor);
  const at = firstFrom(partings.positions, cursor);
  const kinds = partings.positions[at] === cursor ? kindsIn(partings.kinds[at]!) : [];
  return (
    <div className="traces-current" aria-live="polite">
      <p>
        {words}. {OUTCOMES[REPLAY_OUTCOMES[mine.outcomes[cursor]!]!].sentence}
      </p>
      {kinds.length > 0 && (
        <p>
          {keptDesign(otherId).title} parts here ({kinds.map((kind) => PARTING_WORDS[kind]).join(', ')}):{' '}
          {OUTCOMES[REPLAY_OUTCOMES[other.outcomes[cursor]!]!].word}.
        </p>
      )}
      {beliefs.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {stretch && (
        <p>
          Stretch: {(stretch.from + 1).toLocaleString('en')} to {(stretch.to + 1).toLocaleString('en')}.
        </p>
      )}
    </div>
  );
}

const PARTING_WORDS: Readonly<Record<string, string>> = {
  outcome: 'another outcome',
  value: 'another value',
  hardware: 'other writes reach the device',
  'device-model': 'other requests reach the device model',
};

/** The disagreements that come up with the access at `cursor`, in sentences. */
function useBeliefs({ mine, designId }: Replayed, layout: Layout, cursor: number): readonly string[] {
  const [told, setTold] = useState<{ cursor: number; sentences: readonly string[] } | null>(null);
  useEffect(() => {
    const arising = arisingAt(mine, cursor);
    if (arising.length === 0) return;
    let isCurrent = true;
    void stateAfter(designId, cursor).then((state) => {
      if (!isCurrent || !state.ok) return;
      const sentences = arising.flatMap(({ entry, flags }) =>
        beliefRows(state.value, layout, entry, keptDesign(designId))
          .filter(({ label }) => FLAG_LABELS.some(([bit, name]) => name === label && (flags & bit) !== 0))
          .flatMap(({ sentence }) => (sentence === null ? [] : `Entry ${entry}: ${sentence}`)),
      );
      setTold({ cursor, sentences });
    });
    return () => {
      isCurrent = false;
    };
  }, [mine, designId, layout, cursor]);
  return told?.cursor === cursor ? told.sentences : [];
}

/** Entries told of: a change of Message Control can concern thousands. */
const MOST_TOLD = 3;

function arisingAt({ views }: ReplaySummary, cursor: number): { entry: number; flags: number }[] {
  const found: { entry: number; flags: number }[] = [];
  const first = firstFrom(views.positions, cursor);
  for (let n = first; views.positions[n] === cursor && found.length < MOST_TOLD; n++)
    if (views.arose[n]! !== 0) found.push({ entry: views.entries[n]!, flags: views.arose[n]! });
  return found;
}
