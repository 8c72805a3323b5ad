/** Figures for mail: a step, or a whole scenario, as printable ASCII that survives quoting, with its own state. */
import { failure, success, type Result } from '#model/base/result.ts';
import { designById } from '#model/designs/catalogue.ts';
import type { Design } from '#model/context.ts';
import { ENVIRONMENTS, feasibility, type EnvironmentName } from '#model/environments.ts';
import { Run } from '#model/run.ts';
import type { Catalogue } from '../catalogue.ts';
import type { SharedDocument } from '../document.ts';
import { encodeLink } from '../link/link.ts';
import type { ReadyScenarios } from '../ready.ts';
import { PLAIN_LOOK } from '../look.ts';
import { ascii, wrapped } from './ascii.ts';
import { listing } from './listing.ts';
import { routeFigure } from './route-figure.ts';
import { stateLines } from './state-lines.ts';
import { WRAPPER_COLUMNS, wrapLines, type Wrapper } from './wrappers.ts';

/** Widths that are offered; 64 survives six replies at 76 columns. */
export const FIGURE_WIDTHS = [60, 64, 72, 75] as const;

export interface FigureOptions {
  readonly width?: number;
  readonly wrapper?: Wrapper;
  /** The present step, or a list of all. */
  readonly what?: 'step' | 'scenario';
  /** Put before links, where one is needed: the address of the app without its fragment. */
  readonly address?: string;
  /** Scenarios that the state may name where it would not fit a line. */
  readonly ready?: ReadyScenarios;
}

/**
 * The figure of a document at its step, ending in a line end. No line is longer than the width, which the wrapper's
 * marks are part of. Fails on an unknown design only.
 */
export function figure(
  document: SharedDocument,
  catalogue: Catalogue,
  options: FigureOptions = {},
): Result<string> {
  const { width = 64, wrapper = 'plain', what = 'step', address = '', ready = [] } = options;
  const room = width - WRAPPER_COLUMNS[wrapper];
  const runs: Run[] = [];
  for (const id of document.designs) {
    const design = designById(id);
    if (!design.ok) return failure(design.error);
    runs.push(new Run(document.scenario, design.value));
  }
  const body = what === 'scenario' ? listing(document, runs, room) : routes(document, runs, room);
  const state = stateLines(document, catalogue, ready, room);
  const lines = [
    ...head(document, runs, room, what),
    '',
    ...body,
    '',
    ...(state.ok ? state.value : linkLines(document, catalogue, room, address, state.error)),
  ];
  return success(`${wrapLines(lines, wrapper).join('\n')}\n`);
}

function routes(document: SharedDocument, runs: readonly Run[], width: number): string[] {
  const { step } = document;
  const { length } = document.scenario.steps;
  if (step >= length)
    return wrapped(
      length === 0
        ? 'The scenario has no steps.'
        : `The scenario is over: ${length === 1 ? 'its one step is' : `all ${length} steps are`} done.`,
      width,
    );
  return runs.flatMap((run, n) => [
    ...(n > 0 ? [''] : []),
    ...(runs.length > 1 ? designLine(run.design, width) : []),
    ...routeFigure(run, step, width),
  ]);
}

function head(
  { scenario, step, look }: SharedDocument,
  runs: readonly Run[],
  width: number,
  what: string,
): string[] {
  const { device, steps } = scenario;
  const { entries, table } = device.msix;
  const id = device.id === null ? '' : ` (${device.id})`;
  const count = `step ${Math.min(step + 1, steps.length)} of ${steps.length}`;
  const title = ascii(scenario.name) === '' ? 'Scenario' : scenario.name;
  return [
    ...wrapped(
      what === 'step'
        ? `${title}, ${count}`
        : `${title}, ${steps.length === 1 ? 'one step' : `${steps.length} steps`}`,
      width,
      '* ',
    ),
    ...wrapped(
      `${device.name}${id}, table at BAR ${table.bar} +0x${table.offset.toString(16)}, ${entries} entries`,
      width,
      '  ',
    ),
    ...(runs.length === 1 || what === 'scenario'
      ? runs.flatMap(({ design }) => designLine(design, width))
      : []),
    ...environmentLines(look.environment, runs, width),
  ];
}

/** Where the device model runs and what becomes of it there, unless it is where it always was. */
function environmentLines(name: EnvironmentName, runs: readonly Run[], width: number): string[] {
  const environment = ENVIRONMENTS.find((one) => one.name === name);
  const designs = runs.map(({ design }) => design).filter(({ deviceModel }) => deviceModel.present);
  if (!environment || name === PLAIN_LOOK.environment || designs.length === 0) return [];
  const remarks = designs.map((design) => {
    const found = feasibility(design, name);
    const which = designs.length > 1 ? `${design.title}: ` : '';
    return `${which}${found.works ? found.remark : `fails at ${found.step}: ${found.reason}`}`;
  });
  return [
    ...wrapped(`Device model in: ${environment.title}`, width, '  ', 4),
    ...remarks.flatMap((remark) => wrapped(remark, width, '    ', 4)),
  ];
}

const designLine = (design: Design, width: number): string[] => wrapped(design.title, width, '  Design: ', 4);

/** The link in place of the state, broken at the width: readers take the lines of a broken link together. */
function linkLines(
  document: SharedDocument,
  catalogue: Catalogue,
  width: number,
  address: string,
  why: string,
): string[] {
  const link = encodeLink(document, catalogue);
  if (!link.ok) return wrapped(`This figure cannot be opened again. ${why} ${link.error}`, width);
  // Indented, for a line that begins with # or -- would upset git or a signature.
  const parts = `${address}${link.value}`.match(new RegExp(`.{1,${width - 2}}`, 'g')) ?? [];
  return [
    ...wrapped(`${why} All of it is in this link, on ${parts.length} lines: copy them all.`, width),
    ...parts.map((part) => `  ${part}`),
  ];
}

export { readFigure } from './read-figure.ts';
