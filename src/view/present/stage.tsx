import { useMemo, type ReactNode } from 'react';
import {
  captionTexts,
  sentenceTexts,
  STAGE,
  stageLayout,
  TYPE,
  type StageLayout,
} from '#scene/present/stage-layout.ts';
import { wrapText } from '#scene/route/text-width.ts';
import type { BrokenMoment, ShownMoment, StageMoment } from '#state/talk-stage.ts';
import { fixedWords, hopWords, runsOf } from './moment-words.ts';
import { StageMap } from './stage-map.tsx';
import { StagePage } from './stage-page.tsx';
import { StagePair } from './stage-pair.tsx';
import { StageRoute } from './stage-route.tsx';
import { StageTexts } from './stage-text.tsx';
import './stage.css';

export interface StageProps {
  readonly moment: StageMoment;
  /** `3 of 8`. */
  readonly counter: string;
  /** Hops that are done or under way. */
  readonly hop: number;
  /** Name of the device that need not be said, because the whole talk is about it. */
  readonly homeDevice: string;
}

/** One moment of a talk, 1280 by 720 and scaled as a whole: the picture, the sentence, and nothing else. */
export function Stage({ moment, ...rest }: StageProps) {
  return moment.kind === 'broken' ? (
    <BrokenStage moment={moment} {...rest} />
  ) : (
    <ShownStage moment={moment} {...rest} />
  );
}

interface FrameProps {
  readonly label: string;
  readonly children: ReactNode;
}

function Frame({ label, children }: FrameProps) {
  return (
    <svg className="stage" viewBox={`0 0 ${STAGE.width} ${STAGE.height}`} role="img" aria-label={label}>
      <rect className="stage-ground" width={STAGE.width} height={STAGE.height} />
      {children}
    </svg>
  );
}

function BrokenStage({ moment, counter }: StageProps & { readonly moment: BrokenMoment }) {
  const sentence = moment.text || 'This moment cannot be shown.';
  const layout = useMemo(
    () => stageLayout({ heading: [], counter, sentences: [sentence], least: 0, captionLines: 0 }),
    [counter, sentence],
  );
  const { picture } = layout;
  const lines = wrapText(moment.problem, TYPE, 'text', picture.width);
  return (
    <Frame label={`${sentence} ${moment.problem}`}>
      <StageTexts texts={layout.heading} className="stage-plain" />
      <StageTexts texts={sentenceTexts(layout, sentence)} className="stage-sentence" />
      <StageTexts
        texts={lines.map((text, n) => ({
          text,
          x: picture.x,
          y: picture.y + (n + 2) * 32,
          size: TYPE,
          face: 'text',
          anchor: 'start',
        }))}
        className="stage-problem"
      />
    </Frame>
  );
}

function ShownStage(props: StageProps & { readonly moment: ShownMoment }) {
  const { moment, counter, hop, homeDevice } = props;
  const layout = useMemo(
    () => stageLayout(fixedWords(moment, counter, homeDevice)),
    [moment, counter, homeDevice],
  );
  const { sentence, captions } = useMemo(() => hopWords(moment, hop), [moment, hop]);
  const caption = captionTexts(layout, captions);
  return (
    <Frame label={[sentence, ...caption.map(({ text }) => text)].join(' ')}>
      <StageTexts texts={layout.heading} className="stage-heading" />
      <StageTexts texts={sentenceTexts(layout, sentence)} className="stage-sentence" />
      <Picture moment={moment} hop={hop} layout={layout} />
      <StageTexts texts={caption} className="stage-plain" />
    </Frame>
  );
}

function Picture({ moment, hop, layout }: { moment: ShownMoment; hop: number; layout: StageLayout }) {
  const { run, other, route, otherRoute } = useMemo(() => runsOf(moment), [moment]);
  const sides = useMemo(
    () =>
      route && other && otherRoute
        ? ([
            { route, design: run.design },
            { route: otherRoute, design: other.design },
          ] as const)
        : null,
    [run, other, route, otherRoute],
  );
  const area = layout.picture;
  if (moment.picture === 'page')
    return (
      <StagePage
        scenario={moment.scenario}
        step={moment.step}
        designId={moment.designId}
        otherDesignId={moment.otherDesignId}
        area={area}
      />
    );
  if (moment.picture === 'map') return <StageMap run={run} step={moment.step} hop={hop} area={area} />;
  if (route === null) return null;
  return moment.picture === 'compare' && sides ? (
    <StagePair sides={sides} layout={run.layout} hop={hop} area={area} />
  ) : (
    <StageRoute
      route={route}
      layout={run.layout}
      design={run.design}
      hop={Math.min(hop, route.hops.length)}
      area={area}
    />
  );
}
