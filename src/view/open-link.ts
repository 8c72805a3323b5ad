/** Opens the link in the address bar, and lets go of it once the person moves on. */
import { shortened } from '#model/base/shortened.ts';
import { failure } from '#model/base/result.ts';
import { readFigure } from '#share/figure/read-figure.ts';
import { LONGEST_LINK } from '#share/limits.ts';
import { claimOf, isClaimFragment } from '#state/claim-link.ts';
import type { KeepingStore } from '#state/keeping.ts';
import { CATALOGUE, openDocument, READY } from '#state/sharing.ts';
import type { Workbench } from '#state/workbench.ts';

/** A program may have written three characters for one. */
const LONGEST_FRAGMENT = 4 * LONGEST_LINK;

/** Opens `fragment` (from # on); a bad one is told in a sentence and changes nothing. */
export async function openLink(fragment: string, workbench: Workbench, keeping: KeepingStore): Promise<void> {
  if (isClaimFragment(fragment)) return openClaim(fragment, workbench, keeping);
  const opened =
    fragment.length > LONGEST_FRAGMENT
      ? failure(`It has ${fragment.length} characters; a link has at most ${LONGEST_LINK}.`)
      : readFigure(fragment, CATALOGUE, READY);
  if (!opened.ok) {
    const why = /msix/i.test(fragment)
      ? opened.error
      : `The address ends in “${shortened(fragment)}”, and links of msixscope begin with #msix1/.`;
    keeping.tell('warning', `The link was not opened, and nothing has changed. ${why}`);
    letGo(fragment);
    return;
  }
  const told = openDocument(workbench, opened.value.document);
  for (const notice of [...opened.value.notices, ...told]) keeping.tell('note', notice);
  const { activeId, designId, playhead } = workbench.getState();
  const stop = workbench.subscribe((now) => {
    if (now.activeId === activeId && now.designId === designId && now.playhead === playhead) return;
    stop();
    // A reload would go back to where the link points, and not to where the person is.
    letGo(fragment);
  });
}

/** Takes `fragment` out of the address: a reload would open it, or warn of it, once more. */
function letGo(fragment: string): void {
  if (location.hash === fragment)
    history.replaceState(history.state, '', location.pathname + location.search);
}

/** Shows the claim; it is fetched with the view that shows it. */
async function openClaim(fragment: string, { actions }: Workbench, keeping: KeepingStore): Promise<void> {
  const claim = claimOf(fragment);
  if (!claim.ok) {
    keeping.tell('warning', `The link was not opened, and nothing has changed. ${claim.error}`);
    return;
  }
  const { proof } = await import('#state/proof.ts');
  proof.setState({ tab: 'thread', claimId: claim.value });
  actions.setLook({ view: 'proof' });
}
