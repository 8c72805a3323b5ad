/** What the records of an exit and the requests of the log prove together about one access. */
import type { XenAccess } from '#import/traces/xen-access.ts';
import type { JoinedAccess, Whereabouts } from './joined-access.ts';
import type { DmRequest } from './requests.ts';

/** What the alignment found about one access, over all cheapest ways. */
export interface Fitting {
  /** Some have a request for it, */
  readonly paired: boolean;
  /** some have none, */
  readonly alone: boolean;
  /** and different ones have different requests. */
  readonly several: boolean;
}

/** `request`: the one that is certainly its own, or null. `damaged`: records are known to be missing somewhere. */
export function conclude(
  access: XenAccess,
  request: DmRequest | null,
  { paired, alone, several }: Fitting,
  damaged: boolean,
): JoinedAccess {
  const { evidence, write, address, disturbed } = access;
  const common = { xen: access, write, address };
  const known = (where: Whereabouts): JoinedAccess => ({
    ...common,
    request,
    size: request?.size ?? null,
    where,
    doubt: null,
  });
  const unknown = (doubt: string): JoinedAccess => ({
    ...common,
    request: null,
    size: null,
    where: 'unknown',
    doubt,
  });
  if (paired && !alone) {
    if (evidence === 'alone')
      return unknown('Its exit looks as if Xen had finished it alone, and yet a request fits it.');
    if (evidence === 'unclear' && (damaged || disturbed))
      return unknown(
        'A request fits it, but records are missing, so that the request can be that of another access.',
      );
    if (several && evidence !== 'forwarded') return unknown('Several requests fit it.');
    return known('device-model');
  }
  if (paired)
    return unknown(
      evidence === 'forwarded'
        ? 'It was sent on, but not all accesses like it have a request in the log.'
        : 'A request fits it and another access equally well.',
    );
  if (evidence === 'forwarded')
    return unknown('Its exit looks as if it had been sent on, but no request fits it.');
  if (evidence === 'alone') return known('xen');
  return unknown('No request fits it, and its exit does not show that Xen finished it alone.');
}
