/** What stands on the stage in words: said to the room, and to screen readers. */
import { hex } from '#model/base/hex.ts';
import { pageOf, pageStart, type Layout } from '#model/layout.ts';
import { stepTitle, verdict } from '#model/narrate.ts';
import type { Route } from '#model/route.ts';
import type { Run } from '#model/run.ts';
import { partingHop } from '#scene/compare/parting.ts';
import { mapAccess } from '#scene/page-map/map-access.ts';
import { LEAST_PAGE_HEIGHT } from '#scene/present/page-picture.ts';
import { leastPairHeight } from '#scene/present/pair-scene.ts';
import { allHeadlines, routeWords } from '#scene/present/route-words.ts';
import { leastRouteHeight } from '#scene/present/stage-room.ts';
import { CAPTION_LINES, STAGE, type HeadingPart, type StageWords } from '#scene/present/stage-layout.ts';
import { keptDesign, routeOf, runOf } from '#state/derived.ts';
import type { ShownMoment } from '#state/talk-stage.ts';

const LEAST_MAP_HEIGHT = 440;

/** The run of a moment, that of the other design where it has one, and their routes of its step. */
export interface MomentRuns {
  readonly run: Run;
  readonly other: Run | null;
  readonly route: Route | null;
  readonly otherRoute: Route | null;
}

export function runsOf({ scenario, designId, otherDesignId, step }: ShownMoment): MomentRuns {
  const run = runOf(scenario, designId);
  const other = otherDesignId === null ? null : runOf(scenario, otherDesignId);
  return { run, other, route: routeOf(run, step), otherRoute: other && routeOf(other, step) };
}

/** What a moment says around its picture, but for what changes from hop to hop. */
export function fixedWords(moment: ShownMoment, counter: string, homeDevice: string): StageWords {
  return {
    heading: headingOf(moment, homeDevice),
    counter,
    sentences: moment.text === '' ? ownSentences(moment) : [moment.text],
    least: leastHeight(moment),
    captionLines: moment.picture === 'page' ? 1 : CAPTION_LINES,
  };
}

function headingOf(moment: ShownMoment, homeDevice: string): HeadingPart[] {
  const { picture, scenario, step, otherDesignId } = moment;
  const { run, route } = runsOf(moment);
  const { name } = scenario.device;
  const device: HeadingPart[] = name === homeDevice ? [] : [{ text: name, face: 'text' }];
  if (picture === 'page') {
    const page = `Page +${hex(pageAt(moment, run.layout))}`;
    const designs =
      otherDesignId === null
        ? run.design.title
        : `from ${run.design.title} to ${keptDesign(otherDesignId).title}`;
    return [{ text: page, face: 'bold' }, { text: designs, face: 'text' }, ...device];
  }
  const access: HeadingPart[] =
    route === null
      ? [{ text: scenario.name, face: 'bold' }]
      : [
          { text: stepTitle(route.step, run.layout), face: 'mono' },
          { text: `step ${step + 1} of ${run.length}`, face: 'text' },
        ];
  const design: HeadingPart[] = picture === 'compare' ? [] : [{ text: run.design.title, face: 'bold' }];
  return [...access, ...design, ...device];
}

/** Where the page begins that a moment is about: that of its access, else the table's. */
export function pageAt({ scenario, step }: ShownMoment, layout: Layout): number {
  const offset = mapAccess(scenario.steps[step], step)?.offset ?? layout.tableStart;
  const within = Math.min(Math.max(offset, layout.trapStart), layout.trapEnd - 1);
  return pageStart(layout, pageOf(layout, within));
}

function leastHeight(moment: ShownMoment): number {
  const width = STAGE.width - 40;
  const { run, other, route, otherRoute } = runsOf(moment);
  switch (moment.picture) {
    case 'route':
      return leastRouteHeight(run.design, width);
    case 'compare':
      return route && otherRoute && other
        ? leastPairHeight(
            [
              { route, design: run.design },
              { route: otherRoute, design: other.design },
            ],
            width,
          )
        : 0;
    case 'map':
      return LEAST_MAP_HEIGHT;
    case 'page':
      return LEAST_PAGE_HEIGHT;
  }
}

function ownSentences(moment: ShownMoment): string[] {
  const { run, route } = runsOf(moment);
  if (route === null || moment.picture === 'compare' || moment.picture === 'page')
    return [hopWords(moment, 0).sentence, hopWords(moment, Infinity).sentence];
  return allHeadlines(route, run.layout, run.design);
}

export interface HopWords {
  readonly sentence: string;
  /** What stands below the picture: the longest that fits there. */
  readonly captions: readonly string[];
}

/** The sentence and the caption with `hop` hops done. */
export function hopWords(moment: ShownMoment, hop: number): HopWords {
  const { run, other, route, otherRoute } = runsOf(moment);
  if (route === null) return { sentence: moment.text || 'This scenario has no steps yet.', captions: [] };
  if (moment.picture === 'page')
    return {
      sentence: moment.text || 'What becomes of every access to the page.',
      captions: ['One square is the access that begins at one byte, 64 to a row; one vector is bound.'],
    };
  if (moment.picture === 'compare' && other && otherRoute) return pairWords(moment, run, other, hop);
  const { headline, detail, captions } = routeWords(route, run.layout, run.design, hop);
  return moment.text === ''
    ? { sentence: headline, captions: [detail] }
    : { sentence: moment.text, captions };
}

function pairWords({ text, step }: ShownMoment, run: Run, other: Run, hop: number): HopWords {
  const [ours, theirs] = [routeOf(run, step), routeOf(other, step)];
  const parting = partingHop(ours, theirs);
  const said =
    parting === null
      ? 'Both go the same way.'
      : hop > parting
        ? `The ways part at hop ${parting + 1}.`
        : 'The same so far.';
  const isEnd = hop >= Math.max(ours?.hops.length ?? 0, theirs?.hops.length ?? 0);
  const verdicts =
    !isEnd || !ours || !theirs
      ? []
      : [[run, ours] as const, [other, theirs] as const].map(
          ([{ design, layout }, route]) => `${design.xenTitle}: ${verdict(route, layout, design).headline}`,
        );
  return {
    sentence: text || said,
    captions: [...(verdicts.length > 0 ? [verdicts.join(' ')] : []), ...(text === '' ? [] : [said])],
  };
}
