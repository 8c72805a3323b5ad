import { useContext, useEffect, useLayoutEffect, useReducer, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { pressed, begun, type Intent } from '#state/presentation.ts';
import { useReducedMotion } from '../use-reduced-motion.ts';
import { StoresContext } from '../workbench-context.ts';
import { Hand } from './hand.tsx';
import { hopWords } from './moment-words.ts';
import { PRESENT_KEYS, presentIntent, type PresentIntent } from './present-keys.ts';
import { endPresent, rememberTalk, setStaged, type PresentRequest } from './present-request.ts';
import { programOf, type Program } from './program.ts';
import { Said } from './said.tsx';
import { counterOf, Speaker } from './speaker.tsx';
import { Spotlight } from './spotlight.tsx';
import { Stage } from './stage.tsx';
import { useFlight } from './use-flight.ts';
import { useFullscreen } from './use-fullscreen.ts';
import { useIdle } from './use-idle.ts';
import { useSpeakerWindow } from './use-speaker-window.ts';
import { useTouch } from './use-touch.ts';
import './present.css';

interface PresentProps {
  readonly request: PresentRequest;
  /** There is nothing to present: the app offers what could be. */
  readonly onNothing: () => void;
}

/** The whole window for one talk. The app behind it stays as it is, and gets no keys. */
export default function Present({ request, onNothing }: PresentProps) {
  const stores = useContext(StoresContext);
  if (!stores) throw new Error('the stage is drawn outside of the app');
  // What is presented is what there was when the presentation began.
  const [program] = useState(() => programOf(request, stores.workbench.getState()));
  useEffect(() => {
    if (program === null) onNothing();
    else if (program.id !== null && request.kind === 'talk') rememberTalk(program.id);
  }, [program, onNothing, request]);
  const { pause } = stores.workbench.actions;
  return (
    program && (
      <Presentation program={program} at={request.kind === 'talk' ? request.at : 0} onBegin={pause} />
    )
  );
}

interface PresentationProps {
  readonly program: Program;
  readonly at: number;
  readonly onBegin: () => void;
}

function Presentation({ program, at: first, onBegin }: PresentationProps) {
  const [now, press] = useReducer(
    (state: ReturnType<typeof begun>, intent: Intent) => pressed(state, intent, program.course),
    Math.min(first, program.length - 1),
    begun,
  );
  const [said, say] = useState('');
  const [showsKeys, showKeys] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const speaker = useSpeakerWindow(`Speaker: ${program.name}`);
  const fullscreen = useFullscreen(root, endPresent);
  const isIdle = useIdle();
  const isStill = useReducedMotion();
  const moment = program.momentAt(now.at);
  const to = now.hop ?? program.course.hopsOf(now.at).done;
  const hop = useFlight({ entry: now.entry, from: now.from, to }, isStill);

  const act = (intent: PresentIntent) => {
    say('');
    if (intent === 'leave' && !showsKeys) endPresent();
    else if (intent === 'leave') showKeys(false);
    else if (intent === 'keys') showKeys((shown) => !shown);
    else if (intent === 'fullscreen') fullscreen.toggle();
    else if (intent === 'speaker') {
      fullscreen.expectExit();
      if (!speaker.open()) say(BLOCKED);
    } else press(intent);
  };
  usePresentKeys(act, speaker.window);
  useStaged(onBegin);
  const touch = useTouch(act);
  useFocus(root);

  const telling = said || now.said;
  const words = moment.kind === 'shown' ? hopWords(moment, to) : null;
  const sentence = words?.sentence ?? moment.text;
  return (
    <>
      <div
        ref={root}
        className="present"
        role="region"
        aria-label={`Presentation: ${program.name}`}
        tabIndex={-1}
        data-theme="projector"
        data-idle={isIdle}
        data-spotlight={now.spotlight}
        {...touch}
      >
        <div className="present-stage">
          <Stage
            moment={moment}
            counter={counterOf(program, now.at)}
            hop={hop}
            homeDevice={program.homeDevice}
          />
        </div>
        <Hand
          sentence={sentence}
          caption={words?.captions[0] ?? ''}
          counter={counterOf(program, now.at)}
          onIntent={act}
        />
        {now.spotlight && <Spotlight />}
        {now.blank && <div className="present-blank" />}
        <div className="present-over">
          {showsKeys && <Keys />}
          {telling !== '' && !now.blank && (
            <Said key={`${now.presses} ${telling}`} text={telling} stays={now.digits !== ''} />
          )}
        </div>
        <p className="visually-hidden" aria-live="polite">
          {telling || `${counterOf(program, now.at)}. ${sentence} ${words?.captions[0] ?? ''}`}
        </p>
      </div>
      {speaker.place &&
        createPortal(<Speaker program={program} now={now} hop={hop} onIntent={act} />, speaker.place)}
    </>
  );
}

const BLOCKED =
  'The browser let no second window open. Allow pop-up windows for this page, and press s again.';

function Keys() {
  return (
    <div className="present-keys">
      <table aria-label="Keys of the presentation">
        <tbody>
          {PRESENT_KEYS.map(({ keys, does }) => (
            <tr key={keys}>
              <th scope="row">{keys}</th>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Keys of this window and of the speaker's; no other part of the app sees any as long as the stage stands. */
function usePresentKeys(act: (intent: PresentIntent) => void, second: Window | null): void {
  const latest = useRef(act);
  useLayoutEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isModified = event.ctrlKey || event.metaKey || event.altKey;
      const target = event.target as Partial<Element> | null;
      // A button in focus is pressed by Space and Enter, here as anywhere.
      const presses = (event.key === ' ' || event.key === 'Enter') && target?.closest?.('button');
      if (!presses) event.stopImmediatePropagation();
      const intent = isModified || presses ? null : presentIntent(event.key);
      if (intent === null) return;
      event.preventDefault();
      latest.current(intent);
    };
    const windows = second === null ? [window] : [window, second];
    for (const one of windows) one.addEventListener('keydown', onKey, { capture: true });
    return () => {
      for (const one of windows) one.removeEventListener('keydown', onKey, { capture: true });
    };
  }, [second]);
}

/** The app behind rests as long as the stage stands, and its player stays where it is. */
function useStaged(onBegin: () => void): void {
  useEffect(() => {
    onBegin();
    setStaged(true);
    return () => setStaged(false);
  }, [onBegin]);
}

/** The stage takes the focus, and gives it back to what had it. */
function useFocus(root: React.RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const before = document.activeElement;
    root.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, [root]);
}
