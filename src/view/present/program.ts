/** What is presented: the moments of a talk, found by a request, and what each of them shows. */
import { TALKS } from '#content/talks.ts';
import { activeText, currentTalk, readyTalkText } from '#state/current-talk.ts';
import type { ScenarioWithLines } from '#state/document.ts';
import type { Course } from '#state/presentation.ts';
import { momentsOf, type Moment } from '#state/talk.ts';
import { momentPerStep, staged, surroundingsOf, type StageMoment } from '#state/talk-stage.ts';
import type { WorkbenchState } from '#state/workbench.ts';
import { lastTalk, type PresentRequest } from './present-request.ts';
import { runsOf } from './moment-words.ts';

export interface Program {
  readonly name: string;
  /** Id of the scenario whose talk it is; null when it is nobody's own. */
  readonly id: string | null;
  readonly homeDevice: string;
  readonly length: number;
  readonly momentAt: (at: number) => StageMoment;
  readonly course: Course;
}

/** What `request` asks for, as things are now; null when there is no such talk, or nothing in it. */
export function programOf(request: PresentRequest, state: WorkbenchState): Program | null {
  const found = textOf(request, state);
  if (found === null || found.moments.length === 0) return null;
  const { id, text, moments } = found;
  const around = surroundingsOf(state);
  const known = new Map<number, StageMoment>();
  const momentAt = (at: number): StageMoment => {
    const moment = known.get(at) ?? staged(moments[at]!, text, around);
    known.set(at, moment);
    return moment;
  };
  const { scenario } = text;
  return {
    name: scenario.name,
    id,
    homeDevice: scenario.device.name,
    length: moments.length,
    momentAt,
    course: {
      length: moments.length,
      hopsOf: (at) => hopsOf(momentAt(at)),
      goesOn: (a, b) => goesOn(momentAt(a), momentAt(b)),
    },
  };
}

interface Found {
  readonly id: string | null;
  readonly text: ScenarioWithLines;
  readonly moments: readonly Moment[];
}

function textOf(request: PresentRequest, state: WorkbenchState): Found | null {
  switch (request.kind) {
    case 'talk': {
      const named = state.document.scenarios.find(({ id }) => id === request.id);
      const text = request.id === null ? currentTalk(state, lastTalk()) : named;
      return text ? { id: text.id, text, moments: momentsOf(text.lines) } : null;
    }
    case 'ready': {
      const talk = TALKS.find(({ id }) => id === request.id);
      if (!talk) return null;
      const text = readyTalkText(talk);
      return { id: null, text, moments: momentsOf(text.lines) };
    }
    case 'steps': {
      const text = activeText(state);
      return { id: state.activeId, text, moments: momentPerStep(text.scenario) };
    }
  }
}

function hopsOf(moment: StageMoment): { done: number; all: number } {
  if (moment.kind === 'broken') return { done: 0, all: 0 };
  const { route, otherRoute } = runsOf(moment);
  const other = moment.picture === 'compare' ? (otherRoute?.hops.length ?? 0) : 0;
  return { done: moment.hop, all: Math.max(route?.hops.length ?? 0, other) };
}

const goesOn = (a: StageMoment, b: StageMoment): boolean =>
  a.kind === 'shown' &&
  b.kind === 'shown' &&
  a.scenario === b.scenario &&
  a.step === b.step &&
  a.designId === b.designId &&
  a.picture === b.picture &&
  (a.picture !== 'compare' || a.otherDesignId === b.otherDesignId);
