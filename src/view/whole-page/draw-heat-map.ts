/** Paints the maps of one page. The colours are those of the theme; patterns and letters say the same without colour. */
import { OUTCOMES } from '#model/outcomes.ts';
import type { PageSurvey } from '#model/page-survey.ts';
import { OUTCOME_LOOKS, TILE, type OutcomeLook } from '#scene/outcome-look.ts';
import { ROW_BYTES, ROWS, type MapShape } from '#scene/survey/map-shape.ts';
import { letterPlaces, planeRuns } from '#scene/survey/plane-runs.ts';

/** How much of an outcome's colour is in its ground; the rest is the surface. The same as in the legend. */
const GROUND = 0.32;
/** And in its pattern. */
const INK = 0.7;
const LETTER_SIZE = 13;

export function drawHeatMap(
  canvas: HTMLCanvasElement,
  shape: MapShape,
  survey: PageSurvey,
  page: number,
  marks: Uint8Array | null,
): void {
  const scale = window.devicePixelRatio || 1;
  canvas.width = Math.round(shape.width * scale);
  canvas.height = Math.round(shape.height * scale);
  canvas.style.width = `${shape.width}px`;
  canvas.style.height = `${shape.height}px`;
  const context = canvas.getContext('2d');
  if (!context) return;
  const style = getComputedStyle(canvas);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, shape.width, shape.height);
  const side = shape.cell * ROW_BYTES;
  for (const plane of shape.planes) {
    context.save();
    context.translate(plane.x, plane.y);
    context.fillStyle = colour('surface');
    context.fillRect(0, 0, side, shape.cell * ROWS);
    const runs = planeRuns(survey, plane, page, marks);
    for (const [outcome, list] of runs) {
      const look = OUTCOME_LOOKS[outcome];
      const area = new Path2D();
      for (const { row, from, to } of list)
        area.rect(from * shape.cell, row * shape.cell, (to - from) * shape.cell, shape.cell);
      context.globalAlpha = GROUND;
      context.fillStyle = colour(look.colour);
      context.fill(area);
      context.globalAlpha = INK;
      const pattern = tile(context, look, colour(look.colour), scale);
      if (pattern) {
        context.fillStyle = pattern;
        context.fill(area);
      }
      context.globalAlpha = 1;
    }
    for (const { outcome, from, to } of letterPlaces(runs, Math.ceil((LETTER_SIZE + 6) / shape.cell)))
      letter(context, outcome, side / 2, ((from + to) / 2) * shape.cell, colour);
    context.strokeStyle = colour('line-strong');
    context.lineWidth = 1;
    context.strokeRect(0.5, 0.5, side - 1, shape.cell * ROWS - 1);
    context.restore();
  }
}

function tile(
  context: CanvasRenderingContext2D,
  { pattern }: OutcomeLook,
  colour: string,
  scale: number,
): CanvasPattern | null {
  if (pattern === '') return null;
  const small = document.createElement('canvas');
  small.width = small.height = TILE * scale;
  const inside = small.getContext('2d');
  if (!inside) return null;
  inside.scale(scale, scale);
  inside.strokeStyle = colour;
  inside.lineWidth = 1.3;
  inside.stroke(new Path2D(pattern));
  const made = context.createPattern(small, 'repeat');
  made?.setTransform(new DOMMatrix().scale(1 / scale));
  return made;
}

function letter(
  context: CanvasRenderingContext2D,
  outcome: keyof typeof OUTCOMES,
  x: number,
  y: number,
  colour: (name: string) => string,
): void {
  context.fillStyle = colour('surface');
  context.beginPath();
  context.roundRect(x - 8, y - 9, 16, 18, 3);
  context.fill();
  context.fillStyle = colour(OUTCOME_LOOKS[outcome].colour);
  context.font = `700 ${LETTER_SIZE}px ${colour('font-mono')}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(OUTCOMES[outcome].letter, x, y + 1);
}
