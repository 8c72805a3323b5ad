import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { SurveyJob } from '#model/survey-job.ts';
import { surveyDifference, type PageSurvey } from '#model/page-survey.ts';
import { Run } from '#model/run.ts';
import { overlap, type Rect } from '../route/rect.ts';
import { planRoute } from '../route/route-plan.ts';
import { routeScene } from '../route/route-scene.ts';
import { LAYOUTS, sampleRoutes, steps } from '../route/testing/sample-routes.ts';
import { LETTER_PLATE, pagePicture } from './page-picture.ts';
import { leastPairHeight, pairScene } from './pair-scene.ts';
import { allHeadlines, routeWords } from './route-words.ts';
import {
  CAPTION_LINES,
  captionTexts,
  SENTENCE_TYPE,
  sentenceTexts,
  STAGE,
  stageLayout,
  TYPE,
} from './stage-layout.ts';
import { leastRouteHeight, STAGE_ROOM } from './stage-room.ts';
import { routeBoxes, stageBoxes, type TextBox } from './testing/text-boxes.ts';

const WIDTH = STAGE.width - 40;
const SAMPLES = sampleRoutes();
/** A prime stride, so that every step and design has its turn. */
const SOME = SAMPLES.filter((_, i) => i % 23 === 0);

const within = (box: Rect, area: Rect): boolean =>
  box.x >= area.x - 0.5 &&
  box.y >= area.y - 0.5 &&
  box.x + box.width <= area.x + area.width + 0.5 &&
  box.y + box.height <= area.y + area.height + 0.5;

function collisions(boxes: readonly TextBox[]): string[] {
  return boxes.flatMap((a, i) =>
    boxes.slice(i + 1).flatMap((b) => (overlap(a, b, -1) ? [`“${a.text}” on “${b.text}”`] : [])),
  );
}

describe('the words of a moment', () => {
  const words = fc.array(fc.constantFrom('table', 'x', 'write', '0x8000003f', 'UNHANDLEABLE', 'it'), {
    minLength: 1,
  });
  const sentence = (most: number) => words.map((list) => list.join(' ').slice(0, most).trim() || 'x');

  it('stand apart and on the stage, and leave the picture its room up to 200 characters', () => {
    const part = sentence(60).map((text) => ({ text, face: 'text' as const }));
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 3 }),
        sentence(200),
        fc.array(sentence(300), { maxLength: 2 }),
        (heading, said, choices) => {
          const least = 470;
          const layout = stageLayout({
            heading,
            counter: '128 of 128',
            sentences: [said],
            least,
            captionLines: CAPTION_LINES,
          });
          const texts = [...layout.heading, ...sentenceTexts(layout, said), ...captionTexts(layout, choices)];
          const boxes = [...stageBoxes(texts), { ...layout.picture, text: 'the picture' }];
          expect(collisions(boxes)).toEqual([]);
          for (const box of boxes) expect(within(box, { x: 0, y: 0, ...STAGE }), box.text).toBe(true);
          for (const { size } of texts) expect(size).toBeGreaterThanOrEqual(TYPE);
          expect(layout.picture.height).toBeGreaterThanOrEqual(least);
        },
      ),
    );
  });

  it('give up their last line before the picture gives up its size, and are shorter then, never cut', () => {
    const layout = stageLayout({
      heading: [{ text: 'x', face: 'text' }],
      counter: '1 of 2',
      sentences: ['a sentence '.repeat(16)],
      least: 505,
      captionLines: CAPTION_LINES,
    });
    expect(layout.captionLines).toBe(1);
    const long = 'words '.repeat(40).trim();
    expect(captionTexts(layout, [long, 'short']).map(({ text }) => text)).toEqual(['short']);
    expect(captionTexts(layout, [long])).toEqual([]);
  });

  it('have room for the longest that a route says', () => {
    for (const { route, layout, design } of SOME) {
      const said = allHeadlines(route, layout, design);
      const stage = stageLayout({
        heading: [{ text: design.title, face: 'bold' }],
        counter: '1 of 9',
        sentences: said,
        least: leastRouteHeight(design, WIDTH),
        captionLines: CAPTION_LINES,
      });
      for (const hop of [0, 1, route.hops.length / 2, route.hops.length]) {
        const { headline } = routeWords(route, layout, design, hop);
        for (const box of stageBoxes(sentenceTexts(stage, headline)))
          expect(box.y + box.height, headline).toBeLessThanOrEqual(
            stage.picture.y + SENTENCE_TYPE * DESCENDERS,
          );
      }
    }
  });
});

