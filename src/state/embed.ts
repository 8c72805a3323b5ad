/** An embedded workbench: does what the page around it asks for, and tells where it stands. */
import { hopSentence, stepTitle, verdict } from '#model/narrate.ts';
import type { Result } from '#model/base/result.ts';
import { designById as designNamed } from '#model/designs/catalogue.ts';
import type { EmbedAnswer, EmbedNow, EmbedRequest } from '#share/embed/messages.ts';
import { encodeLink, type Opened } from '#share/link/link.ts';
import { openText } from '#share/open-text.ts';
import { routeOf } from './derived.ts';
import { CATALOGUE, documentNow, openDocument, READY } from './sharing.ts';
import { activeRun, activeScenario, type Workbench, type WorkbenchState } from './workbench.ts';

/** What a text that is to be loaded holds; null for other requests. */
export type Loaded = Result<Opened> | null;

/** Does `request`; an answer that is not ok changed nothing. `loaded` is its text as it was read. Never throws. */
export function answerTo(
  workbench: Workbench,
  request: EmbedRequest,
  loaded = loadedAtOnce(request),
): EmbedAnswer {
  const { actions, getState } = workbench;
  const done = (notices: readonly string[] = []): EmbedAnswer => ({
    ok: true,
    now: embedNow(getState()),
    notices,
  });
  switch (request.do) {
    case 'load': {
      if (loaded?.ok !== true) return { ok: false, error: `${loaded?.error ?? ''}\nNothing has changed.` };
      openDocument(workbench, loaded.value.document);
      // Only the picture of the route is embedded.
      actions.setLook({ view: 'route' });
      return done(loaded.value.notices);
    }
    case 'go': {
      const { length } = activeRun(getState());
      if (request.step > length)
        return { ok: false, error: `There is no step ${request.step}: the scenario has ${length}.` };
      if (request.step === 0) actions.toStart();
      else actions.seek({ step: request.step - 1, hop: request.hop ?? Number.POSITIVE_INFINITY });
      return done();
    }
    case 'design': {
      const design = designNamed(request.design);
      if (!design.ok) return { ok: false, error: design.error };
      actions.setDesign(design.value.id);
      return done();
    }
    case 'play':
      actions.play();
      return done();
    case 'pause':
      actions.pause();
      return done();
    case 'read':
      return done();
  }
}

const loadedAtOnce = (request: EmbedRequest): Loaded =>
  request.do === 'load' ? openText(request.text, CATALOGUE, READY) : null;

/** Where the workbench stands, in plain values. */
export function embedNow(state: WorkbenchState): EmbedNow {
  const run = activeRun(state);
  const { step, hop } = state.playhead;
  const route = routeOf(run, step);
  const link = encodeLink(documentNow(state), CATALOGUE);
  const isBeforeAll = step === 0 && hop === 0;
  return {
    scenario: activeScenario(state).name,
    device: activeScenario(state).device.name,
    design: run.design.id,
    step: route === null || isBeforeAll ? 0 : step + 1,
    steps: run.length,
    hop: Math.floor(hop),
    hops: route?.hops.length ?? 0,
    playing: state.playing,
    access: route && stepTitle(route.step, run.layout),
    outcome: route && route.outcome,
    sentence: sentenceNow(state),
    link: link.ok ? link.value : null,
  };
}

/** The verdict at the end of an access, else what its newest hop does; the scenario's note before all of them. */
export function sentenceNow(state: WorkbenchState): string {
  const run = activeRun(state);
  const route = routeOf(run, state.playhead.step);
  if (route === null) return run.scenario.note;
  const { step, hop: at } = state.playhead;
  if (step === 0 && at === 0) return run.scenario.note;
  const hop = route.hops[Math.max(Math.ceil(at) - 1, 0)];
  if (at < route.hops.length && hop) return hopSentence(hop, run.layout, run.design);
  const { headline, detail } = verdict(route, run.layout, run.design);
  return `${headline} ${detail}`.trim();
}
