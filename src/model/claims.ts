/** The claims of the discussion put to the designs: which scenario decides each, and what comes out, computed live. */
import { findingOf, scenarioOf, type ClaimCheck, type Finding } from './claims/claim.ts';
import { FORWARDING_CLAIMS } from './claims/forwarding-claims.ts';
import { MASK_CLAIMS } from './claims/mask-claims.ts';
import { PAGE_CLAIMS } from './claims/page-claims.ts';
import type { Design } from './context.ts';
import type { Scenario } from './scenario.ts';

/** Every check, by the number of its claim. */
export const CLAIM_CHECKS: readonly ClaimCheck[] = [
  ...FORWARDING_CLAIMS,
  ...MASK_CLAIMS,
  ...PAGE_CLAIMS,
].sort((a, b) => (a.id < b.id ? -1 : 1));

export const claimCheck = (id: string): ClaimCheck | undefined =>
  CLAIM_CHECKS.find((check) => check.id === id);

/** What claim `id` comes to under `design`, with the scenario whose step decides it; null for an unknown claim. */
export function judgeClaim(
  id: string,
  design: Design,
): { readonly scenario: Scenario; readonly finding: Finding } | null {
  const check = claimCheck(id);
  return check ? { scenario: scenarioOf(check), finding: findingOf(check, design) } : null;
}
