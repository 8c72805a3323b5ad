import { useCallback, useEffect, useState } from 'react';
import type { DeviceDescription } from '#model/device.ts';
import type { PageSurvey } from '#model/page-survey.ts';
import type { Preparation } from '#model/prober.ts';
import { wordsOf } from '#state/background.ts';
import { surveyOf } from '#state/survey-client.ts';

export type Surveying =
  | { readonly kind: 'working'; readonly done: number; readonly cancel: () => void }
  | { readonly kind: 'cancelled'; readonly again: () => void }
  | { readonly kind: 'failed'; readonly message: string; readonly again: () => void }
  | { readonly kind: 'done'; readonly survey: PageSurvey };

const found = new WeakMap<DeviceDescription, Map<string, PageSurvey>>();

/** Surveys of one device that are kept. */
const KEPT = 12;

function keep(device: DeviceDescription, name: string, one: PageSurvey): void {
  const known = found.get(device) ?? new Map<string, PageSurvey>();
  known.set(name, one);
  const [oldest] = known.keys();
  if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
  found.set(device, known);
}

/** The survey of the device's pages, from a worker; null where none is asked for. */
export function useSurvey(
  device: DeviceDescription,
  designId: string | null,
  preparation: Preparation,
): Surveying | null {
  const name = designId === null ? '' : `${designId} ${preparation}`;
  const [progress, setProgress] = useState<{ name: string; state: Surveying } | null>(null);
  const [attempt, setAttempt] = useState(0);
  const again = useCallback(() => setAttempt((n) => n + 1), []);
  const known = found.get(device)?.get(name) ?? null;
  const isKnown = known !== null;

  useEffect(() => {
    if (designId === null || isKnown) return;
    let isOver = false;
    const say = (state: Surveying) => {
      if (!isOver) setProgress({ name, state });
    };
    const job = surveyOf(device, designId, preparation, (done) => say({ kind: 'working', done, cancel }));
    function cancel() {
      job.cancel();
      say({ kind: 'cancelled', again });
      isOver = true; // A report of how far it was can still be on its way.
    }
    job.result.then(
      (survey) => {
        keep(device, name, survey);
        say({ kind: 'done', survey });
      },
      (reason: unknown) => say({ kind: 'failed', message: wordsOf(reason), again }),
    );
    say({ kind: 'working', done: 0, cancel });
    return () => {
      isOver = true;
      job.cancel();
    };
  }, [device, designId, preparation, name, isKnown, attempt, again]);

  if (designId === null) return null;
  if (known) return { kind: 'done', survey: known };
  return progress?.name === name ? progress.state : { kind: 'working', done: 0, cancel: () => undefined };
}
