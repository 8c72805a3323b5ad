import { SCENARIOS } from '#content/scenarios.ts';
import { figure, FIGURE_WIDTHS } from '#share/figure/figure.ts';
import { WRAPPERS } from '#share/figure/wrappers.ts';
import { encodeLink } from '#share/link/link.ts';
import { argumentsOf, done, refused, type Command } from '../command.ts';
import { CATALOGUE } from '#content/catalogue.ts';
import { documentIn } from '../document-file.ts';

const NARROWEST = 60;
const WIDEST = 200;

/** In front of a link in a figure: a line that begins with # is a comment for git and taken away. */
const NO_ADDRESS = 'msixscope ';

const HELP = `usage: msixscope text FILE [--step N] [--width COLUMNS] [--wrap WRAPPER] [--base ADDRESS]

Draws a scenario as text for mail: the way of one access with its decisions, or a list of all. The last lines let
whoever gets it open that very step again ("msixscope read -").

  FILE             a scenario text (.msix) or a file saved by the app; - for standard input
  --step N         the step to draw, from 1; all steps are listed without it
  --width COLUMNS  ${FIGURE_WIDTHS.join(', ')} or anything from ${NARROWEST} to ${WIDEST}; 64 without it, which bears six replies
  --wrap WRAPPER   ${WRAPPERS.join(', ')}: for a C comment, an RST literal block, or as a quoted mail
  --base ADDRESS   the address of an app: where the figure opens there is then printed to standard error, and stands
                   in the figure itself when its state is too long for its lines`;

export const text: Command = {
  name: 'text',
  summary: 'a scenario, or a step of it, as a text figure for mail',
  help: HELP,
  run: (args, read) => {
    const given = argumentsOf(args, {
      step: { type: 'string' },
      width: { type: 'string' },
      wrap: { type: 'string' },
      base: { type: 'string' },
    });
    if (!given.ok) return refused(given.error);
    const [file, ...others] = given.value.positionals;
    if (file === undefined || others.length > 0) return refused(`Name one file. ${HELP.split('\n')[0]!}`);
    const last = (name: string) => given.value.values(name).at(-1);
    const width = Number(last('width') ?? 64);
    if (!Number.isInteger(width) || width < NARROWEST || width > WIDEST)
      return refused(`--width takes a number of columns from ${NARROWEST} to ${WIDEST}.`);
    const wrapper = WRAPPERS.find((known) => known === (last('wrap') ?? 'plain'));
    if (wrapper === undefined)
      return refused(`--wrap takes ${WRAPPERS.join(', ')}, not "${last('wrap') ?? ''}".`);
    const found = documentIn(file, read);
    if (!found.ok) return refused(found.error);
    const { document: whole, warnings } = found.value;
    const { length } = whole.scenario.steps;
    const step = last('step');
    const number = Number(step ?? 1);
    if (step !== undefined && (!Number.isInteger(number) || number < 1 || number > length))
      return refused(`--step takes a number from 1 to ${length}, and "${step}" was given.`);
    const document = step === undefined ? whole : { ...whole, step: number - 1, hop: 0 };
    const base = last('base');
    const drawn = figure(document, CATALOGUE, {
      width,
      wrapper,
      ready: SCENARIOS,
      what: step === undefined ? 'scenario' : 'step',
      address: base ?? NO_ADDRESS,
    });
    if (!drawn.ok) return refused(drawn.error);
    const address = base === undefined ? null : encodeLink(document, CATALOGUE);
    const opens = address?.ok ? `It opens at ${base ?? ''}${address.value}\n` : '';
    return { ...done(drawn.value), stderr: warnings + opens };
  },
};