/** What the letters of the last line may reach into the space above the picture. */
const DESCENDERS = 0.22;

describe('a route on the stage', { timeout: 60_000 }, () => {
  it('needs no more height than three lines of sentence leave it, under every design', () => {
    for (const design of DESIGNS) expect(leastRouteHeight(design, WIDTH)).toBeLessThanOrEqual(490);
  });

  it('has every word in the picture, none on another, at the least height and with room to spare', () => {
    const offences: string[] = [];
    for (const { route, layout, design } of SOME)
      for (const height of [leastRouteHeight(design, WIDTH), 560]) {
        const plan = planRoute(route, layout, design, { width: WIDTH, height }, STAGE_ROOM);
        expect(plan.geometry.fontSize).toBe(TYPE);
        expect(plan.geometry.height).toBeLessThanOrEqual(Math.max(height, leastRouteHeight(design, WIDTH)));
        for (const hop of [0, 3.5, route.hops.length / 2, route.hops.length]) {
          const scene = routeScene(plan, Math.min(hop, route.hops.length));
          const boxes = routeBoxes(scene);
          offences.push(...collisions(boxes).map((what) => `${design.id} ${height} hop ${hop}: ${what}`));
          for (const box of boxes)
            if (!within(box, { x: 0, y: 0, width: WIDTH, height: scene.height }))
              offences.push(`${design.id}: “${box.text}” sticks out`);
          for (const { name, status, x, y, width, height: tall } of scene.stations)
            for (const box of stageBoxes(
              [name, ...(status ? [status] : [])].map((text) => ({ ...text, size: TYPE })),
            ))
              if (box.text !== '' && !within(box, { x, y, width, height: tall }))
                offences.push(`${design.id}: “${box.text}” leaves its box`);
        }
      }
    expect(offences).toEqual([]);
  });

  it('goes through one row for the handlers that are asked first, which counts them', () => {
    const { route, layout, design } = SAMPLES.find(
      (one) => one.route.hops.filter(({ rule }) => rule === 'xen.decline').length >= 4,
    )!;
    const plan = planRoute(route, layout, design, { width: WIDTH, height: 520 }, STAGE_ROOM);
    const declines = route.hops.flatMap(({ rule }, n) => (rule === 'xen.decline' ? [n] : []));
    const row = (hop: number) =>
      routeScene(plan, hop).stations.find(({ name }) => name.text.endsWith('others'))!;
    expect(row(0).name.text).toBe(`${design.xen.earlierHandlers.length} others`);
    expect(row(0).status).toBeNull();
    expect(row(declines[0]! + 1).status?.text).toBe('1 so far');
    expect(row(declines[3]! + 1).status?.text).toBe('decline');
  });
});

