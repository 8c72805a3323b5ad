/** The address of a claim of the discussion: the part behind #, apart from links that hold a document. */
import { failure, success, type Result } from '#model/base/result.ts';
import { CLAIMS } from '#content/claims.ts';

const PREFIX = '#claim/';

export const isClaimFragment = (fragment: string): boolean => fragment.startsWith(PREFIX);

export const claimFragment = (id: string): string => `${PREFIX}${id}`;

/** Number of the claim that `fragment` (from # on) names; the error says which there are. */
export function claimOf(fragment: string): Result<string> {
  const wanted = fragment.slice(PREFIX.length).toUpperCase();
  const found = CLAIMS.find(({ id }) => id === wanted);
  return found
    ? success(found.id)
    : failure(
        `There is no claim “${fragment.slice(PREFIX.length, PREFIX.length + 20)}”: they are ${CLAIMS[0]!.id} to ${CLAIMS.at(-1)!.id}.`,
      );
}
