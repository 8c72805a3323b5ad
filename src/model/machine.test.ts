import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAccess, type Step } from './access.ts';
import { RECORDED_WORLD, REAL_WORLD } from './context.ts';
import { DESIGNS } from './designs/catalogue.ts';
import { layoutOf } from './layout.ts';
import { Machine } from './machine.ts';
import { cloneState } from './state.ts';
import { hopSentence, hopTitle, verdict } from './narrate.ts';
import { anyStory } from './testing/arbitraries.ts';
import type { Route } from './route.ts';

const worlds = [RECORDED_WORLD, REAL_WORLD];

/** Runs the story under every design and world, handing every route to `see`. */
function everywhere(
  story: { device: Parameters<typeof layoutOf>[0]; steps: readonly Step[] },
  see: (route: Route, machine: Machine) => void,
): void {
  const layout = layoutOf(story.device);
  for (const design of DESIGNS)
    for (const world of worlds) {
      const machine = new Machine(design, layout, { world });
      for (const step of story.steps) see(machine.route(step), machine);
    }
}

const bytesOf = (step: Step): number[] => {
  if (!isAccess(step)) return [];
  const count = step.op === 'rep-write' || step.op === 'rep-read' ? step.count : 1;
  const stride = 'df' in step && step.df ? -step.size : step.size;
  const bytes: number[] = [];
  for (let k = 0; k < count; k++)
    for (let i = 0; i < step.size; i++) bytes.push(step.offset + stride * k + i);
  return bytes.sort((a, b) => a - b);
};

describe('every access', () => {
  it('has every byte accounted for exactly once, by one party', () => {
    fc.assert(
      fc.property(anyStory, (story) => {
        everywhere(story, (route) => {
          if (route.outcome === 'not-run' || route.outcome === 'crash') return;
          const answered = route.answers.flatMap((a) =>
            Array.from({ length: a.size }, (_, i) => a.offset + i),
          );
          expect(answered.sort((a, b) => a - b)).toEqual(bytesOf(route.step));
        });
      }),
      { numRuns: 60 },
    );
  });

  it('is accepted by at most one handler a request, and answered once', () => {
    fc.assert(
      fc.property(anyStory, (story) => {
        everywhere(story, (route) => {
          let open = 0;
          for (const { event } of route.hops) {
            if (event?.at === 'xen.accept') open++;
            if (event?.at === 'xen.result') open--;
            expect(open === 0 || open === 1).toBe(true);
          }
          expect(open).toBe(0);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('gives the same route and state when it is repeated from the same state', () => {
    fc.assert(
      fc.property(anyStory, (story) => {
        const layout = layoutOf(story.device);
        for (const design of DESIGNS) {
          const one = new Machine(design, layout);
          const two = new Machine(design, layout);
          for (const step of story.steps) {
            two.state = cloneState(one.state);
            expect(isDeepStrictEqual(two.route(step), one.route(step))).toBe(true);
            expect(isDeepStrictEqual(two.state, one.state)).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('changes the state in the same way with and without recording', () => {
    fc.assert(
      fc.property(anyStory, (story) => {
        const layout = layoutOf(story.device);
        for (const design of DESIGNS) {
          const recorded = new Machine(design, layout);
          const silent = new Machine(design, layout);
          for (const step of story.steps) {
            const route = recorded.route(step);
            expect(silent.run(step)).toEqual(route.values);
            expect(silent.outcome(step)).toBe(route.outcome);
            expect(isDeepStrictEqual(silent.state, recorded.state)).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('can be told in words without a hole', () => {
    fc.assert(
      fc.property(anyStory, (story) => {
        everywhere(story, (route, machine) => {
          const sentences = route.hops.map((hop) => hopSentence(hop, machine.layout, machine.design));
          const { headline, detail } = verdict(route, machine.layout, machine.design);
          for (const text of [...sentences, headline, detail, ...route.hops.map(hopTitle)])
            if (!/^\S(?!.*(undefined|NaN|null|\[object)).*\S$/.test(text))
              throw new Error(`not a sentence: ${text}`);
        });
      }),
      { numRuns: 20 },
    );
  });
});
