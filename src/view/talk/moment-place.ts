import { layoutOf } from '#model/layout.ts';
import { stepTitle } from '#model/narrate.ts';
import { keptDesign, runOf } from '#state/derived.ts';
import { PICTURES } from '#share/document.ts';
import type { StageMoment } from '#state/talk-stage.ts';

/** What a moment shows, as a list has it: picture, step and designs; what is wrong with it, where nothing can be shown. */
export function placeText(moment: StageMoment): string {
  if (moment.kind === 'broken') return moment.problem;
  const { scenario, step, hop, designId, otherDesignId, origin, picture } = moment;
  const one = scenario.steps[step];
  const all = runOf(scenario, designId).routeAt(step).hops.length;
  const title = one === undefined ? 'no step' : stepTitle(one, layoutOf(scenario.device));
  const partly = hop < all ? ` (${hop === 0 ? 'before its first hop' : `after hop ${hop}`})` : '';
  const designs = [designId, ...(otherDesignId === null ? [] : [otherDesignId])].map(
    (id) => keptDesign(id).title,
  );
  const where = origin.kind === 'home' ? '' : ` of “${scenario.name}”`;
  const on = origin.kind === 'ready' ? ` on ${scenario.device.name}` : '';
  return `${PICTURES[picture]}: step ${step + 1}, ${title}${partly}${where}${on}; ${designs.join(' and ')}`;
}
