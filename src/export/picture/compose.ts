/** The picture of a moment: heading, memory map and route on one page of 16 to 9, made from the scenes of the screen. */
import type { Rect } from '#scene/route/rect.ts';
import { planRoute, type RoutePlan } from '#scene/route/route-plan.ts';
import { routeScene } from '#scene/route/route-scene.ts';
import { headingMarks } from './heading.ts';
import { mapPanel } from './map-panel.ts';
import type { GroupMark, Picture } from './marks.ts';
import { descriptionOf, titleOf, type Moment } from './moment.ts';
import { obstacleMarks } from './obstacle-marks.ts';
import { faded, PALETTES, type Palette, type ThemeName } from './palette.ts';
import { captionMarks, routeMarks } from './route-marks.ts';

/** The design size, in pixels. */
export const PICTURE = { width: 1280, height: 720 } as const;

const MARGIN = 20;
const TOP = 108;
const MAP: Rect = { x: MARGIN, y: TOP, width: 404, height: PICTURE.height - TOP - MARGIN };
const ROUTE: Rect = { x: 440, y: TOP, width: PICTURE.width - 440 - MARGIN, height: MAP.height };

/** Makes pictures in one theme. What two moments have in common is worked out once: a film has thousands of them. */
export class Composer {
  private readonly palette: Palette;
  private plan: RoutePlan | null = null;
  private map: { readonly key: readonly unknown[]; readonly group: GroupMark } | null = null;

  constructor(theme: ThemeName) {
    this.palette = PALETTES[theme];
  }

  compose(moment: Moment): Picture {
    const area = { left: MARGIN, right: PICTURE.width - MARGIN, baselines: [42, 69, 92] as const };
    return {
      ...PICTURE,
      background: this.palette.bg,
      title: titleOf(moment),
      description: descriptionOf(moment),
      marks: [
        {
          kind: 'group',
          name: 'heading',
          x: 0,
          y: 0,
          scale: 1,
          marks: headingMarks(moment, area, this.palette),
        },
        this.mapGroup(moment),
        ...this.routeGroups(moment),
      ],
    };
  }

  private mapGroup(moment: Moment): GroupMark {
    const { run, step, state, previous } = moment;
    const key = [run, step, state, previous];
    if (this.map?.key.every((part, i) => part === key[i]) !== true)
      this.map = {
        key,
        group: {
          kind: 'group',
          name: 'memory map',
          x: MAP.x,
          y: MAP.y,
          scale: 1,
          marks: mapPanel(moment, MAP, this.palette),
        },
      };
    return this.map.group;
  }

  private planOf({ run, route }: Moment): RoutePlan {
    const { layout, design } = run;
    if (this.plan?.route !== route || this.plan.layout !== layout || this.plan.design !== design)
      this.plan = planRoute(route, layout, design, ROUTE);
    return this.plan;
  }

  private routeGroups(moment: Moment): GroupMark[] {
    const { obstacle } = moment;
    const scene = routeScene(this.planOf(moment), moment.hop);
    const scale = Math.min(1, ROUTE.height / scene.height);
    const place = { kind: 'group', x: ROUTE.x + ((1 - scale) * ROUTE.width) / 2, y: ROUTE.y, scale } as const;
    if (obstacle !== null) {
      const marks = routeMarks(scene, faded(this.palette));
      const notice = obstacleMarks(obstacle, ROUTE, scene.fontSize, this.palette);
      return [
        { ...place, name: 'route', marks },
        { ...place, name: 'obstacle', x: ROUTE.x, scale: 1, marks: notice },
      ];
    }
    return [
      { ...place, name: 'route', marks: routeMarks(scene, this.palette) },
      { ...place, name: 'caption', marks: captionMarks(scene.caption, scene.fontSize, this.palette) },
    ];
  }
}

/** One picture; for more of them a Composer is quicker. */
export const pictureOf = (moment: Moment, theme: ThemeName): Picture => new Composer(theme).compose(moment);
