/** Signs that records are missing, foreign or out of order in either recording of a join. */
import type { Trace } from '#import/traces/trace.ts';
import type { XenAccess } from '#import/traces/xen-access.ts';

export interface DamageSigns {
  /** In sentences; empty for recordings that show nothing of the kind. */
  readonly sentences: readonly string[];
  /** Something is missing in a place that no mark names, so that it can be missing anywhere. */
  readonly anywhere: boolean;
}

/** `missing`: exits without their access. `unfitting`: some request or access has no counterpart that it should have. */
export function damageSigns(
  xen: Trace,
  log: Trace,
  accesses: readonly XenAccess[],
  missing: number,
  unfitting: boolean,
): DamageSigns {
  const marked: string[] = [];
  const anywhere: string[] = [];
  if (xen.lossMarks.length > 0) marked.push('Xen’s recording says that records were lost.');
  if (log.lossMarks.length > 0) anywhere.push('The device model’s log says that events were lost.');
  if (missing > 0)
    marked.push(`${missing} exits of Xen’s recording are for the device but lack the record of the access.`);
  if (log.brokenRequests > 0)
    anywhere.push(`${log.brokenRequests} requests in the device model’s log lack an event that others have.`);
  if (goesBack(xen)) anywhere.push('Time goes backwards in Xen’s recording.');
  if (goesBack(log)) anywhere.push('Time goes backwards in the device model’s log.');
  // Around a mark of lost records an exit without beginning or end is what the mark says.
  if (accesses.some(({ disturbed }) => disturbed))
    (xen.lossMarks.length > 0 ? marked : anywhere).push(
      'Exits in Xen’s recording have no beginning, no end or a foreign record inside.',
    );
  if (unfitting) anywhere.push('Not every request fits an access that Xen recorded, or the other way round.');
  return { sentences: [...marked, ...anywhere], anywhere: anywhere.length > 0 };
}

const goesBack = (trace: Trace): boolean => trace.messages.some(({ code }) => code === 'time-backwards');
