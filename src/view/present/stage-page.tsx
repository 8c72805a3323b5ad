import { useId, useMemo } from 'react';
import { PAGE_SIZE } from '#model/layout.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import { surveyDifference, type PageSurvey } from '#model/page-survey.ts';
import type { Scenario } from '#model/scenario.ts';
import type { Outcome } from '#model/route.ts';
import { OUTCOME_LOOKS, TILE } from '#scene/outcome-look.ts';
import { mapAccess } from '#scene/page-map/map-access.ts';
import { LETTER_PLATE, pagePicture, type PagePlane } from '#scene/present/page-picture.ts';
import { TYPE } from '#scene/present/stage-layout.ts';
import type { Rect } from '#scene/route/rect.ts';
import { DEFAULT_LOOK } from '#state/look.ts';
import { useSurvey, type Surveying } from '../whole-page/use-survey.ts';
import { StageTexts } from './stage-text.tsx';

interface StagePageProps {
  readonly scenario: Scenario;
  readonly step: number;
  readonly designId: string;
  /** With another design: only what ends otherwise under it. */
  readonly otherDesignId: string | null;
  readonly area: Rect;
}

/** Every access to the page, or those that end otherwise under another design. */
export function StagePage({ scenario, step, designId, otherDesignId, area }: StagePageProps) {
  const { device } = scenario;
  const { preparation } = DEFAULT_LOOK;
  const first = useSurvey(device, designId, preparation);
  const second = useSurvey(device, otherDesignId, preparation);
  const a = first?.kind === 'done' ? first.survey : null;
  const b = second?.kind === 'done' ? second.survey : null;
  const survey = otherDesignId === null ? a : b;
  if (survey === null || a === null) return <Waiting states={[first, second]} area={area} />;
  const offset = mapAccess(scenario.steps[step], step)?.offset ?? survey.start;
  const page = Math.floor(
    (Math.min(Math.max(offset, survey.start), survey.end - 1) - survey.start) / PAGE_SIZE,
  );
  return <Maps survey={survey} from={otherDesignId === null ? null : a} page={page} area={area} />;
}

function Waiting({ states, area }: { states: readonly (Surveying | null)[]; area: Rect }) {
  const failed = states.find((one) => one?.kind === 'failed');
  const working = states.filter((one) => one?.kind === 'working');
  const share = working.reduce((sum, { done }) => sum + done, 0) / Math.max(1, working.length);
  const text =
    failed?.kind === 'failed'
      ? `The map could not be computed: ${failed.message}`
      : `Trying every access: ${Math.round(share * 100)} %`;
  return (
    <text className="stage-plain" x={area.x} y={area.y + area.height / 2} fontSize={TYPE}>
      {text}
    </text>
  );
}

interface MapsProps {
  readonly survey: PageSurvey;
  readonly from: PageSurvey | null;
  readonly page: number;
  readonly area: Rect;
}

function Maps({ survey, from, page, area }: MapsProps) {
  const prefix = useId();
  const picture = useMemo(() => {
    const difference = from === null ? null : surveyDifference(from, survey);
    return pagePicture({ survey, difference, page }, area);
  }, [survey, from, page, area]);
  const outcomes = new Set([
    ...picture.planes.flatMap(({ areas }) => areas.map(({ outcome }) => outcome)),
    ...picture.legend.flatMap((item) => item.outcomes),
  ]);
  return (
    <g>
      <defs>
        {[...outcomes].map((outcome) => (
          <Pattern key={outcome} prefix={prefix} outcome={outcome} />
        ))}
      </defs>
      {picture.planes.map((plane) => (
        <Plane key={plane.key} plane={plane} prefix={prefix} />
      ))}
      {picture.legend.map(({ key, swatches, texts }) => (
        <g key={key}>
          {swatches.map(({ outcome, x, y }) => (
            <Swatch key={y} outcome={outcome} prefix={prefix} x={x} y={y} />
          ))}
          <StageTexts texts={texts} className="stage-plain" />
        </g>
      ))}
      <StageTexts texts={picture.more} className="stage-plain" />
    </g>
  );
}

function Pattern({ prefix, outcome }: { prefix: string; outcome: Outcome }) {
  const { pattern } = OUTCOME_LOOKS[outcome];
  return (
    <pattern
      id={`${prefix}-${outcome}`}
      className="sg-pattern"
      data-outcome={outcome}
      width={TILE}
      height={TILE}
      patternUnits="userSpaceOnUse"
    >
      <path d={pattern} />
    </pattern>
  );
}

function Plane({ plane, prefix }: { plane: PagePlane; prefix: string }) {
  const { x, y, width, height, title, areas, letters } = plane;
  return (
    <g>
      <StageTexts texts={[title]} className="stage-plain" />
      <rect className="sg-ground" x={x} y={y} width={width} height={height} />
      {areas.map(({ outcome, path }) => (
        <g key={outcome} data-outcome={outcome}>
          <path className="sg-area" d={path} />
          <path d={path} fill={`url(#${prefix}-${outcome})`} />
        </g>
      ))}
      <rect className="sg-outline" x={x} y={y} width={width} height={height} />
      {letters.map((letter) => (
        <Letter key={letter.y} {...letter} />
      ))}
    </g>
  );
}

function Letter({ outcome, x, y }: { outcome: Outcome; x: number; y: number }) {
  return (
    <g data-outcome={outcome}>
      <rect
        className="sg-plate"
        x={x - LETTER_PLATE.width / 2}
        y={y - LETTER_PLATE.height / 2}
        width={LETTER_PLATE.width}
        height={LETTER_PLATE.height}
        rx={4}
      />
      <text className="sg-letter" x={x} y={y + TYPE * 0.36} fontSize={TYPE} textAnchor="middle">
        {OUTCOMES[outcome].letter}
      </text>
    </g>
  );
}

const SWATCH = { width: 36, height: 28 };

function Swatch({ outcome, prefix, x, y }: { outcome: Outcome; prefix: string; x: number; y: number }) {
  return (
    <g data-outcome={outcome}>
      <rect className="sg-area" x={x} y={y + 1} {...SWATCH} rx={4} />
      <rect x={x} y={y + 1} {...SWATCH} rx={4} fill={`url(#${prefix}-${outcome})`} />
      <Letter outcome={outcome} x={x + SWATCH.width / 2} y={y + 1 + SWATCH.height / 2} />
    </g>
  );
}
