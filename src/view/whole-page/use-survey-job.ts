import { useEffect, useState } from 'react';
import { DESIGNS } from '#model/designs/catalogue.ts';
import type { Job } from '#state/survey-client.ts';

export const titleOf = (id: string): string => DESIGNS.find((design) => design.id === id)?.title ?? id;

/** The result of a job that starts with the component; null until it is there. */
export function useJob<T>(start: () => Job<T>): T | null {
  const [done, setDone] = useState<{ start: () => Job<T>; value: T } | null>(null);
  useEffect(() => {
    const job = start();
    job.result.then(
      (value) => setDone({ start, value }),
      () => undefined,
    );
    return job.cancel;
  }, [start]);
  return done?.start === start ? done.value : null;
}
