import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { CLAIMS, type Claim, type ClaimSource } from '#content/claims.ts';
import { judgeClaim } from '#model/claims.ts';
import type { ClaimVerdict } from '#model/claims/claim.ts';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { layoutOf } from '#model/layout.ts';
import { stepTitle } from '#model/narrate.ts';
import { claimFragment } from '#state/claim-link.ts';
import { proof } from '#state/proof.ts';
import { useOpener } from './use-opener.ts';

const WORDS: Readonly<Record<ClaimVerdict, string>> = {
  yes: 'so',
  no: 'not so',
  'not-applicable': 'not applicable',
};
const LOOKS = { yes: 'holds', no: 'fails', 'not-applicable': 'not-applicable' } as const;

/** What was said in the discussion, put to every design. */
export default function Thread() {
  const claimId = useStore(proof, (state) => state.claimId);
  const claim = CLAIMS.find(({ id }) => id === claimId) ?? CLAIMS[0]!;
  useAddress(claim.id);
  return (
    <div className="proof-thread">
      <nav className="proof-list" aria-label="Claims">
        <ol>
          {CLAIMS.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                aria-current={one.id === claim.id ? 'page' : undefined}
                onClick={() => proof.setState({ claimId: one.id })}
              >
                <span className="mono">{one.id}</span> {one.claim}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <ClaimPage key={claim.id} claim={claim} />
    </div>
  );
}

/** The address bar names the claim while it is looked at, and no longer. */
function useAddress(id: string): void {
  useEffect(() => {
    const fragment = claimFragment(id);
    history.replaceState(null, '', fragment);
    return () => {
      if (location.hash === fragment) history.replaceState(null, '', location.pathname + location.search);
    };
  }, [id]);
}

const XEN_COMMITS = 'https://xenbits.xen.org/gitweb/?p=xen.git;a=commit;h=';
const MAILS = 'https://lore.kernel.org/xen-devel/';

function SourceLine({ what, date, messageId, commit }: ClaimSource) {
  return (
    <li>
      {what}, <time dateTime={date}>{date}</time>.{' '}
      {commit !== null ? (
        <>
          Commit{' '}
          <a className="mono" href={`${XEN_COMMITS}${commit}`} target="_blank" rel="noreferrer">
            {commit}
          </a>
        </>
      ) : (
        messageId !== null && (
          <>
            Message-Id{' '}
            <a
              className="mono"
              href={`${MAILS}${encodeURIComponent(messageId)}/`}
              target="_blank"
              rel="noreferrer"
            >
              {messageId}
            </a>
          </>
        )
      )}
    </li>
  );
}

function ClaimPage({ claim }: { claim: Claim }) {
  const { open } = useOpener();
  const judged = useMemo(
    () =>
      DESIGNS.flatMap((design) => {
        const found = judgeClaim(claim.id, design);
        return found ? [{ design, ...found }] : [];
      }),
    [claim],
  );
  const scenario = judged[0]?.scenario;
  const layout = scenario && layoutOf(scenario.device);
  return (
    <article className="proof-claim" aria-labelledby="claim-title">
      <h2 id="claim-title">
        {claim.id}. {claim.claim}
      </h2>
      <p className="proof-note">
        <a href={claimFragment(claim.id)}>Link to this claim</a>
      </p>
      <ul className="proof-note" aria-label="Where it was said">
        {claim.sources.map((source) => (
          <SourceLine key={source.what} {...source} />
        ))}
      </ul>
      {scenario && layout && (
        <details className="proof-steps">
          <summary>
            Its scenario: {scenario.steps.length} steps on a device with {scenario.device.name}
          </summary>
          <ol className="mono">
            {scenario.steps.map((step, n) => (
              <li key={n}>{stepTitle(step, layout)}</li>
            ))}
          </ol>
        </details>
      )}
      <div className="proof-verdicts" role="region" aria-label="Verdict per design" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Design</th>
              <th scope="col">Verdict</th>
              <th scope="col">Why</th>
              <th scope="col">Decided at</th>
            </tr>
          </thead>
          <tbody>
            {judged.map(({ design, scenario: its, finding }) => (
              <tr key={design.id}>
                <th scope="row">{design.title}</th>
                <td>
                  <span className="proof-tag" data-verdict={LOOKS[finding.verdict]}>
                    {WORDS[finding.verdict]}
                  </span>
                </td>
                <td>{finding.sentence}</td>
                <td>
                  <button
                    type="button"
                    className="button button-small"
                    aria-label={`Open step ${finding.step + 1} under ${design.title}`}
                    onClick={() =>
                      open(
                        { ...its, name: `${claim.id}: ${claim.claim}`, note: claim.claim },
                        design.id,
                        [`${claim.id}: ${WORDS[finding.verdict]}.`, finding.sentence],
                        finding.step,
                      )
                    }
                  >
                    step {finding.step + 1}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </article>
  );
}
