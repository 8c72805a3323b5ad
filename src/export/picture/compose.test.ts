import { describe, expect, it } from 'vitest';
import { DEVICES } from '#content/devices.ts';
import { SCENARIOS } from '#content/scenarios.ts';
import { DESIGNS } from '#model/designs/catalogue.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import { stepTitle, verdict } from '#model/narrate.ts';
import { Run } from '#model/run.ts';
import { layoutOf } from '#model/layout.ts';
import { planRoute } from '#scene/route/route-plan.ts';
import { routeScene, type RouteScene } from '#scene/route/route-scene.ts';
import { momentOf, runOf } from '../testing/moments.ts';
import { extentsOf } from '../testing/places.ts';
import { Composer, PICTURE, pictureOf } from './compose.ts';
import { textsOf, type Picture } from './marks.ts';
import type { Moment } from './moment.ts';
import { THEME_NAMES } from './palette.ts';

/** Moments of every ready scenario, with designs, devices and places that come round by prime strides. */
const MOMENTS: Moment[] = SCENARIOS.flatMap(({ on }, i) =>
  [0, 1, 2].flatMap((turn) => {
    const { description } = DEVICES[(i * 7 + turn * 11) % DEVICES.length]!;
    const run = new Run(on(layoutOf(description)), DESIGNS[(i * 3 + turn * 5) % DESIGNS.length]!);
    return [0, 0.31, 0.5, 0.87, 1].map((part) => {
      const step = Math.min(run.length - 1, Math.floor(part * run.length));
      return momentOf(run, step, part * run.routeAt(step).hops.length);
    });
  }),
);

const PICTURES = MOMENTS.map((moment) => pictureOf(moment, 'light'));

const said = (picture: Picture): string[] => textsOf(picture.marks).map(({ text }) => text);

/** Every word that the scene of the screen has. */
function wordsOf(scene: RouteScene): string[] {
  return [
    ...scene.lanes.map(({ title }) => title),
    scene.heading.text,
    ...scene.stations.flatMap(({ name, status }) => [name.text, ...(status ? [status.text] : [])]),
    ...scene.roads.flatMap(({ label }) => (label ? [label.text] : [])),
    ...(scene.token?.label?.lines ?? []),
    ...scene.caption.lines.map(({ text }) => text),
    scene.caption.counter.text,
  ];
}

describe('the picture of a moment', () => {
  it('says every word that the route on the screen says at that moment', () => {
    for (const [i, { run, route, hop }] of MOMENTS.entries()) {
      const scene = routeScene(planRoute(route, run.layout, run.design, { width: 820, height: 592 }), hop);
      const words = new Set(said(PICTURES[i]!));
      expect(wordsOf(scene).filter((word) => !words.has(word))).toEqual([]);
    }
  });

  it('names the access and its number, and at the end its verdict and outcome', () => {
    for (const [i, { run, step, route, hop }] of MOMENTS.entries()) {
      const words = said(PICTURES[i]!);
      expect(words).toContain(`Access ${step + 1} of ${run.length}`);
      expect(words).toContain(stepTitle(route!.step, run.layout));
      const isOver = hop === route!.hops.length;
      expect(words.includes(OUTCOMES[route!.outcome].letter)).toBe(isOver);
      if (!isOver) continue;
      const { headline } = verdict(route!, run.layout, run.design);
      expect(words.join(' ')).toContain(headline);
    }
  });

  it('keeps every mark on the page, and all words at 13 pixels or more', () => {
    const offences: string[] = [];
    for (const { marks } of PICTURES) {
      for (const { mark, extent } of extentsOf(marks)) {
        const { left, top, right, bottom } = extent;
        if (left < 0 || top < 0 || right > PICTURE.width || bottom > PICTURE.height)
          offences.push(`${JSON.stringify(mark).slice(0, 120)} at ${JSON.stringify(extent)}`);
      }
      for (const { text, size } of textsOf(marks)) if (size < 13) offences.push(`${text} at ${size} pixels`);
    }
    expect(offences).toEqual([]);
  });

  it('is the same whatever was drawn before it', () => {
    const composer = new Composer('dark');
    const some = MOMENTS.filter((_, i) => i % 4 === 0);
    const forth = some.map((moment) => composer.compose(moment));
    const back = [...some].reverse().map((moment) => composer.compose(moment));
    expect(back.reverse()).toEqual(forth);
    expect(pictureOf(some[3]!, 'dark')).toEqual(forth[3]);
  });

  it('differs between themes in nothing but colours', () => {
    const bare = (picture: Picture) =>
      JSON.stringify(picture, (key, value: unknown) =>
        ['fill', 'colour', 'background'].includes(key) ? '' : value,
      );
    const [light, ...others] = THEME_NAMES.map((theme) => bare(pictureOf(MOMENTS[7]!, theme)));
    for (const other of others) expect(other).toBe(light);
  });
});

describe('the description', () => {
  it('tells the hops that were made, and the verdict only at the end', () => {
    const run = runOf('register-write', 'xen-4.18--qemu-devmem');
    const early = pictureOf(momentOf(run, 33, 3), 'light').description;
    const late = pictureOf(momentOf(run, 33, Infinity), 'light').description;
    expect(early).toContain('The emulator decodes the instruction');
    expect(early).not.toContain('is lost');
    expect(late).toContain('The write to +0x2804 is lost: it never reaches the device.');
  });

  it('says why nothing runs where the device model cannot work, and the picture shows no outcome', () => {
    const run = runOf('register-write', 'xen-4.18--qemu-devmem');
    const barred = pictureOf(momentOf(run, 33, Infinity, 'stubdomain'), 'light');
    expect(barred.description).toContain('does not work here (Linux stubdomain)');
    expect(said(barred).join(' ')).toContain('Fails at: attaching the device');
    expect(said(barred)).not.toContain(OUTCOMES.lost.letter);
  });
});

it('draws an empty stage for a scenario without steps', () => {
  const { scenario, design } = runOf('register-write', 'xen-4.18--qemu-devmem');
  const empty = new Run({ ...scenario, name: 'Nothing yet', steps: [] }, design);
  const picture = pictureOf(momentOf(empty, 0, 0), 'light');
  expect(picture.title).toBe('Nothing yet: no access');
  expect(said(picture)).toContain('No access chosen.');
});
