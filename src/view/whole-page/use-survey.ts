import { useMemo } from 'react';
import type { DeviceDescription } from '#model/device.ts';
import type { PageSurvey } from '#model/page-survey.ts';
import type { Preparation } from '#model/prober.ts';
import { surveyOf } from '#state/survey-client.ts';
import { useJob, type Working } from '../use-job.ts';

export type Surveying =
  Exclude<Working<PageSurvey>, { kind: 'done' }> | { readonly kind: 'done'; readonly survey: PageSurvey };

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
  const known = found.get(device)?.get(name) ?? null;
  const wanted = useMemo(() => ({ device, name }), [device, name]);
  const work = useJob(designId === null || known ? null : wanted, (onProgress) => {
    const job = surveyOf(device, designId!, preparation, onProgress);
    return {
      ...job,
      result: job.result.then((survey) => {
        keep(device, name, survey);
        return survey;
      }),
    };
  });
  if (designId === null || work === null)
    return known && designId !== null ? { kind: 'done', survey: known } : null;
  return work.kind === 'done' ? { kind: 'done', survey: work.value } : work;
}