describe('two routes on the stage', { timeout: 60_000 }, () => {
  const layout = LAYOUTS[1]!;
  const scenario = {
    name: '',
    note: '',
    device: layout.device,
    registers: new Map<number, number>(),
    steps: steps(layout),
  };
  const runs = DESIGNS.map((design) => new Run(scenario, design));
  const pairs = runs.flatMap((a, i) =>
    [runs[(i + 1) % runs.length]!, runs[(i + 7) % runs.length]!].map((b) => [a, b] as const),
  );

  it('have every word in their own pane, none on another, and rows for every hop', () => {
    const offences: string[] = [];
    for (const [a, b] of pairs)
      for (const step of [0, 14, 18, 25, 32]) {
        const sides = [
          { route: a.routeAt(step), design: a.design },
          { route: b.routeAt(step), design: b.design },
        ] as const;
        const area = { x: 20, y: 90, width: WIDTH, height: Math.max(leastPairHeight(sides, WIDTH), 500) };
        for (const hop of [0, 4.25, 1000])
          for (const pane of pairScene(sides, layout, area, hop)) {
            const texts = [
              ...pane.title,
              pane.outcome.text,
              ...pane.rows.flatMap(({ name, status }) => [name, ...(status ? [status] : [])]),
            ];
            const boxes = stageBoxes(texts);
            offences.push(...collisions(boxes));
            for (const box of boxes) if (!within(box, pane.frame)) offences.push(`“${box.text}” sticks out`);
            for (const row of pane.rows) if (!within(row, pane.frame)) offences.push(`${row.key} sticks out`);
            expect(pane.rows.filter(({ parts }) => parts).length).toBeLessThanOrEqual(1);
            expect(pane.token.y).toBeGreaterThanOrEqual(pane.rail.from);
            expect(pane.token.y).toBeLessThanOrEqual(pane.rail.to);
          }
      }
    expect(offences).toEqual([]);
  });

  it('show their ends, and where they part, however long they are', () => {
    for (const [a, b] of pairs.slice(0, 12)) {
      const sides = [
        { route: a.routeAt(0), design: a.design },
        { route: b.routeAt(0), design: b.design },
      ] as const;
      const parted =
        sides[0].route.hops.map(({ rule }) => rule).join() !==
        sides[1].route.hops.map(({ rule }) => rule).join();
      for (const pane of pairScene(sides, layout, { x: 0, y: 0, width: WIDTH, height: 300 }, 1000)) {
        expect(pane.ended).toBe(true);
        if (parted) expect(pane.rows.some(({ parts }) => parts)).toBe(true);
      }
    }
  });
});

describe('the whole page on the stage', { timeout: 60_000 }, () => {
  const surveyOf = (id: string): PageSurvey => {
    const job = new SurveyJob(
      DESIGNS.find((one) => one.id === id)!,
      LAYOUTS[1]!,
      'one-vector-bound',
    );
    while (!job.advance(100_000));
    return job.survey;
  };
  const surveys = [
    'xen-4.18--qemu-devmem',
    'xen-4.19--qemu-latch',
    'series-v2--qemu-latch',
    'vpci-head--domu',
  ].map(surveyOf);

  it('has words and letters in their places, and says how much it leaves out', () => {
    const area = { x: 20, y: 90, width: WIDTH, height: 520 };
    for (const survey of surveys)
      for (const from of [null, ...surveys]) {
        const difference = from === null ? null : surveyDifference(from, survey);
        const picture = pagePicture({ survey, difference, page: 0 }, area);
        const texts = [
          ...picture.planes.map(({ title }) => title),
          ...picture.legend.flatMap((item) => item.texts),
          ...picture.more,
        ];
        const boxes = stageBoxes(texts);
        expect(collisions(boxes)).toEqual([]);
        for (const box of boxes) expect(within(box, area), box.text).toBe(true);
        for (const plane of picture.planes)
          for (const { x, y } of plane.letters)
            expect(
              within(
                {
                  x: x - LETTER_PLATE.width / 2,
                  y: y - LETTER_PLATE.height / 2,
                  ...LETTER_PLATE,
                },
                plane,
              ),
            ).toBe(true);
        const entries = difference === null ? null : difference.changes.length;
        const listed = picture.legend.filter(({ outcomes }) => outcomes.length > 0).length;
        if (entries !== null && listed < entries)
          expect(picture.more[0]?.text).toMatch(new RegExp(`^${entries - listed} other changes`));
      }
  });
});
