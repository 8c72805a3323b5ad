import { useEffect, useState } from 'react';
import { stepTitle } from '#model/narrate.ts';
import { layoutOf } from '#model/layout.ts';
import type { Intent, Presentation } from '#state/presentation.ts';
import type { StageMoment } from '#state/talk-stage.ts';
import { keptDesign } from '#state/derived.ts';
import { elapsed } from './elapsed.ts';
import type { Program } from './program.ts';
import { Stage } from './stage.tsx';
import './speaker.css';

interface SpeakerProps {
  readonly program: Program;
  readonly now: Presentation;
  /** Where the token is on the stage. */
  readonly hop: number;
  readonly onIntent: (intent: Intent) => void;
}

/** For the speaker alone: what is on the stage, what comes next, notes and clocks. */
export function Speaker({ program, now, hop, onIntent }: SpeakerProps) {
  const { at } = now;
  const moment = program.momentAt(at);
  const next = at + 1 < program.length ? program.momentAt(at + 1) : null;
  return (
    <main className="speaker">
      <header className="speaker-head">
        <h1>
          Moment {at + 1} of {program.length}
        </h1>
        <p>{program.name}</p>
        <Clocks />
      </header>
      <section className="speaker-now" aria-label="On the stage">
        <div className="speaker-stage" data-theme="projector" data-blank={now.blank}>
          <Stage moment={moment} counter={counterOf(program, at)} hop={hop} homeDevice={program.homeDevice} />
        </div>
        {now.blank && <p className="speaker-blank">The screen is blank.</p>}
        <p className="speaker-sentence">
          {moment.text || 'No sentence of your own: the model’s words are shown.'}
        </p>
      </section>
      <div className="speaker-notes">
        <h2 id="speaker-notes">Notes</h2>
        <div className="speaker-notes-text" tabIndex={0} role="region" aria-labelledby="speaker-notes">
          {moment.notes === '' ? (
            <p>None for this moment.</p>
          ) : (
            moment.notes.split('\n').map((line, n) => <p key={n}>{line}</p>)
          )}
        </div>
      </div>
      <section className="speaker-next" aria-labelledby="speaker-next">
        <h2 id="speaker-next">Next</h2>
        {next === null ? (
          <p>This is the last moment.</p>
        ) : (
          <>
            <p className="speaker-sentence">{next.text || placeOf(next)}</p>
            <p>{placeOf(next)}</p>
          </>
        )}
      </section>
      <div className="speaker-buttons" role="group" aria-label="Presentation">
        <button type="button" className="button" onClick={() => onIntent('previous')}>
          Previous
        </button>
        <button type="button" className="button button-main" onClick={() => onIntent('next')}>
          Next
        </button>
        <button type="button" className="button" aria-pressed={now.blank} onClick={() => onIntent('blank')}>
          Blank
        </button>
        <p className="speaker-said" role="status">
          {now.said}
        </p>
      </div>
    </main>
  );
}

export const counterOf = ({ length }: Program, at: number): string => `${at + 1} of ${length}`;

/** What a moment shows, in a few words. */
function placeOf(moment: StageMoment): string {
  if (moment.kind === 'broken') return moment.problem;
  const { scenario, step, designId, otherDesignId } = moment;
  const one = scenario.steps[step];
  const title = one === undefined ? scenario.name : stepTitle(one, layoutOf(scenario.device));
  const designs = [designId, ...(otherDesignId === null ? [] : [otherDesignId])];
  return `${title}, under ${designs.map((id) => keptDesign(id).title).join(' and ')}`;
}

const SECOND_MS = 1000;

/** Time since the presentation began, or since it was set back, and the time of day. */
function Clocks() {
  const [begun, setBegun] = useState(() => Date.now());
  const [time, setTime] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setTime(Date.now()), SECOND_MS / 4);
    return () => clearInterval(timer);
  }, []);
  return (
    <div className="speaker-clocks">
      <p>
        <span className="speaker-clock" role="timer" aria-label="Time since the start">
          {elapsed(time - begun)}
        </span>{' '}
        since the start
      </p>
      <button
        type="button"
        className="button"
        onClick={() => {
          setBegun(Date.now());
          setTime(Date.now());
        }}
      >
        Start the clock again
      </button>
      <p>
        <span className="speaker-clock" role="timer" aria-label="Time of day">
          {new Date(time).toLocaleTimeString('en-GB')}
        </span>{' '}
        now
      </p>
    </div>
  );
}
