/** What stands over the picture: scenario, access, device and design, and at the end what became of the access. */
import { stepTitle } from '#model/narrate.ts';
import { OUTCOMES } from '#model/outcomes.ts';
import type { Outcome } from '#model/route.ts';
import { OUTCOME_LOOKS } from '#scene/outcome-look.ts';
import { tiled } from './hatch.ts';
import type { FaceName, Mark, TextMark } from './marks.ts';
import { deviceWords, isOver, placeWords, type Moment } from './moment.ts';
import { mixed, type Palette } from './palette.ts';
import { fitted, widthOf } from './text-fit.ts';

/** Sizes of the lines from the first to the last, in pixels. */
const TITLE = 22;
const LINE = 16;
const LEAST = 13;

interface Area {
  readonly left: number;
  readonly right: number;
  /** Baselines of the three lines. */
  readonly baselines: readonly [number, number, number];
}

function wordsIn(
  text: string,
  face: FaceName,
  room: { readonly x: number; readonly width: number; readonly y: number },
  size: number,
  colour: string,
): TextMark {
  const { x, y, width } = room;
  return { kind: 'text', ...fitted(text, face, width, size, LEAST), x, y, anchor: 'start', face, colour };
}

/** Three lines of words between `left` and `right`. */
export function headingMarks(moment: Moment, { left, right, baselines }: Area, palette: Palette): Mark[] {
  const { run, route, obstacle } = moment;
  const happened = obstacle === null && isOver(moment);
  const chip = route !== null && happened ? outcomeMarks(route.outcome, right, baselines[0], palette) : null;
  const [first, second, third] = baselines;
  const place = route === null ? 'No access' : placeWords(moment);
  const placeWidth = widthOf({ text: `${place}  `, size: LINE, face: 'bold' });
  return [
    wordsIn(
      run.scenario.name,
      'bold',
      { x: left, y: first, width: (chip?.left ?? right) - left - 16 },
      TITLE,
      palette.text,
    ),
    ...(chip?.marks ?? []),
    wordsIn(place, 'bold', { x: left, y: second, width: right - left }, LINE, palette['text-2']),
    ...(route === null
      ? []
      : [
          wordsIn(
            stepTitle(route.step, run.layout),
            'mono-bold',
            { x: left + placeWidth, y: second, width: right - left - placeWidth },
            LINE,
            palette.text,
          ),
        ]),
    wordsIn(
      `${run.design.title} · ${deviceWords(moment)}`,
      'text',
      { x: left, y: third, width: right - left },
      15,
      palette['text-2'],
    ),
  ];
}

/** Word, letter, colour and pattern of an outcome, ending at `right`. */
function outcomeMarks(
  outcome: Outcome,
  right: number,
  baseline: number,
  palette: Palette,
): { readonly left: number; readonly marks: readonly Mark[] } {
  const { word, letter } = OUTCOMES[outcome];
  const look = OUTCOME_LOOKS[outcome];
  const colour = palette[look.colour];
  const wordWidth = widthOf({ text: word, size: LINE, face: 'bold' });
  const left = right - wordWidth - 52;
  const swatch = { x: left, y: baseline - 18, width: 40, height: 24 };
  const plate = { x: left + 12, y: baseline - 17, width: 16, height: 22 };
  return {
    left,
    marks: [
      { kind: 'rect', ...swatch, radius: 3, fill: mixed(colour, palette.surface, 0.32) },
      ...tiled(look.pattern, swatch, { colour, width: 1.3 }),
      { kind: 'rect', ...plate, radius: 2, fill: palette.surface },
      {
        kind: 'text',
        text: letter,
        x: left + 20,
        y: baseline,
        anchor: 'middle',
        size: LINE,
        face: 'mono-bold',
        colour,
      },
      { kind: 'text', text: word, x: right, y: baseline, anchor: 'end', size: LINE, face: 'bold', colour },
    ],
  };
}
