/** Figures for mail: a step, or a whole scenario, as printable ASCII that survives quoting, with its own state. */
import { failure, success, type Result } from '#model/base/result.ts';
import { designById } from '#model/designs/catalogue.ts';
import type { Design } from '#model/context.ts';
import { Run } from '#model/run.ts';
import type { Catalogue } from '../catalogue.ts';
import type { SharedDocument } from '../document.ts';
import { encodeLink, linkIn, type Opened } from '../link/link.ts';
import { readings } from '../link/mailed-text.ts';
import { LONGEST_TEXT } from '../limits.ts';
import { ascii, wrapped } from './ascii.ts';
import { listing } from './listing.ts';
import { routeFigure } from './route-figure.ts';
import { stateIn, stateLines } from './state-lines.ts';
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
}

/**
 * The figure of a document at its step, ending in a line end. No line is longer than the width, which the wrapper's
 * marks are part of, but for a link where the state is too long for its lines. Fails on an unknown design only.
 */
export function figure(
  document: SharedDocument,
  catalogue: Catalogue,
  options: FigureOptions = {},
): Result<string> {
  const { width = 64, wrapper = 'plain', what = 'step', address = '' } = options;
  const room = width - WRAPPER_COLUMNS[wrapper];
  const runs: Run[] = [];
  for (const id of document.designs) {
    const design = designById(id);
    if (!design.ok) return failure(design.error);
    runs.push(new Run(document.scenario, design.value));
  }
  const body = what === 'scenario' ? listing(document, runs, room) : routes(document, runs, room);
  const lines = [
    ...head(document, runs, room, what),
    '',
    ...body,
    '',
    ...stateOrLink(document, catalogue, room, address),
  ];
  return success(`${wrapLines(lines, wrapper).join('\n')}\n`);
}

function routes(document: SharedDocument, runs: readonly Run[], width: number): string[] {
  const { step } = document;
  const { length } = document.scenario.steps;
  if (step >= length)
    return wrapped(
      length === 0 ? 'The scenario has no steps.' : `The scenario is over: all ${length} steps are done.`,
      width,
    );
  return runs.flatMap((run, n) => [
    ...(n > 0 ? [''] : []),
    ...(runs.length > 1 ? designLine(run.design, width) : []),
    ...routeFigure(run, step, width),
  ]);
}

function head(
  { scenario, step }: SharedDocument,
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
    ...wrapped(what === 'step' ? `${title}, ${count}` : `${title}, ${steps.length} steps`, width, '* '),
    ...wrapped(
      `${device.name}${id}, table at BAR ${table.bar} +0x${table.offset.toString(16)}, ${entries} entries`,
      width,
      '  ',
    ),
    ...(runs.length === 1 || what === 'scenario'
      ? runs.flatMap(({ design }) => designLine(design, width))
      : []),
  ];
}

const designLine = (design: Design, width: number): string[] => wrapped(design.title, width, '  Design: ', 4);

function stateOrLink(
  document: SharedDocument,
  catalogue: Catalogue,
  width: number,
  address: string,
): string[] {
  const state = stateLines(document, catalogue, width);
  if (state.ok) return state.value;
  const link = encodeLink(document, catalogue);
  if (link.ok)
    return [
      ...wrapped('The scenario is too long for a state line. All of it is in the link:', width),
      `${address}${link.value}`,
    ];
  return wrapped(`This figure cannot be opened again: ${link.error}`, width);
}

/**
 * Opens a figure or link in a mail: quoted, re-wrapped, in a comment, or cut off behind its state. The first that is
 * whole is opened. Never throws; the error is a sentence.
 */
export function readFigure(text: string, catalogue: Catalogue): Result<Opened> {
  if (text.length > LONGEST_TEXT)
    return failure(
      `The text has ${text.length} characters, and at most ${LONGEST_TEXT} are read: paste the figure alone.`,
    );
  let error: string | null = null;
  for (const reading of readings(text)) {
    for (const opened of [stateIn(reading, catalogue), linkIn(reading, catalogue)]) {
      if (opened?.ok === true) return opened;
      error ??= opened?.error ?? null;
    }
  }
  return failure(
    error ?? 'There is no figure here: the last lines of a figure begin with msix1: and must be there.',
  );
}
